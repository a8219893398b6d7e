// Makes a queue row ready for the wire (spec 2.3, step 3), before every attempt: may it go to this contact now,
// with which protocol, to which key? A body that was made is used again only while all answers are still the same.
import type { HoldReason, ProtocolLevel } from "../../shared/capability";
import { keyHold } from "../../shared/contact";
import type { FailReason } from "../../shared/delivery";
import { StampError } from "../../shared/errors";
import type { ContactId, MessageId, Millis } from "../../shared/ids";
import { goesPlain } from "../contacts/plain-text";
import type { Certificate } from "../crypto/certificate";
import type { ContactRow } from "../db/contact-repository";
import type { FinalBody, OutgoingRow } from "../db/outgoing-repository";
import { rawCopyKey } from "../protocol/duplicate-keys";
import { decodeNotification } from "../protocol/notification";
import { chooseProtocol, type ProtocolChoice } from "../protocol/protocol-choice";
import { sealMessage } from "../protocol/seal-message";
import type { StpRef } from "../protocol/stp-codec";
import type { MessagingContext } from "./context";

/** How long the first text to a present contact waits for its capabilities (spec 1.7). */
export const PRESENCE_WAIT: Millis = 10_000;

export type Prepared =
  | { readonly type: "ready"; readonly final: FinalBody }
  | { readonly type: "hold"; readonly reason: HoldReason }
  /** Nothing to do until something is learned about the contact, or until that time. */
  | { readonly type: "wait"; readonly until?: Millis }
  | { readonly type: "impossible"; readonly reason: FailReason }
  /** A notification that nobody is owed any more. */
  | { readonly type: "drop" };

interface SealingPlan {
  readonly type: "seal";
  readonly stp: StpRef;
  readonly level: ProtocolLevel;
  readonly recipient: Certificate;
}

type Plan = SealingPlan | { readonly type: "plain" } | Exclude<Prepared, { readonly type: "ready" }>;

export type Outbox = ReturnType<typeof createOutbox>;

export function createOutbox(context: MessagingContext) {
  /** When a contact without known capabilities was first waited for; once per contact while the app runs. */
  const waitingSince = new Map<ContactId, Millis>();

  function planText(contact: ContactRow): Plan {
    if (contact.relation === "blocked") return { type: "hold", reason: { code: "blocked" } };
    const undecided = undecidedKey(contact);
    if (undecided !== undefined) return { type: "hold", reason: undecided };
    const recipient = context.trust.recipient(contact.id);
    if (recipient === undefined) return planWithoutKey(contact);
    if (!hasSpoken(contact) && context.store.capabilities.newest(contact.id) === undefined) {
      const until = presenceDeadline(contact);
      if (until !== undefined) return { type: "wait", until };
    }
    const choice = choiceFor(contact);
    if (choice.type === "hold") return choice;
    return { type: "seal", stp: choice.stp, level: choice.level, recipient };
  }

  function planWithoutKey(contact: ContactRow): Plan {
    const { store, trust, presence } = context;
    if (!goesPlain(contact, trust.of(contact.id), store.capabilities.newest(contact.id)?.strings)) return { type: "wait" };
    if (presence.of(contact.address, undefined).status !== "unknown") {
      // With the next connection its first word may be another one.
      waitingSince.delete(contact.id);
      return { type: "plain" };
    }
    // The server's first word about the contact may bring a key.
    const until = firstWait(contact.id);
    return until === undefined ? { type: "plain" } : { type: "wait", until };
  }

  function choiceFor(contact: ContactRow): ProtocolChoice {
    const { store, own, settings } = context;
    const capabilities = store.capabilities.newest(contact.id)?.strings;
    return chooseProtocol(own.capabilities, capabilities, contact.pin, { minimum: settings().minimumProtocol });
  }

  const undecidedKey = ({ id }: ContactRow): HoldReason | undefined => keyHold(context.trust.of(id));

  /** While a present contact may still tell what its app supports; undefined when waiting is over or useless. */
  function presenceDeadline(contact: ContactRow): Millis | undefined {
    const { status } = context.presence.of(contact.address, undefined);
    return status === "online" || status === "away" ? firstWait(contact.id) : undefined;
  }

  function firstWait(contactId: ContactId): Millis | undefined {
    const now = context.clock.now();
    // A clock that was set back must not make the wait longer.
    const since = Math.min(waitingSince.get(contactId) ?? now, now);
    waitingSince.set(contactId, since);
    return now < since + PRESENCE_WAIT ? since + PRESENCE_WAIT : undefined;
  }

  function planNotification(contact: ContactRow, row: OutgoingRow): Plan {
    if (contact.relation !== "accepted") return { type: "drop" };
    // Off means off, also for what was read before and did not leave yet.
    if (!context.settings().readReceipts && isReadAck(row)) return { type: "drop" };
    const recipient = context.trust.recipient(contact.id);
    const choice = choiceFor(contact);
    // What holds a text holds an ack as well, but nobody is asked about acks.
    if (recipient === undefined || undecidedKey(contact) !== undefined || choice.type === "hold") return { type: "wait" };
    if (choice.auth === undefined) return { type: "drop" };
    return { type: "seal", stp: choice.auth, level: choice.level, recipient };
  }

  function planFor(row: OutgoingRow): Plan {
    const contact = context.store.contacts.findByAddress(row.receiver);
    if (contact === undefined) return { type: "drop" };
    return row.lane === "text" ? planText(contact) : planNotification(contact, row);
  }

  return {
    /** True while `row` may go, now, as it was made ready. */
    confirms(row: OutgoingRow, final: FinalBody): boolean {
      return stillHolds(final, planFor(row));
    },
    async prepare(row: OutgoingRow): Promise<Prepared> {
      const plan = planFor(row);
      if (plan.type !== "seal" && plan.type !== "plain") return plan;
      if (row.final !== undefined && stillHolds(row.final, plan)) return { type: "ready", final: row.final };
      return plan.type === "plain" ? openly(context, row) : seal(context, row, plan);
    },
  };
}

