// What follows for waiting messages when something is learned about a contact: a key, an app, its presence, or the
// user's decision (spec 2.3 "wake on", 2.4 step 3). Held texts go on as soon as nothing holds them any more.
import type { ProtocolLevel } from "../../shared/capability";
import { offeredKey } from "../../shared/contact";
import type { Address, ContactId } from "../../shared/ids";
import { lowerPin, proveStatements } from "../contacts/capability-knowledge";
import { findContact } from "../contacts/contact-book";
import type { ViewContact } from "../contacts/contact-view";
import type { KeyDecision } from "../contacts/trust";
import { takePresence, type PresenceLesson, type PresenceReport } from "../contacts/presence-intake";
import type { Emit } from "../events/domain-events";
import { errorFacts } from "../platform/log";
import type { MessagingContext } from "./context";
import type { InboxWorker } from "./inbox-worker";
import { addNote, noteKey } from "./notes";
import type { QueueWorker } from "./queue-worker";
import { releaseHeld } from "./resend";

export interface Learning {
  presence(report: PresenceReport): void;
  /** The user chose between the current and the offered key. Throws `not-allowed-now`. */
  decideKey(contactId: ContactId, fingerprint: string): void;
  /** The user compared the safety number and it matched; an offered key is accepted thereby. Throws `not-allowed-now`. */
  compared(contactId: ContactId, fingerprint: string): void;
  /** An authority was chosen: what it signed of the keys that wait for a decision needs none. */
  authorityChosen(): void;
  /** The user allows an older protocol for this contact. */
  allowLevel(contactId: ContactId, level: ProtocolLevel): void;
  /** The user wants to see what came below the pin (spec 1.9). */
  showOlder(contactId: ContactId): void;
  /** Something of this sender was opened or parked: an ack may wait, a statement may free held texts. */
  heardFrom(address: Address): void;
  /** At the start statements and held texts are weighed: the app may be another one, or a crash came before a release. */
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

  /** What was parked for want of a key, of the user's consent, or below the pin, is looked at again. */
  function openParked(address: Address): void {
    if (store.incoming.unpark(address) > 0) inbox.wake();
  }

  function letThrough(contactId: ContactId): void {
    const { address } = findContact(store, contactId);
    openParked(address);
    queue.wake(address);
  }

  /** An offered key that an authority has come to confirm is the current one now. */
  function weighOffered(contactId: ContactId): void {
    const offered = offeredKey(context.trust.of(contactId));
    if (offered === undefined) return;
    const isConfirmed = write((emit) => {
      const certificate = context.trust.certificate(contactId, offered.fingerprint);
      if (context.trust.offer(contactId, certificate, clock.now()) !== "confirmed") return false;
      emit({ type: "contact-touched", contactId });
      noteKey(context, emit, contactId, "confirmed");
      weighHeld(emit, contactId);
      return true;
    });
    if (isConfirmed) letThrough(contactId);
  }

  /** What the user decided about a contact's key, and what goes out or opens with it. */
  function takeDecision(contactId: ContactId, decide: () => KeyDecision): void {
    write((emit) => {
      const decision = decide();
      emit({ type: "contact-touched", contactId });
      if (decision === "accepted") addNote(context, emit, contactId, { type: "key-accepted" });
      weighHeld(emit, contactId);
    });
    letThrough(contactId);
  }

  return {
    presence(report) {
      const lesson = write((emit) => {
        const learned = takePresence(context, emit, report, clock.now());
        if (learned?.key !== undefined) noteKey(context, emit, learned.contactId, learned.key);
        if (learned !== undefined && decidesHolds(learned)) weighHeld(emit, learned.contactId);
        return learned;
      });
      if (lesson === undefined) return;
      if (lesson.key === "pinned" || lesson.key === "confirmed") openParked(report.address);
      if (lesson.cameOnline) queue.retryNow(report.address);
      else if (decidesHolds(lesson) || lesson.isFirstWord) queue.wake(report.address);
    },
    decideKey(contactId, fingerprint) {
      takeDecision(contactId, () => context.trust.decide(contactId, fingerprint, clock.now()));
    },
    compared(contactId, fingerprint) {
      takeDecision(contactId, () => context.trust.verify(contactId, fingerprint, clock.now()));
    },
    authorityChosen() {
      for (const { id, relation } of store.contacts.all()) {
        if (relation === "accepted" || relation === "request") weighOffered(id);
      }
    },
    allowLevel(contactId, level) {
      write((emit) => {
        findContact(store, contactId);
        lowerPin(store, contactId, level, clock.now());
        emit({ type: "contact-touched", contactId });
        weighHeld(emit, contactId);
      });
      letThrough(contactId);
    },
    showOlder(contactId) {
      write((emit) => {
        store.incoming.releaseOlder(findContact(store, contactId).address);
        emit({ type: "conversation-touched", contactId });
      });
      inbox.wake();
    },
    heardFrom(address) {
      const contact = store.contacts.findByAddress(address);
      if (contact === undefined) return;
      weighWhereHeld(contact.id);
      queue.wake(address);
    },
    begin() {
      try {
        const contacts = store.contacts.all();
        write((emit) => {
          for (const { id: contactId } of contacts) {
            const rose = proveStatements(store, contactId, context.own.capabilities, clock.now());
            if (rose) emit({ type: "contact-touched", contactId });
          }
        });
        for (const { id } of contacts) weighWhereHeld(id);
      } catch (error) {
        context.log("warn", "held-not-weighed", errorFacts(error));
      }
    },
    reconsider(contactId) {
      write((emit) => {
        weighHeld(emit, contactId);
      });
      letThrough(contactId);
    },
  };
}

const decidesHolds = ({ capabilitiesChanged, key }: PresenceLesson): boolean =>
  capabilitiesChanged || key === "pinned" || key === "confirmed" || key === "offered";
