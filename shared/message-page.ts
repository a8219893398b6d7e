// A part of a conversation's history, as the window asks for it: by a place in it, never by an offset, so that
// what comes and goes meanwhile moves nothing.
import type { MessageId, Millis } from "./ids";
import type { Message } from "./message";

/** Largest page that main gives. */
export const MAX_PAGE = 200;

export type PagePlace =
  | { readonly type: "newest" }
  /** Right below this position, without it. */
  | { readonly type: "before"; readonly position: number }
  /** Right above this position, without it. */
  | { readonly type: "after"; readonly position: number }
  /** Around a message. */
  | { readonly type: "message"; readonly messageId: MessageId }
  /** Around the first message that arrived then or later; the newest one when there is none. */
  | { readonly type: "date"; readonly at: Millis }
  /** Around the first text that is unread; the newest page when all are read. */
  | { readonly type: "unread" };

export interface MessagePage {
  /** In display order, without a gap. */
  readonly messages: readonly Message[];
  /** There are messages before the first and after the last of these. */
  readonly older: boolean;
  readonly newer: boolean;
  /** Of a page around something: the message that was meant. */
  readonly found?: MessageId;
}
