// What a read message means, written in one transaction with everything that follows from it (spec 2.4, 1.8):
// the text and its place, the memory against duplicates, the ack that is owed, and the row's removal.
import type { MessageMark } from "../../shared/message";
import { RECEIPTS_CAPABILITY } from "../../shared/capability";
import { READ_ERROR_CODES, type ErrorCode, type ReadErrorCode } from "../../shared/errors";
import { learnCapabilities, proveLevel } from "../contacts/capability-knowledge";
import { ensureContact } from "../contacts/contact-book";
import type { ContactRow } from "../db/contact-repository";
import type { IncomingRow } from "../db/incoming-repository";
import type { Emit } from "../events/domain-events";
import type { AmpContent } from "../protocol/amp";
import { replayMemoryKey, textKey } from "../protocol/duplicate-keys";
import type { OpenedMessage } from "../protocol/stp-codec";
import { reactionTo } from "../protocol/protocol-error";
import { applyAck, enqueueAck } from "./acks";
import type { MessagingContext } from "./context";
import type { Reading } from "./inbox-worker";
import { addNote, countNote } from "./notes";
import { bookOf } from "./relations";

const MAX_PARKED_PER_SENDER = 200;
const MAX_QUARANTINED_PER_SENDER = 500;
const MAX_QUARANTINED = 10_000;
/** Texts of a stranger kept until the request is answered. */
const MAX_REQUEST_TEXTS = 200;
/** Sent and arrival time of a live text further apart than this say that a clock is off. */
const CLOCK_TOLERANCE_MS = 2 * 60 * 1000;

export interface ReadRow {
  readonly row: IncomingRow;
  readonly reading: Reading;
}

