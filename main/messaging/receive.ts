// The door for what comes in (spec 2.4, step 1): written down first, answered 200 after. Nothing is opened here. What has
// nothing to open, an unencrypted text, goes its own way (receive-plain.ts).
import type { Address } from "../../shared/ids";
import { MAX_BODY_CHARACTERS, MESSAGE_CONTENT_TYPE, PLAIN_CONTENT_TYPE } from "../../shared/wire";
import { errorFacts } from "../platform/log";
import { rawCopyKey } from "../protocol/duplicate-keys";
import type { MessagingContext } from "./context";
import type { IncomingMessage, ReceiveAnswer } from "./ports";
import { receivePlain } from "./receive-plain";

/** Persists one message; `wake` is called when there is something new to open. A failing store answers 503. */
export function createReceive(context: MessagingContext, wake: () => void): (message: IncomingMessage) => ReceiveAnswer {
  const { store, write, clock, own, log } = context;

  function persist({ from, body, stored }: IncomingMessage): void {
    const sha256 = rawCopyKey(from, body);
    const fresh = write(() => {
      const receivedAt = clock.now();
      if (!store.duplicates.rememberRaw(sha256, receivedAt)) return false;
      store.incoming.insert({ sender: from, receiver: own.address, body, sha256, receivedAt, stored });
      return true;
    });
    if (fresh) wake();
  }

  return (message) => {
    const isPlain = message.contentType === PLAIN_CONTENT_TYPE;
    if (!isPlain && message.contentType !== MESSAGE_CONTENT_TYPE) return 415;
    if (message.body.length > MAX_BODY_CHARACTERS) return 413;
    try {
      if (isPlain) return receivePlain(context, message) ? 200 : 415;
      if (isHeard(message.from)) persist(message);
      return 200;
    } catch (error) {
      log("warn", "receive-failed", errorFacts(error));
      return 503;
    }
  };

  /** Nobody writes to themselves: such a message is one of ours, sent back by whoever received it or by the server. */
  function isHeard(from: Address): boolean {
    return from !== own.address && store.contacts.findByAddress(from)?.relation !== "blocked";
  }
}
