// What has become of the texts of a run, on both sides.
import type { Delivery } from "../../../shared/delivery";
import type { MessageId } from "../../../shared/ids";
import type { Person } from "../person";

export interface Text {
  readonly from: Person;
  readonly to: Person;
  /** Said once in a run. */
  readonly words: string;
  readonly id: MessageId;
}

const OUT: readonly Delivery["status"][] = ["sent", "stored", "delivered", "read"];

export const deliveryOf = ({ from, id }: Text): Delivery => from.session.commands.details(id).message.delivery;
export const isHeld = (text: Text): boolean => deliveryOf(text).status === "held";

/** Bubbles at the recipient. */
export function timesShown({ from, to, words }: Text): number {
  const contact = to.contact(from.address);
  if (contact === undefined) return 0;
  return to.history(contact).filter((message) => message.kind === "peer" && message.text === words).length;
}

/** Something of its sender came in an older protocol than was proved, and is not shown before the recipient looks. */
export function waitsForALook({ from, to }: Text): boolean {
  const contact = to.contact(from.address);
  return to.session.snapshot().conversations.some(({ contactId, olderWaiting }) => contactId === contact?.id && olderWaiting > 0);
}

/** Nothing more happens to it before somebody decides. */
export function isSettled(text: Text): boolean {
  return isHeld(text) || (OUT.includes(deliveryOf(text).status) && (timesShown(text) > 0 || waitsForALook(text)));
}
