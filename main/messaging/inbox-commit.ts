// What a read message means, written in one transaction with everything that follows from it (spec 2.4, 1.8):
// the text and its place, the memory against duplicates, the ack that is owed, and the row's removal.
import { RECEIPTS_CAPABILITY, type ProtocolLevel } from "../../shared/capability";
import { READ_ERROR_CODES, type ErrorCode, type ReadErrorCode } from "../../shared/errors";
import type { Address, Millis } from "../../shared/ids";
import { learnCapabilities, levelProvedBy, proveLevel } from "../contacts/capability-knowledge";
import { ensureContact } from "../contacts/contact-book";
import type { Certificate } from "../crypto/certificate";
import type { ContactRow } from "../db/contact-repository";
import type { IncomingRow } from "../db/incoming-repository";
import type { Emit } from "../events/domain-events";
import type { AmpContent } from "../protocol/amp";
import { replayMemoryKey, textKey } from "../protocol/duplicate-keys";
import type { OpenedMessage } from "../protocol/stp-codec";
import { reactionTo } from "../protocol/protocol-error";
import { applyAck, gatherAcks, type GatheredAcks } from "./acks";
import type { MessagingContext } from "./context";
import type { ReadRow } from "./inbox-read";
import { marksOf } from "./message-marks";
import { addNote, countNote, noteKey } from "./notes";
import { addPeerText } from "./peer-text";
import { bookOf } from "./relations";

const MAX_PARKED_PER_SENDER = 200;
const MAX_QUARANTINED_PER_SENDER = 500;
const MAX_QUARANTINED = 10_000;
/** Texts of a stranger shown before the request is answered; more wait unopened, within the limits for those. */
const MAX_REQUEST_TEXTS = 200;
/** Then the window gets its turn. */
const LONGEST_COMMIT: Millis = 20;

/**
 * Writes rows in their order, in one transaction that ends when it took long enough; returns how many it dealt with.
 * `waiting` are senders one of whose rows stays for another look, so that their later ones stay, too.
 */
export type InboxCommit = (batch: readonly ReadRow[], waiting: Set<Address>) => number;

