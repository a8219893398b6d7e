// One request out, one final answer back, whatever happens: the request machinery that REGISTER, MESSAGE and
// PUBLISH share. It adds to sip.js what that leaves open: an own response deadline (its Timer F takes 32 s),
// an end when the socket dies (sip.js would let the request wait on), and the difference between an answer of
// the server and the 408 or 503 that sip.js makes up itself (those carry no received data).
import type { Core } from "sip.js";
import type { Millis } from "../../shared/ids";
import type { Clock } from "../messaging/ports";
import { parseRetryAfter } from "./retry-after";

export type Answer =
  | {
      readonly type: "answer";
      readonly status: number;
      readonly retryAfter?: Millis;
      readonly message: Core.IncomingResponseMessage;
    }
  /** Nothing within the deadline. A 408 counts here too: sip.js hides where it came from. */
  | { readonly type: "no-answer" }
  | { readonly type: "connection-lost" };

export interface Exchanges {
  /**
   * Sends by calling `start` with the delegate for the request and resolves with the final answer, at the
   * latest after the deadline; rejects only if `start` throws. `onLate` hears a real answer that came after
   * the deadline, at most once.
   */
  exchange(start: (delegate: Core.OutgoingRequestDelegate) => void, onLate?: (answer: Answer) => void): Promise<Answer>;
  /** The socket is gone: every open exchange ends as `connection-lost`, later ones at once. */
  abandon(): void;
}

export function createExchanges(clock: Clock, deadline: Millis): Exchanges {
  const open = new Set<() => void>();
  let abandoned = false;

  return {
    exchange: (start, onLate) =>
      new Promise((resolve) => {
        let settled = false;
        const settle = (answer: Answer): void => {
          settled = true;
          cancelDeadline();
          open.delete(lose);
          resolve(answer);
        };
        const lose = (): void => settle({ type: "connection-lost" });
        const cancelDeadline = clock.after(deadline, () => settle({ type: "no-answer" }));
        if (abandoned) return lose();
        open.add(lose);

        let late = onLate;
        const receive = ({ message }: Core.IncomingResponse): void => {
          const answer = answerOf(message);
          if (!settled) return settle(answer);
          if (answer.type !== "answer" || abandoned) return;
          late?.(answer);
          late = undefined;
        };
        try {
          start({ onAccept: receive, onRedirect: receive, onReject: receive });
        } catch (error) {
          cancelDeadline();
          open.delete(lose);
          throw error;
        }
      }),
    abandon: () => {
      abandoned = true;
      for (const lose of [...open]) lose();
    },
  };
}

/** What sip.js hands to a delegate, told apart from what it made up. */
export function answerOf(message: Core.IncomingResponseMessage): Answer {
  const status = message.statusCode ?? 408;
  const madeUp = (message.data as string | undefined) === undefined;
  if (madeUp) return status === 503 ? { type: "connection-lost" } : { type: "no-answer" };
  const retryAfter = parseRetryAfter(message.getHeader("Retry-After"));
  return { type: "answer", status, message, ...(retryAfter === undefined ? {} : { retryAfter }) };
}
