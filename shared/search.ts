// What a search over the history answers.
import type { ContactId, MessageId, Millis } from "./ids";

/** A text that has all of what was looked for. */
export interface SearchHit {
  readonly messageId: MessageId;
  readonly contactId: ContactId;
  readonly own: boolean;
  readonly sentAt: Millis;
  /** The part of the text round the first place that was found, on one line. */
  readonly excerpt: string;
}

export interface SearchPage {
  /** The newest first; may be empty although there are more. */
  readonly hits: readonly SearchHit[];
  /** Where to go on; absent when all was looked through. */
  readonly next?: number;
  /** How much of the history is in the index, below 1; absent when all of it is. */
  readonly indexed?: number;
}