export function createInboxCommit(context: MessagingContext): InboxCommit {
  const { store, write, log, clock } = context;
  const book = bookOf(context);

  return (batch, waiting) =>
    write((emit) => {
      const started = clock.now();
      const owed = gatherAcks(context);
      let done = 0;
      for (const read of batch) {
        commitRow(emit, read, waiting, owed);
        done += 1;
        if (clock.now() - started >= LONGEST_COMMIT) break;
      }
      owed.enqueue();
      return done;
    });

  function commitRow(emit: Emit, read: ReadRow, waiting: Set<Address>, owed: GatheredAcks): void {
    const { row, reading } = read;
    // Gone meanwhile: its sender was blocked or removed.
    if (waiting.has(row.sender) || !store.incoming.exists(row.id)) return;
    if (reading.type === "opened") {
      commitOpened(emit, row, reading.opened, reading.content, owed);
      return;
    }
    if (reading.certificate !== undefined) takeCertificate(emit, row, reading.certificate);
    if (isOutdated(read)) waiting.add(row.sender);
    else commitFailed(emit, row, reading.code);
  }

  /** S/MIME brings its signer's certificate: pinned at first contact, otherwise offered, as one from presence. */
  function takeCertificate(emit: Emit, row: IncomingRow, certificate: Certificate): void {
    const { id: contactId } = ensureContact(book, emit, row.sender);
    // What a replaced key signed may have been kept by somebody; it asks no question anew.
    if (context.trust.isFormer(contactId, certificate.publicKey.spkiSha256)) return;
    const offer = context.trust.offer(contactId, certificate, clock.now());
    noteKey(context, emit, contactId, offer);
    emit({ type: "contact-touched", contactId });
    // What came before and waits for this key is older, so the next look takes it first.
    if (offer === "pinned" || offer === "confirmed") store.incoming.unpark(row.sender);
  }

  /** Another key of the sender counts since it was tried: the wake-up for it is over, so it must not be parked now. */
  function isOutdated({ row, signers }: ReadRow): boolean {
    const contact = store.contacts.findByAddress(row.sender);
    const now = contact === undefined ? [] : context.trust.signers(contact.id, clock.now());
    return now.some(({ publicKey }) => !signers.includes(publicKey.spkiSha256));
  }

  function commitOpened(emit: Emit, row: IncomingRow, opened: OpenedMessage, content: AmpContent, owed: GatheredAcks): void {
    const contact = store.contacts.findByAddress(row.sender);
    // Nothing opens without a key that was kept for this contact.
    if (contact === undefined) return;
    const replayKey = replayMemoryKey(row.sender, opened.replayKey);
    if (isBelowPin(contact, opened) && !store.incoming.isReleased(row.id) && !store.duplicates.knowsReplayKey(replayKey)) {
      holdBelowPin(emit, row, replayKey);
      return;
    }
    if (content.type === "text" && isFull(contact)) {
      keep(row, undefined, true);
      return;
    }
    if (!store.duplicates.rememberReplayKey(replayKey)) {
      drop(row);
      log("info", "replay-dropped", { row: row.id });
      return;
    }
    if (content.type === "other-notification") keep(row, undefined, false);
    else store.incoming.remove(row.id);
    // A text that everybody on the way could read says nothing of what its sender's app can do (spec 1.5).
    if (opened.encrypted || content.type !== "text") proved(emit, contact, opened.level);
    switch (content.type) {
      case "text":
        commitText(emit, row, contact, opened, content, owed);
        return;
      case "delivery-ack":
      case "read-ack":
        applyAck(context, emit, contact.id, content.type, content.nonces);
        return;
      case "capability-statement":
        // A clock that is ahead must not keep later statements from counting.
        commitStatement(emit, contact, content.capabilities, Math.min(opened.sentAt, clock.now()));
        return;
      case "missed-call":
        if (contact.relation === "accepted") addNote(context, emit, contact.id, { type: "missed-call" });
        return;
      case "other-notification":
        log("info", "notification-kept-silent", { type: content.notifType });
        return;
    }
  }

  function proved(emit: Emit, { id: contactId }: ContactRow, level: ProtocolLevel): void {
    if (proveLevel(store, contactId, level, clock.now())) emit({ type: "contact-touched", contactId });
  }

  function commitStatement(emit: Emit, contact: ContactRow, strings: readonly string[], signedAt: Millis): void {
    const level = levelProvedBy(strings, context.own.capabilities);
    // One that was overtaken by a newer one is no news, but what it proves is proved.
    if (level !== undefined) proved(emit, contact, level);
    const learned = learnCapabilities(store, contact.id, { strings, carrier: "statement", since: signedAt });
    if (learned) emit({ type: "contact-touched", contactId: contact.id });
  }

  function isFull(contact: ContactRow): boolean {
    return contact.relation === "request" && store.messages.countPeerTexts(contact.id) >= MAX_REQUEST_TEXTS;
  }

  /** It is as if it had not come, but for the count that the user sees (spec 1.9). */
  function holdBelowPin(emit: Emit, row: IncomingRow, replayKey: Uint8Array): void {
    if (!store.incoming.hold(row.id, replayKey)) {
      drop(row);
      return;
    }
    const { id: contactId } = ensureContact(book, emit, row.sender);
    const parked = keep(row, "below-pin", true);
    if (row.code !== "below-pin") log("info", "held-below-pin", { row: row.id, parked });
    store.conversations.touch(contactId, row.receivedAt);
    emit({ type: "conversation-touched", contactId });
  }

  function commitText(
    emit: Emit,
    row: IncomingRow,
    sender: ContactRow,
    opened: OpenedMessage,
    { text, nonce }: Extract<AmpContent, { type: "text" }>,
    owed: GatheredAcks,
  ): void {
    if (text === "") return;
    // Without a nonce nothing tells a resend from the same words said again.
    if (nonce !== 0 && !store.duplicates.rememberText(sender.id, nonce, textKey(text))) {
      // A manual resend of what is here already: its sender evidently misses the ack.
      owed.add(sender.id, nonce);
      return;
    }
    const contact = ensureContact(book, emit, row.sender);
    const place = placeOf(contact, opened);
    addPeerText(context, emit, {
      contactId: contact.id,
      position: place.position,
      text,
      sentAt: opened.sentAt,
      arrivedAt: row.receivedAt,
      ampNonce: nonce,
      sequenceNumber: opened.sequenceNumber,
      level: opened.level,
      marks: marksOf(row, opened, context.clockOffset()),
    });
    owed.add(contact.id, nonce);
    if (place.renumbered) emit({ type: "messages-moved", contactId: contact.id });
  }

  function placeOf(contact: ContactRow, { sequenceNumber }: OpenedMessage) {
    const numbered = store.capabilities.newest(contact.id)?.strings.includes(RECEIPTS_CAPABILITY) ?? false;
    if (numbered && sequenceNumber !== undefined) return store.positions.forSequence(contact.id, sequenceNumber);
    return { position: store.positions.atEnd(contact.id), renumbered: false };
  }

  function commitFailed(emit: Emit, row: IncomingRow, code: ErrorCode): void {
    const reaction = isReadErrorCode(code) ? reactionTo(code, hasKey(row)) : "park";
    if (reaction === "drop") {
      drop(row);
      return;
    }
    const parked = keep(row, code, reaction === "park");
    log("warn", "not-opened", { row: row.id, code, parked });
    // A row that is only looked at again says nothing new to the user.
    if (row.code !== code) tell(emit, row, code);
  }

  /** For another look later, or else for the record. True when it is looked at again. */
  function keep(row: IncomingRow, code: ErrorCode | undefined, parkable: boolean): boolean {
    const parked = parkable && store.incoming.count("parked", row.sender) < MAX_PARKED_PER_SENDER;
    store.incoming.setState(row.id, parked ? "parked" : "quarantined", code);
    if (!parked) {
      const evicted = store.incoming.trimQuarantine(row.sender, MAX_QUARANTINED_PER_SENDER, MAX_QUARANTINED);
      for (const sha256 of evicted) store.duplicates.forgetRaw(sha256);
    }
    return parked;
  }

  /** Nothing came of it, so its raw copy is not remembered either: a flood must not fill that memory (spec 1.8). */
  function drop({ id, sha256 }: IncomingRow): void {
    store.incoming.remove(id);
    store.duplicates.forgetRaw(sha256);
  }

  function hasKey({ sender }: IncomingRow): boolean {
    const contact = store.contacts.findByAddress(sender);
    return contact !== undefined && context.trust.of(contact.id).status !== "unknown";
  }

  function tell(emit: Emit, row: IncomingRow, code: ErrorCode): void {
    const newer = code === "unknown-stp" || code === "unknown-amp";
    // Who writes for the first time becomes a message request with the address only.
    if (newer || code === "no-certificate") ensureContact(book, emit, row.sender);
    const contact = store.contacts.findByAddress(row.sender);
    if (code === "no-certificate" || contact === undefined || contact.relation === "none") return;
    countNote(context, emit, contact.id, newer ? "newer-version" : "unverified");
  }
}

/** Anything else is a fault of ours: the message is kept for an app that does better. */
function isReadErrorCode(code: ErrorCode): code is ReadErrorCode {
  return (READ_ERROR_CODES as readonly ErrorCode[]).includes(code);
}

/** S/MIME does not say for whom it was made, and this contact has proved an app that does. */
function isBelowPin({ pin }: ContactRow, { level }: OpenedMessage): boolean {
  return level === "1.0" && pin !== undefined && pin.level !== "1.0";
}
