// Applies a delivery event to an own text: the state, the queue row and the event that the window hears, all in
// the caller's transaction. No other place writes a delivery state, so state and row cannot drift apart (spec 2.2).
import { STATUSES_WITH_QUEUE_ROW, type Delivery } from "../../shared/delivery";
import type { MessageId } from "../../shared/ids";
import type { DeliveryTimes } from "../db/message-repository";
import type { OutgoingState } from "../db/outgoing-repository";
import type { Emit } from "../events/domain-events";
import type { MessagingContext } from "./context";
import { advance, type DeliveryEvent } from "./delivery";

/** The text's state after the event; undefined when it does not exist (deleted meanwhile). */
export function applyDelivery(
  { store, clock }: Pick<MessagingContext, "store" | "clock">,
  emit: Emit,
  messageId: MessageId,
  event: DeliveryEvent,
): Delivery | undefined {
  const message = store.messages.findOwn(messageId)?.message;
  if (message === undefined) return undefined;
  const delivery = advance(message.delivery, event);
  if (delivery === message.delivery) return delivery;

  store.messages.setDelivery(messageId, delivery, timesOf(delivery, clock.now()));
  if (hasRow(delivery)) {
    const at = delivery.status === "retrying" ? delivery.at : undefined;
    store.outgoing.setStateForMessage(messageId, delivery.status as OutgoingState, at, lastErrorOf(delivery));
  } else {
    store.outgoing.removeForMessage(messageId);
  }
  const { contactId, attempts } = message;
  emit({ type: "delivery-changed", contactId, messageId, delivery, attempts });
  emit({ type: "conversation-touched", contactId });
  return delivery;
}

function hasRow(delivery: Delivery): boolean {
  return STATUSES_WITH_QUEUE_ROW.includes(delivery.status);
}

function timesOf(delivery: Delivery, now: number): DeliveryTimes {
  switch (delivery.status) {
    case "sent":
    case "stored":
      return { settledAt: now };
    case "delivered":
      return { deliveredAt: now };
    case "read":
      return { readAt: now };
    default:
      return {};
  }
}

function lastErrorOf(delivery: Delivery): string | undefined {
  return delivery.status === "retrying" || delivery.status === "held" ? delivery.reason.code : undefined;
}
