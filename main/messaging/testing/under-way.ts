// For tests: a text that has just left, or that waits for its next try.
import type { MessageId } from "../../../shared/ids";
import { turns } from "./desk";
import { NO_ANSWER, type Sending } from "./scripted-sender";
import { openSendingDesk, type SendingDesk, type SendingDeskOptions } from "./sending-desk";

export interface UnderWay {
  readonly desk: SendingDesk;
  readonly id: MessageId;
  readonly sending: Sending;
}

/** A desk with one text to Bob whose first sending waits for its answer. */
export async function underWay(options: SendingDeskOptions = {}): Promise<UnderWay> {
  const desk = openSendingDesk(options);
  const id = desk.write(desk.befriend(), "text");
  return { desk, id, sending: await desk.sender.next() };
}

/** The same, after no answer came; the next try is a second away. */
export async function retrying(options?: SendingDeskOptions): Promise<UnderWay> {
  const started = await underWay(options);
  started.sending.answer(NO_ANSWER);
  await started.desk.reaches(started.id, "retrying");
  await turns();
  return started;
}
