// For tests: a network that does nothing by itself. Every sending waits for its answer from the test.
import type { Address } from "../../../shared/ids";
import { MESSAGE_CONTENT_TYPE, type WireContentType } from "../../../shared/wire";
import type { MessageSender, SendOutcome } from "../ports";

export interface Sending {
  readonly to: Address;
  readonly body: string;
  readonly contentType: WireContentType;
  answer(outcome: SendOutcome): void;
  /** An answer after the one that ended the sending. */
  late(outcome: SendOutcome): void;
}

export interface ScriptedSender extends MessageSender {
  /** The next sending that was not taken yet; waits for it. */
  next(): Promise<Sending>;
  /** Everything that was ever handed over, oldest first. */
  readonly sendings: readonly Sending[];
  readonly inFlight: number;
}

export const NO_ANSWER: SendOutcome = { type: "retryable", reason: { code: "no-answer" } };

export function scriptedSender(): ScriptedSender {
  const sendings: Sending[] = [];
  const untaken: Sending[] = [];
  const waiting: ((sending: Sending) => void)[] = [];
  let inFlight = 0;

  return {
    sendings,
    get inFlight() {
      return inFlight;
    },
    send(to, body, onLateAnswer, contentType = MESSAGE_CONTENT_TYPE) {
      inFlight += 1;
      return new Promise((resolve) => {
        const sending: Sending = {
          to,
          body,
          contentType,
          answer(outcome) {
            inFlight -= 1;
            resolve(outcome);
          },
          late: (outcome) => onLateAnswer?.(outcome),
        };
        sendings.push(sending);
        const taker = waiting.shift();
        if (taker === undefined) untaken.push(sending);
        else taker(sending);
      });
    },
    next() {
      const sending = untaken.shift();
      if (sending !== undefined) return Promise.resolve(sending);
      return new Promise((resolve) => waiting.push(resolve));
    },
  };
}
