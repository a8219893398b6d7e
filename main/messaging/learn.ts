// What follows for waiting messages when something is learned about a contact: a key, an app, its presence, or the
// user's decision (spec 2.3 "wake on", 2.4 step 3). Held texts go on as soon as nothing holds them any more.
import type { ProtocolLevel } from "../../shared/capability";
import type { Address, ContactId } from "../../shared/ids";
import { lowerPin } from "../contacts/capability-knowledge";
import { findContact } from "../contacts/contact-book";
import type { ViewContact } from "../contacts/contact-view";
import { takePresence, type PresenceLesson, type PresenceReport } from "../contacts/presence-intake";
import type { Emit } from "../events/domain-events";
import { errorFacts } from "../platform/log";
import type { MessagingContext } from "./context";
import type { InboxWorker } from "./inbox-worker";
import { addNote } from "./notes";
import type { QueueWorker } from "./queue-worker";
import { releaseHeld } from "./resend";

export interface Learning {
  presence(report: PresenceReport): void;
  /** The user chose between the current and the offered key. Throws `not-allowed-now`. */
  decideKey(contactId: ContactId, fingerprint: string): void;
  /** The user allows an older protocol for this contact. */
  allowLevel(contactId: ContactId, level: ProtocolLevel): void;
  /** Something of this sender was opened or parked: an ack may wait, a statement may free held texts. */
  heardFrom(address: Address): void;
  /** At the start all held texts are weighed: the app may be another one, or a crash came before their release. */
  begin(): void;
  /** The user's policy or the contact's relation changed: what is held or parked is weighed again. */
  reconsider(contactId: ContactId): void;
}

export interface LearningParts {
  readonly view: ViewContact;
  readonly inbox: Pick<InboxWorker, "wake">;
  readonly queue: Pick<QueueWorker, "wake" | "retryNow">;
}

export function createLearning(context: MessagingContext, { view, inbox, queue }: LearningParts): Learning {
  const { store, write, clock } = context;

  function weighHeld(emit: Emit, contactId: ContactId): void {
    const { outlook } = view(findContact(store, contactId));
    releaseHeld(context, emit, contactId, outlook.type === "hold" ? outlook.reason : undefined);
  }

  function weighWhereHeld(contactId: ContactId): void {
    if (store.messages.idsWithStatus(contactId, "held").length === 0) return;
    write((emit) => {
      weighHeld(emit, contactId);
    });
  }

  /** What was parked for want of a key, or of the user's consent, is looked at again. */
  function openParked(address: Address): void {
    if (store.incoming.unpark(address) > 0) inbox.wake();
  }

  return {
    presence(report) {
      const lesson = write((emit) => {
        const learned = takePresence(context, emit, report, clock.now());
        if (learned?.key === "offered") addNote(context, emit, learned.contactId, { type: "key-changed" });
        if (learned !== undefined && decidesHolds(learned)) weighHeld(emit, learned.contactId);
        return learned;
      });
      if (lesson === undefined) return;
      if (lesson.key === "pinned") openParked(report.address);
      if (lesson.cameOnline) queue.retryNow(report.address);
      else if (decidesHolds(lesson)) queue.wake(report.address);
    },
    decideKey(contactId, fingerprint) {
      write((emit) => {
        const decision = context.trust.decide(contactId, fingerprint, clock.now());
        emit({ type: "contact-touched", contactId });
        if (decision === "accepted") addNote(context, emit, contactId, { type: "key-accepted" });
        weighHeld(emit, contactId);
      });
      const { address } = findContact(store, contactId);
      openParked(address);
      queue.wake(address);
    },
    allowLevel(contactId, level) {
      write((emit) => {
        findContact(store, contactId);
        lowerPin(store, contactId, level, clock.now());
        emit({ type: "contact-touched", contactId });
        weighHeld(emit, contactId);
      });
      queue.wake(findContact(store, contactId).address);
    },
    heardFrom(address) {
      const contact = store.contacts.findByAddress(address);
      if (contact === undefined) return;
      weighWhereHeld(contact.id);
      queue.wake(address);
    },
    begin() {
      try {
        for (const { id } of store.contacts.all()) weighWhereHeld(id);
      } catch (error) {
        context.log("warn", "held-not-weighed", errorFacts(error));
      }
    },
    reconsider(contactId) {
      write((emit) => {
        weighHeld(emit, contactId);
      });
      const { address } = findContact(store, contactId);
      openParked(address);
      queue.wake(address);
    },
  };
}

const decidesHolds = ({ capabilitiesChanged, key }: PresenceLesson): boolean =>
  capabilitiesChanged || key === "pinned" || key === "offered";
