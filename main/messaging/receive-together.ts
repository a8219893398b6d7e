// What arrives in one turn of the event loop is written down in one transaction (spec 2.4, step 1): each commit waits for
// the disk, and a burst of messages that waited for it one by one would keep everything else from running.
import type { MessagingContext } from "./context";
import type { IncomingMessage, MessageReceiver, ReceiveAnswer } from "./ports";
import { createReceive } from "./receive";

interface Waiting {
  readonly message: IncomingMessage;
  readonly answer: (answer: ReceiveAnswer) => void;
}

/** As `createReceive`, whose answers come once the turn's messages are committed together. */
export function createReceiveTogether(context: MessagingContext, wake: () => void): MessageReceiver {
  let waiting: Waiting[] = [];
  let hasNew = false;
  // Never in the middle of a transaction that may be taken back: its rows must not have been read by then.
  const receive = createReceive(context, () => {
    hasNew = true;
  });

  /** Undefined when one of them cannot be stored; then nothing of any of them is. */
  function receiveAll(group: readonly Waiting[]): readonly ReceiveAnswer[] | undefined {
    try {
      return context.write(() =>
        group.map(({ message }) => {
          const answer = receive(message);
          // At once: a full disk has ended the transaction, and what is written after that would stay, by halves.
          if (answer === 503) throw new Error("one of a group cannot be stored");
          return answer;
        }),
      );
    } catch {
      return undefined;
    }
  }

  function answerGroup(): void {
    const group = waiting;
    waiting = [];
    const answers = receiveAll(group);
    // One that cannot be stored takes none of the others with it.
    for (const [index, { message, answer }] of group.entries()) answer(answers?.[index] ?? receive(message));
    if (!hasNew) return;
    hasNew = false;
    wake();
  }

  return (message) =>
    new Promise((answer) => {
      waiting.push({ message, answer });
      if (waiting.length === 1) setImmediate(answerGroup);
    });
}
