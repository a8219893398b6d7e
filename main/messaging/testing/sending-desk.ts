// For tests: a desk with a queue worker whose network is in the hands of the test.
import type { ContactId, MessageId } from "../../../shared/ids";
import type { MessagingContext } from "../context";
import { createOutbox } from "../outbox";
import { createQueueWorker, type QueueWorker } from "../queue-worker";
import { RETRY_SCHEDULE } from "../retry-policy";
import { sendText } from "../send-text";
import { openDesk, type Desk, type DeskOptions } from "./desk";
import { scriptedSender, type ScriptedSender } from "./scripted-sender";

export interface SendingDesk extends Desk {
  readonly sender: ScriptedSender;
  readonly queue: QueueWorker;
  /** Writes a text and wakes the queue. */
  write(contactId: ContactId, text: string): MessageId;
}

export interface SendingDeskOptions extends DeskOptions {
  readonly connected?: boolean;
  /** Puts something else in place of a part of what the queue works with. */
  readonly change?: (context: MessagingContext) => Partial<MessagingContext>;
}

export function openSendingDesk({ connected = true, change, ...options }: SendingDeskOptions = {}): SendingDesk {
  const desk = openDesk(options);
  const context = { ...desk.context, ...change?.(desk.context) };
  const sender = scriptedSender();
  const queue = createQueueWorker(context, { sender, outbox: createOutbox(context), retrySchedule: RETRY_SCHEDULE });
  queue.setConnected(connected);
  return Object.assign(desk, {
    sender,
    queue,
    write(contactId: ContactId, text: string): MessageId {
      const { id } = sendText(desk.context, contactId, text);
      queue.wake(desk.contact(contactId).address);
      return id;
    },
  });
}