export function createInboxCommit(context: MessagingContext): (batch: readonly ReadRow[]) => void {
  const { store, write, log } = context;
  const book = bookOf(context);

  return (batch) => {
    write((emit) => {
      for (const { row, reading } of batch) {
        // Gone meanwhile: its sender was blocked or removed.
        if (!store.incoming.exists(row.id)) continue;
        if (reading.type === "opened") commitOpened(emit, row, reading.opened, reading.content);
        else commitFailed(emit, row, reading.code);
      }
    });
  };

  function commitOpened(emit: Emit, row: IncomingRow, opened: OpenedMessage, content: AmpContent): void {
    store.incoming.remove(row.id);
    if (!store.duplicates.rememberReplayKey(replayMemoryKey(row.sender, opened.replayKey))) {
      log("info", "replay-dropped", { row: row.id });
      return;
    }
    const contact = store.contacts.findByAddress(row.sender);
    // Nothing opens without a key that was kept for this contact.
    if (contact === undefined) return;
    if (opened.encrypted && proveLevel(store, contact.id, opened.level, context.clock.now())) {
      emit({ type: "contact-touched", contactId: contact.id });
    }
    switch (content.type) {
      case "text":
        commitText(emit, row, opened, content);
        return;
      case "delivery-ack":
      case "read-ack":
        if (contact.relation === "accepted") applyAck(context, emit, contact.id, content.type, content.nonces);
        return;
      case "capability-statement": {
        const knowledge = { strings: content.capabilities, carrier: "statement", since: opened.sentAt } as const;
        if (learnCapabilities(store, contact.id, knowledge)) emit({ type: "contact-touched", contactId: contact.id });
        return;
      }
      case "missed-call":
        if (contact.relation === "accepted") addNote(context, emit, contact.id, { type: "missed-call" });
        return;
      case "other-notification":
        log("info", "notification-kept-silent", { type: content.notifType });
        return;
    }
  }

  function commitText(
    emit: Emit,
    row: IncomingRow,
    opened: OpenedMessage,
    { text, nonce }: Extract<AmpContent, { type: "text" }>,
  ): void {
    if (text === "") return;
    const contact = ensureContact(book, emit, row.sender);
    if (!store.duplicates.rememberText(contact.id, nonce, textKey(text))) {
      // A manual resend of what is here already: its sender evidently misses the ack.
      enqueueAck(context, contact, "delivery-ack", [nonce]);
      return;
    }
    if (contact.relation === "request" && store.messages.countPeerTexts(contact.id) >= MAX_REQUEST_TEXTS) {
      log("info", "request-full", { contact: contact.id });
      return;
    }
    const place = placeOf(contact, opened);
    const message = store.messages.insertPeer({
      contactId: contact.id,
      position: place.position,
      text,
      sentAt: opened.sentAt,
      arrivedAt: row.receivedAt,
      ampNonce: nonce,
      sequenceNumber: opened.sequenceNumber,
      level: opened.level,
      marks: marksOf(row, opened),
    });
    store.conversations.touch(contact.id, row.receivedAt);
    store.conversations.addUnread(contact.id);
    enqueueAck(context, contact, "delivery-ack", [nonce]);
    emit({ type: "message-added", message });
    if (place.renumbered) emit({ type: "messages-moved", contactId: contact.id });
    emit({ type: "conversation-touched", contactId: contact.id });
  }

  function placeOf(contact: ContactRow, { sequenceNumber }: OpenedMessage) {
    const numbered = store.capabilities.newest(contact.id)?.strings.includes(RECEIPTS_CAPABILITY) ?? false;
    if (numbered) return store.positions.forSequence(contact.id, sequenceNumber);
    return { position: store.positions.atEnd(contact.id), renumbered: false };
  }

  function commitFailed(emit: Emit, row: IncomingRow, code: ErrorCode): void {
    const reaction = isReadErrorCode(code) ? reactionTo(code, hasKey(row)) : "park";
    if (reaction === "drop") {
      store.incoming.remove(row.id);
      return;
    }
    const parkable = reaction === "park" && store.incoming.count("parked", row.sender) < MAX_PARKED_PER_SENDER;
    if (parkable) store.incoming.setState(row.id, "parked", code);
    else quarantine(row, code);
    log("warn", "not-opened", { row: row.id, code, parked: parkable });
    // A row that is only looked at again says nothing new to the user.
    if (row.code !== code) tell(emit, row, code);
  }

  function hasKey({ sender }: IncomingRow): boolean {
    const contact = store.contacts.findByAddress(sender);
    return contact !== undefined && context.trust.of(contact.id).status !== "unknown";
  }

  function quarantine(row: IncomingRow, code: ErrorCode): void {
    store.incoming.setState(row.id, "quarantined", code);
    store.incoming.trimQuarantine(row.sender, MAX_QUARANTINED_PER_SENDER, MAX_QUARANTINED);
  }

  function tell(emit: Emit, row: IncomingRow, code: ErrorCode): void {
    if (code === "no-certificate") {
      // Who writes for the first time becomes a message request with the address only.
      ensureContact(book, emit, row.sender);
      return;
    }
    const contact = store.contacts.findByAddress(row.sender);
    if (contact === undefined || contact.relation === "none") return;
    const newer = code === "unknown-stp" || code === "unknown-amp";
    countNote(context, emit, contact.id, newer ? "newer-version" : "unverified");
  }
}

/** Anything else is a fault of ours: the message is kept for an app that does better. */
function isReadErrorCode(code: ErrorCode): code is ReadErrorCode {
  return (READ_ERROR_CODES as readonly ErrorCode[]).includes(code);
}

function marksOf(row: IncomingRow, opened: OpenedMessage): readonly MessageMark[] {
  const marks: MessageMark[] = [];
  if (!opened.encrypted) marks.push("not-encrypted");
  if (!opened.timeAuthenticated) marks.push("time-not-authenticated");
  if (!row.stored && Math.abs(opened.sentAt - row.receivedAt) > CLOCK_TOLERANCE_MS) marks.push("clock-differs");
  return marks;
}
