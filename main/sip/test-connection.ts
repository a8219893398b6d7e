// "Test connection" of onboarding and settings: goes the way of a sign-in step by step, says how long each
// step took and where it ended, and changes nothing at the server: it only asks for the registration.
import type { ConnectionTestResult, ConnectionTestStep } from "../../shared/app-state";
import { StampError } from "../../shared/errors";
import type { Address, Millis } from "../../shared/ids";
import type { Clock } from "../messaging/ports";
import { silentLog } from "../platform/log";
import { problemOf } from "./connection-problem";
import { createExchanges } from "./exchange";
import { makeInstanceId } from "./instance-id";
import { openSocket } from "./open-socket";
import { queryRegistration } from "./registration";
import type { QueryResult } from "./registration-result";
import { parseServerUrl, type ServerUrl } from "./server-url";
import { sipUri, startUserAgent, stopUserAgent } from "./user-agent";

export interface ConnectionTestOptions {
  readonly address: Address;
  readonly password: string;
  readonly serverUrl: string;
  readonly caCertificate?: string | undefined;
  readonly loopbackOnly: boolean;
  /** For each step; 8 s unless told. */
  readonly deadline?: Millis;
  readonly clock: Clock;
}

type Problem = NonNullable<ConnectionTestResult["problem"]>;

/**
 * The steps in order, up to and including the first that failed: `server` (found and answering), `secure`
 * (TLS and its certificate; left out for ws://, which only reaches this computer), `sign-in`. Never rejects.
 */
export async function testConnection(options: ConnectionTestOptions): Promise<ConnectionTestResult[]> {
  const { clock } = options;
  const results: ConnectionTestResult[] = [];
  let startedAt = clock.now();
  const finish = (step: ConnectionTestStep, problem?: Problem): void => {
    const milliseconds = clock.now() - startedAt;
    startedAt = clock.now();
    results.push({ step, ok: problem === undefined, milliseconds, ...(problem === undefined ? {} : { problem }) });
  };

  const checked = check(options);
  if ("problem" in checked) finish("server", checked.problem);
  else await walk(options, checked.server, finish);
  return results;
}

/** What can be said without a connection. */
function check(options: ConnectionTestOptions): { readonly server: ServerUrl } | { readonly problem: Problem } {
  if (sipUri(options.address) === undefined) return { problem: "invalid-address" };
  try {
    const server = parseServerUrl(options.serverUrl);
    return options.loopbackOnly && !server.loopback ? { problem: "evaluation-only-loopback" } : { server };
  } catch (error) {
    if (error instanceof StampError) return { problem: error.code };
    throw error;
  }
}

async function walk(
  options: ConnectionTestOptions,
  server: ServerUrl,
  finish: (step: ConnectionTestStep, problem?: Problem) => void,
): Promise<void> {
  const { address, password, caCertificate, deadline = 8_000, clock } = options;
  let step: ConnectionTestStep = "server";
  const opening = openSocket({
    server,
    caCertificate,
    deadline,
    clock,
    onStep: (reached) => {
      // The upgrade to WebSocket belongs to the last step before the sign-in.
      if (reached !== "connected" || !server.secure) return;
      finish("server");
      step = "secure";
    },
  });
  try {
    const socket = await opening.opened;
    finish(step);
    const credentials = { address, password };
    const userAgent = startUserAgent({
      socket,
      secure: server.secure,
      credentials,
      onMessage: (message) => void message.reject({ statusCode: 480 }),
      log: silentLog,
    });
    const exchanges = createExchanges(clock, deadline);
    socket.on("close", () => exchanges.abandon());
    socket.on("error", () => exchanges.abandon());
    const result = await queryRegistration(userAgent, exchanges, address, makeInstanceId());
    finish("sign-in", problemOfSignIn(result));
    await stopUserAgent(userAgent);
    socket.terminate();
  } catch (error) {
    finish(step, problemOf(error));
  }
}

function problemOfSignIn(result: QueryResult): Problem | undefined {
  switch (result.type) {
    case "refused":
      return "sign-in-refused";
    case "lost":
      return result.problem;
    default:
      return undefined;
  }
}
