// What the window shows: the one slice that is not told by main. A patch of it is a plain object.
import type { AuthorityView } from "../../shared/app-state";
import type { ContactId, MessageId, Millis } from "../../shared/ids";
import type { SkinTone } from "./skin-tone";

export type SettingsPage = "account" | "security" | "appearance" | "language" | "notifications" | "desktop" | "blocked" | "about" | "network" | "data" | "diagnostics";

export type View =
  | { readonly type: "chats" }
  | { readonly type: "requests" }
  | { readonly type: "settings"; readonly page: SettingsPage };

export type Panel = { readonly type: "contact" } | { readonly type: "message"; readonly messageId: MessageId };

export type Dialog =
  /** `address`: as a link named it. */
  | { readonly type: "new-message"; readonly address?: string }
  | { readonly type: "shortcuts" }
  | { readonly type: "licences" }
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
  /** `typed`: as it stands in the message; `url`: what would be opened. */
  | { readonly type: "open-link"; readonly url: string; readonly typed: string }
  /** `at`: the day that is offered first. */
  | { readonly type: "go-to-date"; readonly contactId: ContactId; readonly at: Millis }
  | { readonly type: "clear-history"; readonly contactId: ContactId }
  | { readonly type: "delete-request"; readonly contactId: ContactId }
  /** `days` undefined: as in the settings; `count` messages would go now. */
  | { readonly type: "keep-shorter"; readonly contactId: ContactId; readonly days: number | undefined; readonly count: number }
  | { readonly type: "delete-older"; readonly contactId: ContactId; readonly count: number }
  /** `file`: as chosen, in base64. */
  | { readonly type: "believe-authority"; readonly file: string; readonly authority: AuthorityView }
  | { readonly type: "proxy" }
  /** `count` messages would go now, of all chats without a rule of their own. */
  | { readonly type: "keep-all-shorter"; readonly days: number; readonly count: number }
  | { readonly type: "contact-certificate"; readonly contactId: ContactId; readonly fingerprint: string }
  | { readonly type: "sign-out" }
  | { readonly type: "change-protection"; readonly to: "os" | "passphrase" }
  | { readonly type: "new-recovery-key" }
  | { readonly type: "export-account" }
  | { readonly type: "remove-account" };

export interface Found {
  readonly contactId: ContactId;
  readonly text: string;
  readonly messageId: MessageId | undefined;
}

export interface Ui {
  readonly view: View;
  readonly openChat: ContactId | undefined;
  readonly panel: Panel | undefined;
  readonly dialog: Dialog | undefined;
  /** What stands in the search field over the list. */
  readonly filter: string;
  /** The words that are marked in the messages of a chat: what was searched for, and the message where it was found last. */
  readonly found: Found | undefined;
  /** The chat over which the bar for searching in it is open; grows when its field shall take the keyboard. */
  readonly chatSearch: ContactId | undefined;
  readonly chatSearchCalls: number;
  /** Chats opened lately, newest first. */
  readonly recent: readonly ContactId[];
  /** Held messages whose question was answered with "wait": their card is folded. */
  readonly postponed: readonly MessageId[];
  /** So many messages in an older protocol were waiting when their card was put off. */
  readonly olderPutOff: Readonly<Record<ContactId, number>>;
  /** Grow when the composer, or the search field, shall take the keyboard. */
  readonly composerCalls: number;
  readonly searchCalls: number;
  /** Grows when the emoji picker shall open. */
  readonly emojiCalls: number;
  /** Emoji used since the account was opened, the newest first, and the skin tone they are shown in. */
  readonly recentEmoji: readonly string[];
  readonly skinTone: SkinTone;
}

export const INITIAL_UI: Ui = {
  view: { type: "chats" },
  openChat: undefined,
  panel: undefined,
  dialog: undefined,
  filter: "",
  found: undefined,
  chatSearch: undefined,
  chatSearchCalls: 0,
  recent: [],
  postponed: [],
  olderPutOff: {},
  composerCalls: 0,
  searchCalls: 0,
  emojiCalls: 0,
  recentEmoji: [],
  skinTone: "none",
};
