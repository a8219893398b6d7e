// "Test connection" of onboarding and settings: goes the way of a sign-in step by step, says how long each
// step took and where it ended, and changes nothing at the server: it only asks for the registration.
import type { ConnectionTestResult, ConnectionTestStep } from "../../shared/app-state";
import { StampError } from "../../shared/errors";
import type { Millis } from "../../shared/ids";
import { problemOf } from "./connection-problem";
import { makeInstanceId } from "./instance-id";
import { queryRegistration } from "./registration";
import type { QueryResult } from "./registration-result";
import { visitServer, type VisitOptions } from "./visit";

export interface ConnectionTestOptions extends Omit<VisitOptions, "deadline" | "onConnected"> {
  /** For each step; 8 s unless told. */
  readonly deadline?: Millis;
}

type Problem = NonNullable<ConnectionTestResult["problem"]>;

/**
 * The steps in order, up to and including the first that failed: `server` (found and answering), `secure`
 * (TLS and its certificate; left out for ws://, which only reaches this computer), `sign-in`. Never rejects.
 */
export async function testConnection(options: ConnectionTestOptions): Promise<ConnectionTestResult[]> {
  const { address, clock } = options;
  const results: ConnectionTestResult[] = [];
  let startedAt = clock.now();
  let step: ConnectionTestStep = "server";
  const finish = (problem?: Problem): void => {
    const milliseconds = clock.now() - startedAt;
    startedAt = clock.now();
    results.push({ step, ok: problem === undefined, milliseconds, ...(problem === undefined ? {} : { problem }) });
  };
  const onConnected = (secure: boolean): void => {
    // The upgrade to WebSocket belongs to the last step before the sign-in.
    if (!secure) return;
    finish();
    step = "secure";
  };

  try {
    const result = await visitServer({ deadline: 8_000, ...options, onConnected }, ({ userAgent, exchanges }) => {
      finish();
      step = "sign-in";
      return queryRegistration(userAgent, exchanges, address, makeInstanceId());
    });
    finish(problemOfSignIn(result));
  } catch (error) {
    finish(error instanceof StampError ? error.code : problemOf(error));
  }
  return results;
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
