// The contract between window and main process as one value. Main, preload, renderer and the renderer's
// stand-in for tests are all derived from it. Parameters come from the less trusted side, so each request
// carries a runtime schema for them; results and events come from the trusted side and are typed only.
import * as z from "zod/mini";
import type {
  AppSnapshot,
  AuthorityView,
  BackupState,
  ConnectionTestResult,
  Progress,
  SessionEvent,
} from "../app-state";
import { LARGEST_CERTIFICATE_FILE } from "../certificate";
import type { CapabilityChange } from "../contact";
import { LARGEST_CARD, type CardPreview, type CardToShare } from "../contact-card";
import type { Address, ContactId, MessageId, Millis } from "../ids";
import type { Message, MessageDetails } from "../message";

interface RequestContract<Schema extends z.ZodMiniType, Result> {
  readonly params: Schema;
  /** Phantom: only its type matters. */
  readonly result?: Result;
}

interface EventContract<Payload> {
  readonly payload?: Payload;
}

const request =
  <Result>() =>
  <Schema extends z.ZodMiniType>(params: Schema): RequestContract<Schema, Result> => ({ params });

const event = <Payload>(): EventContract<Payload> => ({});

const contactId = z.pipe(
  z.int().check(z.positive()),
  z.transform((id) => id as ContactId),
);
const messageId = z.pipe(
  z.int().check(z.positive()),
  z.transform((id) => id as MessageId),
);
const text = (max: number) => z.string().check(z.maxLength(max));
/** Lower-case hex SHA-256. */
const fingerprint = z.string().check(z.regex(/^[0-9a-f]{64}$/));
const nothing = z.strictObject({});
const ofContact = z.strictObject({ contactId });
const ofContactOrSelf = z.strictObject({ contactId: z.optional(contactId) });
/** Longer than the longest card, so that main can say that it is too long. */
const cardText = text(LARGEST_CARD + 1);
/** Bytes of a file that the user chose, in base64. One byte more than is taken, so that main can say that it is too large. */
const certificateFile = z.strictObject({ file: text(4 * Math.ceil((LARGEST_CERTIFICATE_FILE + 1) / 3)) });
const ofMessage = z.strictObject({ messageId });

const protection = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("os") }),
  z.strictObject({ type: z.literal("passphrase"), passphrase: text(1024) }),
]);
export type Protection = z.infer<typeof protection>;

/** Empty name and password: none. */
const proxy = z.strictObject({ url: text(2048), user: text(255), password: text(255) });

const serverAccount = {
  address: text(320),
  password: text(1024),
  server: text(512),
  /** PEM text of an own certificate authority for the server's TLS certificate. */
  caCertificate: z.optional(text(65_536)),
  proxy: z.optional(proxy),
};

/** Shown once, to be written down. */
export interface NewAccount {
  readonly recoveryKey: string;
  /** Own half of every safety number: 30 digits. */
  readonly ownDigits: string;
}

/** What an account file says of itself. */
export interface AccountFileView {
  readonly address: Address;
  readonly savedAt: Millis;
}