/** In a newer protocol than the one that every app has, or the user decided: nothing is waited for. */
const hasSpoken = ({ pin }: ContactRow): boolean => pin !== undefined && (pin.level !== "1.0" || pin.by === "user");

const isReadAck = ({ ampVersion, payload }: OutgoingRow): boolean =>
  decodeNotification(ampVersion, payload).type === "read-ack";

function stillHolds(final: FinalBody, plan: Plan): boolean {
  if (final.type === "plain" || plan.type !== "seal") return final.type === plan.type;
  return final.toKey === plan.recipient.publicKey.spkiSha256 && final.level === plan.level;
}

/** The text as it is (spec 1.12). */
function openly({ store, own }: MessagingContext, row: OutgoingRow): Prepared {
  const text = row.messageId === undefined ? undefined : store.messages.findOwn(row.messageId)?.message.text;
  if (text === undefined) return { type: "drop" };
  return { type: "ready", final: { type: "plain", body: text, sha256: rawCopyKey(own.address, text) } };
}

async function seal(context: MessagingContext, row: OutgoingRow, plan: SealingPlan): Promise<Prepared> {
  const { own } = context;
  const facts = row.messageId === undefined ? undefined : factsOf(context, row.messageId);
  try {
    const { body } = await sealMessage({
      stp: plan.stp,
      amp: { type: row.lane === "text" ? 1 : 2, version: row.ampVersion, payload: row.payload },
      sequenceNumber: facts?.sequenceNumber ?? 0,
      sentAt: facts?.sentAt ?? row.time,
      sender: own.address,
      recipient: row.receiver,
      recipientCertificate: plan.recipient,
      identity: own.identity,
    });
    const toKey = plan.recipient.publicKey.spkiSha256;
    const sha256 = rawCopyKey(own.address, body);
    return { type: "ready", final: { type: "sealed", body, sha256, stp: plan.stp, toKey, level: plan.level } };
  } catch (error) {
    const code = error instanceof StampError ? error.code : "internal";
    context.log("warn", "seal-failed", { row: row.id, code });
    return { type: "impossible", reason: { code: code === "too-large" ? "too-long" : "cannot-encrypt" } };
  }
}

function factsOf({ store }: MessagingContext, messageId: MessageId) {
  const own = store.messages.findOwn(messageId);
  return own === undefined ? undefined : { sequenceNumber: own.facts.sequenceNumber, sentAt: own.message.sentAt };
}
