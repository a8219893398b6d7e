// What stands in each composer. A draft that was typed here wins over the stored one until main has it;
// after that the stored one is followed, so that a draft survives restart and crash.
import type { ContactId } from "../../shared/ids";

export interface Draft {
  readonly text: string;
  /** Not handed to main yet. */
  readonly unsaved: boolean;
}

export type Drafts = Readonly<Record<ContactId, Draft>>;

export function typeDraft(drafts: Drafts, contactId: ContactId, text: string): Drafts {
  return { ...drafts, [contactId]: { text, unsaved: true } };
}

/** Main has stored `text`; what was typed since stays unsaved. */
export function draftSaved(drafts: Drafts, contactId: ContactId, text: string): Drafts {
  const draft = drafts[contactId];
  return draft?.text === text ? { ...drafts, [contactId]: { text, unsaved: false } } : drafts;
}

/** Main tells what it has stored. */
export function followStored(drafts: Drafts, contactId: ContactId, text: string): Drafts {
  const draft = drafts[contactId];
  if (draft?.unsaved === true || draft?.text === text) return drafts;
  return { ...drafts, [contactId]: { text, unsaved: false } };
}