export const ipcContract = {
  requests: {
    "app.snapshot": request<AppSnapshot>()(nothing),

    "onboarding.findServer": request<{ readonly server?: string }>()(
      z.strictObject({ address: text(320), proxy: z.optional(proxy) }),
    ),
    "onboarding.testConnection": request<readonly ConnectionTestResult[]>()(z.strictObject(serverAccount)),
    /** `replaceDevice`: also when another device is signed in; without it that is the error `account-in-use`. */
    "onboarding.signIn": request<NewAccount>()(
      z.strictObject({ ...serverAccount, protection, replaceDevice: z.optional(z.boolean()) }),
    ),
    "onboarding.tryHere": request<NewAccount>()(z.strictObject({ protection })),
    /** As the second person of "Try it here", in the window that was opened for it. */
    "onboarding.joinTry": request<NewAccount>()(z.strictObject({ protection })),
    /** Asks for an account file of another computer; without a name the user did not want to after all. */
    "onboarding.chooseAccountFile": request<{ readonly name?: string }>()(nothing),
    /** Whose account is in the chosen file, and when it was saved. */
    "onboarding.openAccountFile": request<AccountFileView>()(z.strictObject({ passphrase: text(1024) })),
    "onboarding.importAccount": request<NewAccount>()(z.strictObject({ protection, replaceDevice: z.optional(z.boolean()) })),
    "onboarding.cancelImport": request<undefined>()(nothing),
    /** The recovery key was noted; open the main window. */
    "onboarding.finish": request<undefined>()(nothing),

    "unlock.osKeyStore": request<undefined>()(nothing),
    "unlock.passphrase": request<undefined>()(z.strictObject({ passphrase: text(1024) })),
    "unlock.recoveryKey": request<undefined>()(z.strictObject({ recoveryKey: text(128) })),

    /** Of a blocked account that says it can be tried: what reads is saved, a backup fills the rest, the account opens. */
    "recovery.repair": request<undefined>()(nothing),
    /** Looks again at what blocks the account. */
    "recovery.tryAgain": request<undefined>()(nothing),
    /** The report of the last repair was read. */
    "recovery.dismissReport": request<undefined>()(nothing),
    "backup.state": request<BackupState>()(nothing),
    "backup.now": request<BackupState>()(nothing),

    /** Sign in again: after a refused password, or after another device replaced this one. */
    "account.signIn": request<undefined>()(z.strictObject({ password: z.optional(text(1024)) })),
    "account.signOut": request<undefined>()(nothing),
    /** Deletes the profile's files. `address` must repeat the own address. */
    "account.remove": request<undefined>()(z.strictObject({ address: text(320) })),
    /** Asks where to save the account for another computer; `saved` is false when the user did not want to after all. */
    "account.export": request<{ readonly saved: boolean }>()(z.strictObject({ passphrase: text(1024) })),
    "account.cancelExport": request<undefined>()(nothing),
    "account.openSecondWindow": request<undefined>()(nothing),

    "connection.tryNow": request<undefined>()(nothing),
    /** Connects through this proxy from now on, without one when it is absent; at once. */
    "connection.setProxy": request<undefined>()(z.strictObject({ proxy: z.optional(proxy) })),

    /** Signs a new certificate for our key ourselves. */
    "certificate.renew": request<undefined>()(nothing),
    /** Asks where to save a signing request for our key; `saved` is false when the user did not want to after all. */
    "certificate.saveRequest": request<{ readonly saved: boolean }>()(nothing),
    /** Uses the certificate that an authority made of the request. */
    "certificate.useSigned": request<undefined>()(certificateFile),
    /** Which authority a file holds; nothing is done. */
    "authorities.preview": request<AuthorityView>()(certificateFile),
    "authorities.add": request<undefined>()(certificateFile),
    "authorities.remove": request<undefined>()(z.strictObject({ fingerprint })),

    "contacts.add": request<{ readonly contactId: ContactId }>()(
      z.strictObject({ address: text(320), localName: z.optional(text(120)) }),
    ),
    /** An empty name takes the local name away. */
    "contacts.rename": request<undefined>()(z.strictObject({ contactId, localName: text(120) })),
    "contacts.accept": request<undefined>()(ofContact),
    "contacts.block": request<undefined>()(ofContact),
    "contacts.unblock": request<undefined>()(ofContact),
    "contacts.remove": request<undefined>()(ofContact),
    "contacts.capabilityHistory": request<readonly CapabilityChange[]>()(ofContact),
    /** Lowers the pin of this contact; texts held for it go out. */
    "contacts.allowProtocol": request<undefined>()(
      z.strictObject({ contactId, level: z.enum(["1.0", "2.0", "2.1", "2.2"]) }),
    ),
    /** Unencrypted text to and from this contact, asked for by the user in so many words. */
    "contacts.allowPlainText": request<undefined>()(z.strictObject({ contactId, allowed: z.boolean() })),
    /** Of two keys the user decides for this one: the offered one is accepted, or the one before it stays. */
    "contacts.acceptKey": request<undefined>()(z.strictObject({ contactId, fingerprint })),
    /** The user compared the safety number of this key and it matched, or takes that back. An offered key is accepted thereby. */
    "contacts.setCompared": request<undefined>()(z.strictObject({ contactId, fingerprint, compared: z.boolean() })),
    /** 60 digits with this key of the contact, the trusted or the offered one. */
    "contacts.safetyNumber": request<{ readonly digits: string }>()(z.strictObject({ contactId, fingerprint })),

    /** What taking this contact card would do; nothing is done. */
    "cards.preview": request<CardPreview>()(z.strictObject({ text: cardText })),
    "cards.import": request<{ readonly contactId: ContactId }>()(
      z.strictObject({ text: cardText, localName: z.optional(text(120)) }),
    ),
    /** A contact's card, or without a contact the own one. */
    "cards.show": request<CardToShare>()(ofContactOrSelf),
    /** Asks where to save it; `saved` is false when the user did not want to after all. */
    "cards.save": request<{ readonly saved: boolean }>()(ofContactOrSelf),

    /** Everything up to this message was on screen in a focused window. */
    "conversations.markRead": request<undefined>()(z.strictObject({ contactId, messageId })),
    /** Shows what waits because its protocol is older than what the contact has proved. */
    "conversations.showOlder": request<undefined>()(ofContact),
    /** Deletes it unseen; `count` is how many the user was asked about. */
    "conversations.removeOlder": request<undefined>()(z.strictObject({ contactId, count: z.int().check(z.positive()) })),
    "conversations.setDraft": request<undefined>()(z.strictObject({ contactId, draft: text(65_536) })),

    /** Newest first window: messages below `before` (or the newest), in display order. */
    "messages.page": request<{ readonly messages: readonly Message[]; readonly more: boolean }>()(
      z.strictObject({
        contactId,
        before: z.optional(z.int()),
        limit: z.int().check(z.minimum(1), z.maximum(200)),
      }),
    ),
    "messages.sendText": request<{ readonly messageId: MessageId }>()(
      z.strictObject({ contactId, text: text(65_536) }),
    ),
    "messages.resend": request<undefined>()(ofMessage),
    "messages.resendAllFailed": request<undefined>()(ofContact),
    /** Makes a waiting retry due now. */
    "messages.sendNow": request<undefined>()(ofMessage),
    "messages.remove": request<undefined>()(ofMessage),
    /** Takes back a text that was never attempted and returns it for the composer. */
    "messages.takeBack": request<{ readonly text: string }>()(ofMessage),
    "messages.details": request<MessageDetails>()(ofMessage),

    "settings.update": request<undefined>()(
      z.strictObject({
        minimumProtocol: z.optional(z.enum(["proved", "2.2", "allow-1.0"])),
        readReceipts: z.optional(z.boolean()),
        theme: z.optional(z.enum(["system", "light", "dark", "contrast"])),
        notifications: z.optional(z.enum(["full", "sender", "none"])),
      }),
    ),
  },
  events: {
    /** The app moved to another phase: the whole snapshot again. */
    "app.changed": event<AppSnapshot>(),
    "session.events": event<readonly SessionEvent[]>(),
    progress: event<Progress>(),
    /** A notification or a link asks the window to show a conversation. */
    "window.openConversation": event<{ readonly contactId: ContactId }>(),
  },
} as const;

export type RequestName = keyof typeof ipcContract.requests;
export type EventName = keyof typeof ipcContract.events;

type Requests = typeof ipcContract.requests;
type Events = typeof ipcContract.events;

/** What the caller passes. */
export type RequestInput<Name extends RequestName> = z.input<Requests[Name]["params"]>;
/** What the handler gets, after the check. */
export type RequestParams<Name extends RequestName> = z.output<Requests[Name]["params"]>;
export type RequestResult<Name extends RequestName> = Exclude<Requests[Name]["result"], undefined> extends never
  ? undefined
  : Exclude<Requests[Name]["result"], undefined>;
export type EventPayload<Name extends EventName> = Exclude<Events[Name]["payload"], undefined>;
