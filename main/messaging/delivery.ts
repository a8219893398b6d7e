// The delivery machine of an own text (spec 2.2): one pure function, one table. Whoever calls it writes the
// result and the queue row in the same transaction (see transition.ts).
import type { HoldReason } from "../../shared/capability";
import type { Delivery, DeliveryStatus, FailReason, RetryReason } from "../../shared/delivery";
import type { Millis } from "../../shared/ids";

export type DeliveryEvent =
  | { readonly type: "attempt-started" }
  /** 200 from the peer's device. */
  | { readonly type: "sent" }
  /** 202 from the server. */
  | { readonly type: "stored" }
  | { readonly type: "retryable"; readonly at: Millis; readonly attempt: number; readonly reason: RetryReason }
  | { readonly type: "permanent"; readonly reason: FailReason }
  /** 24 h without an answer; for `sent` and `stored`, 14 days without a receipt from an app that sends them. */
  | { readonly type: "gave-up"; readonly reason: FailReason }
  | { readonly type: "hold"; readonly reason: HoldReason }
  /** Manual resend, *Send now*, *Send again*, or the user's decision on a held text. */
  | { readonly type: "released" }
  /** `attempted`: an attempt was ever made; an ack for a text that never left is ignored. */
  | { readonly type: "delivery-ack"; readonly attempted: boolean }
  | { readonly type: "read-ack"; readonly attempted: boolean }
  /** The app ended or the account stopped before the answer came. */
  | { readonly type: "interrupted" };

type Transitions = { readonly [Type in DeliveryEvent["type"]]?: (event: Extract<DeliveryEvent, { type: Type }>) => Delivery };

const QUEUED: Delivery = { status: "queued" };
const SENDING: Delivery = { status: "sending" };
const SENT: Delivery = { status: "sent" };
const STORED: Delivery = { status: "stored" };
const DELIVERED: Delivery = { status: "delivered" };
const READ: Delivery = { status: "read" };

const fails = ({ reason }: { readonly reason: FailReason }): Delivery => ({ status: "failed", reason });
const holds = ({ reason }: { readonly reason: HoldReason }): Delivery => ({ status: "held", reason });
const acknowledged = { "delivery-ack": () => DELIVERED, "read-ack": () => READ } as const;
/** Proof of an earlier attempt beats a local failure. */
const lateAnswer = { sent: () => SENT, stored: () => STORED } as const;

const TABLE: Readonly<Record<DeliveryStatus, Transitions>> = {
  queued: { "attempt-started": () => SENDING, permanent: fails, "gave-up": fails, hold: holds, ...acknowledged },
  sending: {
    ...lateAnswer,
    retryable: ({ at, attempt, reason }) => ({ status: "retrying", at, attempt, reason }),
    permanent: fails,
    "gave-up": fails,
    hold: holds,
    ...acknowledged,
    interrupted: () => QUEUED,
  },
  retrying: {
    "attempt-started": () => SENDING,
    ...lateAnswer,
    permanent: fails,
    "gave-up": fails,
    hold: holds,
    released: () => QUEUED,
    ...acknowledged,
  },
  held: { ...lateAnswer, permanent: fails, released: () => QUEUED, ...acknowledged },
  sent: { "gave-up": fails, released: () => QUEUED, ...acknowledged },
  stored: { sent: () => SENT, "gave-up": fails, released: () => QUEUED, ...acknowledged },
  failed: { ...lateAnswer, released: () => QUEUED, ...acknowledged },
  delivered: { "read-ack": () => READ },
  read: {},
};

/** The state after `event`; the same object when nothing changes. */
export function advance(delivery: Delivery, event: DeliveryEvent): Delivery {
  if ("attempted" in event && !event.attempted) return delivery;
  const transition = TABLE[delivery.status][event.type] as ((event: DeliveryEvent) => Delivery) | undefined;
  return transition?.(event) ?? delivery;
}
