// What the window shows: the one slice that is not told by main. A patch of it is a plain object.
import type { AuthorityView } from "../../shared/app-state";
import type { ContactId, MessageId } from "../../shared/ids";

export type SettingsPage = "account" | "security" | "appearance" | "blocked" | "about";

export type View =
  | { readonly type: "chats" }
  | { readonly type: "requests" }
  | { readonly type: "settings"; readonly page: SettingsPage };

export type Panel = { readonly type: "contact" } | { readonly type: "message"; readonly messageId: MessageId };

export type Dialog =
  | { readonly type: "new-message" }
  | { readonly type: "shortcuts" }
  | { readonly type: "sign-in-again" }
  | { readonly type: "safety-number"; readonly contactId: ContactId }
  /** A file that may be a contact card. */
  | { readonly type: "add-card"; readonly file: File }
  /** Without a contact: the own card. */
  | { readonly type: "share-card"; readonly contactId?: ContactId }
  | { readonly type: "block-contact"; readonly contactId: ContactId }
  | { readonly type: "remove-contact"; readonly contactId: ContactId }
  | { readonly type: "allow-plain-text"; readonly contactId: ContactId }
  | { readonly type: "delete-message"; readonly messageId: MessageId }
  | { readonly type: "delete-older"; readonly contactId: ContactId; readonly count: number }
  /** `file`: as chosen, in base64. */
  | { readonly type: "believe-authority"; readonly file: string; readonly authority: AuthorityView }
  | { readonly type: "proxy" }
  | { readonly type: "sign-out" }
  | { readonly type: "export-account" }
  | { readonly type: "remove-account" };

export interface Ui {
  readonly view: View;
  readonly openChat: ContactId | undefined;
  readonly panel: Panel | undefined;
  readonly dialog: Dialog | undefined;
  /** What stands in the search field over the list. */
  readonly filter: string;
  /** Chats opened lately, newest first. */
  readonly recent: readonly ContactId[];
  /** Held messages whose question was answered with "wait": their card is folded. */
  readonly postponed: readonly MessageId[];
  /** So many messages in an older protocol were waiting when their card was put off. */
  readonly olderPutOff: Readonly<Record<ContactId, number>>;
  /** Grow when the composer, or the search field, shall take the keyboard. */
  readonly composerCalls: number;
  readonly searchCalls: number;
}

export const INITIAL_UI: Ui = {
  view: { type: "chats" },
  openChat: undefined,
  panel: undefined,
  dialog: undefined,
  filter: "",
  recent: [],
  postponed: [],
  olderPutOff: {},
  composerCalls: 0,
  searchCalls: 0,
};
