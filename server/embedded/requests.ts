// Requests of the server to a device and their final answers (client transactions, RFC 3261, 17.1.2, over a reliable
// transport: nothing is sent twice). Each ends by an answer, by its deadline or with its connection.
import { composeRequest, randomToken } from "./compose";
import type { OutgoingRequest } from "./compose";
import type { Connection } from "./connection";
import type { Limits } from "./limits";
import type { SipResponse } from "./message";

export type Outcome =
  | { readonly type: "answered"; readonly response: SipResponse }
  /** The device may or may not have got it. */
  | { readonly type: "no-answer" };

export interface Requests {
  /** Ends at once without an answer when the connection already owes too many. */
  send(connection: Connection, request: OutgoingRequest, deadlineMs: number): Promise<Outcome>;
  /** Takes a response; one that belongs to nothing is dropped. */
  settle(connection: Connection, response: SipResponse): void;
  /** Ends what waits for this connection; without one, everything. */
  abandon(connection?: Connection): void;
}

interface Pending {
  readonly connection: Connection;
  readonly method: string;
  readonly finish: (outcome: Outcome) => void;
}

/** `viaHost` goes into the Via header; nobody resolves it, answers come over the same connection. */
export function makeRequests(viaHost: string, limits: Pick<Limits, "maxUnansweredRequests">): Requests {
  const pending = new Map<string, Pending>();
  const owed = new WeakMap<Connection, number>();
  const owe = (connection: Connection, more: 1 | -1): void => void owed.set(connection, (owed.get(connection) ?? 0) + more);
  return {
    send: (connection, request, deadlineMs) =>
      new Promise((resolve) => {
        if ((owed.get(connection) ?? 0) >= limits.maxUnansweredRequests) return resolve({ type: "no-answer" });
        const branch = `z9hG4bK${randomToken()}`;
        const finish = (outcome: Outcome): void => {
          clearTimeout(deadline);
          if (pending.delete(branch)) owe(connection, -1);
          resolve(outcome);
        };
        const deadline = setTimeout(() => finish({ type: "no-answer" }), deadlineMs);
        pending.set(branch, { connection, method: request.method, finish });
        owe(connection, 1);
        if (!connection.send(composeRequest(request, viaHost, branch))) finish({ type: "no-answer" });
      }),
    settle(connection, response) {
      const request = pending.get(response.branch);
      if (request?.connection !== connection || request.method !== response.method) return;
      if (response.status >= 200) request.finish({ type: "answered", response });
    },
    abandon(connection) {
      for (const request of [...pending.values()]) {
        if (connection === undefined || request.connection === connection) request.finish({ type: "no-answer" });
      }
    },
  };
}
