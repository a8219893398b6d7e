// Delivery states of an own message (spec 2.2). The transitions are main/messaging/delivery.ts.
// `queued` carries no reason: it follows from the connection, the contact's key and the message above,
// which the window already knows, and stored copies of it would go stale.
import type { HoldReason } from "./capability";
import type { Millis } from "./ids";

export type RetryReasonCode = "no-answer" | "connection-lost" | "peer-unreachable" | "server-error" | "server-busy";

export interface RetryReason {
  readonly code: RetryReasonCode;
  /** Status of the SIP answer, absent when there was none. */
  readonly sipStatus?: number;
}

export type FailReasonCode =
  | "too-long"
  | "unknown-address"
  | "refused"
  | "not-accepted"
  | "server-rejected"
  | "outcome-unknown"
  | "no-receipt"
  | "cannot-encrypt";

export interface FailReason {
  readonly code: FailReasonCode;
  readonly sipStatus?: number;
}

export type Delivery =
  | { readonly status: "queued" }
  | { readonly status: "sending" }
  | { readonly status: "retrying"; readonly at: Millis; readonly attempt: number; readonly reason: RetryReason }
  | { readonly status: "held"; readonly reason: HoldReason }
  | { readonly status: "sent" }
  | { readonly status: "stored" }
  | { readonly status: "delivered" }
  | { readonly status: "read" }
  | { readonly status: "failed"; readonly reason: FailReason };

export type DeliveryStatus = Delivery["status"];

/** States in which exactly one outgoing text row exists in `message_queue`. */
export const STATUSES_WITH_QUEUE_ROW: readonly DeliveryStatus[] = ["queued", "sending", "retrying", "held"];

/** States that keep later texts to the same contact waiting (spec 2.3: FIFO per recipient). */
export const BLOCKING_STATUSES: readonly DeliveryStatus[] = ["queued", "sending", "retrying"];
