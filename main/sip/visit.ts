// A short visit to a server before there is an account: a connection under the rules of every other one, one
// question, and gone again. Nobody is registered by it, so it signs no other device out (spec 2.6).
import type { UserAgent } from "sip.js";
import { StampError } from "../../shared/errors";
import type { Address, Millis } from "../../shared/ids";
import type { Clock } from "../messaging/ports";
import { silentLog } from "../platform/log";
import { createExchanges, type Exchanges } from "./exchange";
import { openSocket } from "./open-socket";
import { connectionBar, parseProxyUrl } from "./proxy-url";
import { parseServerUrl } from "./server-url";
import { sipUri, startUserAgent, stopUserAgent } from "./user-agent";

export interface VisitOptions {
  readonly address: Address;
  readonly password: string;
  readonly serverUrl: string;
  readonly caCertificate?: string | undefined;
  readonly proxyUrl?: string | undefined;
  readonly loopbackOnly: boolean;
  /** For the opening and for each answer. */
  readonly deadline: Millis;
  readonly clock: Clock;
  /** The TCP connection stands; TLS, if there is any, comes next. */
  readonly onConnected?: (secure: boolean) => void;
}

export interface Visit {
  readonly userAgent: UserAgent;
  readonly exchanges: Exchanges;
}

/**
 * What `ask` resolves with. Throws StampError `invalid-address`, `invalid-server-url`, `insecure-server-url`,
 * `invalid-proxy`, `insecure-through-proxy` or `evaluation-only-loopback` before it connects, then what `problemOf`
 * classifies.
 */
export async function visitServer<Result>(
  options: VisitOptions,
  ask: (visit: Visit) => Promise<Result>,
): Promise<Result> {
  const { address, password, caCertificate, proxyUrl, loopbackOnly, deadline, clock, onConnected } = options;
  if (sipUri(address) === undefined) throw new StampError("invalid-address");
  const server = parseServerUrl(options.serverUrl);
  const proxy = proxyUrl === undefined ? undefined : parseProxyUrl(proxyUrl);
  const barred = connectionBar(server, proxy, loopbackOnly);
  if (barred !== undefined) throw new StampError(barred);

  const socket = await openSocket({
    server,
    caCertificate,
    proxy,
    deadline,
    clock,
    onStep: (step) => {
      if (step === "connected") onConnected?.(server.secure);
    },
  }).opened;
  const exchanges = createExchanges(clock, deadline);
  socket.on("close", () => exchanges.abandon());
  const userAgent = startUserAgent({
    socket,
    secure: server.secure,
    credentials: { address, password },
    onMessage: (message) => void message.reject({ statusCode: 480 }),
    log: silentLog,
  });
  try {
    return await ask({ userAgent, exchanges });
  } finally {
    await stopUserAgent(userAgent);
    socket.terminate();
  }
}
