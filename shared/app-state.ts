// What the window gets once at start, and the facts that follow it.
import type { Connection, ProxyView } from "./connection";
import type { Contact } from "./contact";
import type { Conversation } from "./conversation";
import type { Delivery } from "./delivery";
import type { ErrorCode } from "./errors";
import type { Address, ContactId, MessageId, Millis } from "./ids";
import type { Message } from "./message";
import type { Settings } from "./settings";

/** How a profile's database key can be opened. */
export type UnlockMethod = "os" | "passphrase" | "recovery";

export interface OwnAccount {
  readonly address: Address;
  readonly server: string;
  /** The proxy on the way to it. */
  readonly proxy?: ProxyView;
  /** Lower-case hex SHA-256 of our public key. */
  readonly fingerprint: string;
  readonly keyMadeAt: Millis;
  readonly certificateValidFrom: Millis;
  readonly certificateValidUntil: Millis;
  /** Name of the authority that signed our certificate; absent when we did it ourselves. */
  readonly certificateIssuer?: string;
  /** Authorities that the user chose. */
  readonly authorities: readonly AuthorityView[];
  /** The account lives on the built-in server of this computer. */
  readonly tryHere: boolean;
}

/** A certificate authority that the user chose (spec 1.10). */
export interface AuthorityView {
  /** Lower-case hex SHA-256 of its certificate. */
  readonly fingerprint: string;
  readonly name: string;
  readonly notBefore: Millis;
  readonly notAfter: Millis;
}

export type AppPhase =
  | {
      readonly phase: "welcome";
      /** The operating system's key store can be used on this computer. */
      readonly osKeyStore: boolean;
      /** This window was opened as the second person of "Try it here". */
      readonly invitation?: { readonly address: Address };
    }
  | {
      readonly phase: "locked";
      readonly address: Address;
      readonly methods: readonly UnlockMethod[];
      /** It is being opened without the user's help. */
      readonly opening?: true;
      /** Why the last automatic opening did not work. */
      readonly problem?: ErrorCode;
    }
  /** The account is open and messages come, but the window shows nothing of it (spec 2.5). */
  | { readonly phase: "hidden"; readonly address: Address; readonly methods: readonly UnlockMethod[] }
  /** The file cannot be used; nothing was deleted. `repair`: it can be tried, and these backups are there. */
  | {
      readonly phase: "blocked";
      readonly problem: ErrorCode;
      readonly address?: Address;
      readonly repair?: { readonly backups: readonly Millis[] };
    }
  | { readonly phase: "ready"; readonly session: SessionSnapshot };

/** How the app looked and spoke last: for whatever is shown before an account is open. */
export type Appearance = Pick<Settings, "theme" | "language" | "textSize">;

export interface AppSnapshot {
  readonly version: string;
  readonly profile: string;
  /** Running on the old fallback runtime: local servers only, with a banner. */
  readonly evaluation: boolean;
  readonly appearance: Appearance;
  readonly state: AppPhase;
}

export interface SessionSnapshot {
  readonly account: OwnAccount;
  readonly connection: Connection;
  readonly contacts: readonly Contact[];
  readonly conversations: readonly Conversation[];
  readonly settings: Settings;
  /** What the last repair did, until the user has read it. */
  readonly repair?: RepairReport | undefined;
}

/** What became of a damaged history (spec 2.5). */
export interface RepairReport {
  readonly at: Millis;
  /** Messages that were read from the damaged file. */
  readonly saved: number;
  /** Messages that only a backup had. */
  readonly fromBackup: number;
  /** Time of the backup; absent when there was none. */
  readonly backupAt?: Millis;
  /** Rows of any kind that did not fit together. */
  readonly leftOut: number;
  /** Conversations whose address could not be read. */
  readonly namelessContacts: number;
  /** Not everything could be read: something newer than the backup may be missing. */
  readonly mayMiss: boolean;
  /** Folder of the damaged file. */
  readonly keptIn: string;
}

/** The daily copies of the account's file (spec 2.5). */
export interface BackupState {
  readonly last?: Millis;
  /** Why the last try did not work. */
  readonly problem?: ErrorCode;
}

/** A fact about the unlocked session. The window applies them in order; they arrive in small batches. */
export type SessionEvent =
  | { readonly type: "connection-changed"; readonly connection: Connection }
  | { readonly type: "contact-changed"; readonly contact: Contact }
  | { readonly type: "conversation-changed"; readonly conversation: Conversation }
  | { readonly type: "conversation-removed"; readonly contactId: ContactId }
  | { readonly type: "message-added"; readonly message: Message }
  /** Any other change of a message than its delivery: a note's count, a read mark. */
  | { readonly type: "message-changed"; readonly message: Message }
  | {
      readonly type: "delivery-changed";
      readonly contactId: ContactId;
      readonly messageId: MessageId;
      readonly delivery: Delivery;
      readonly attempts: number;
    }
  | { readonly type: "message-removed"; readonly contactId: ContactId; readonly messageId: MessageId }
  /** Rows of this conversation got new positions (rare): what is held of it must be read again. */
  | { readonly type: "messages-moved"; readonly contactId: ContactId }
  /** The contact's texts at these positions, both included, are read. */
  | { readonly type: "messages-read"; readonly contactId: ContactId; readonly from: number; readonly to: number }
  | { readonly type: "settings-changed"; readonly settings: Settings }
  | { readonly type: "repair-dismissed" }
  /** The own certificate or the chosen authorities. */
  | { readonly type: "account-changed"; readonly account: OwnAccount };

/** A task that takes long enough to be shown. `fraction` is absent when it cannot be known. */
export interface Progress {
  readonly task: "key-generation" | "passphrase" | "unlock" | "connect" | "export" | "import" | "repair" | "search-index" | "backlog";
  readonly state: "started" | "running" | "done";
  readonly fraction?: number;
  /** Of a backlog: messages that came in all. */
  readonly count?: number;
}

export type ConnectionTestStep = "server" | "secure" | "sign-in";

export interface ConnectionTestResult {
  readonly step: ConnectionTestStep;
  readonly ok: boolean;
  readonly milliseconds: number;
  readonly problem?: ErrorCode | Extract<Connection, { status: "offline" }>["problem"];
}
