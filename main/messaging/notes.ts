// Lines in a conversation that are not texts. Those about unreadable messages are counted within a minute instead
// of repeated (spec 2.4, step 4), so that a flood is one line.
import type { ContactId } from "../../shared/ids";
import type { Note } from "../../shared/message";
import type { CertificateOffer } from "../contacts/trust";
import type { Emit } from "../events/domain-events";
import type { MessagingContext } from "./context";

const COUNTED_WITHIN_MS = 60_000;

export function addNote({ store, clock }: MessagingContext, emit: Emit, contactId: ContactId, note: Note): void {
  const at = clock.now();
  const message = store.messages.insertNote(contactId, store.positions.atEnd(contactId), note, at);
  store.conversations.touch(contactId, at);
  emit({ type: "message-added", message });
  emit({ type: "conversation-touched", contactId });
}

/** What people should know of another key that a contact offers, or has now. */
export function noteKey(context: MessagingContext, emit: Emit, contactId: ContactId, offer: CertificateOffer): void {
  if (offer !== "offered" && offer !== "confirmed") return;
  const state = context.trust.of(contactId);
  if (offer === "offered") {
    addNote(context, emit, contactId, { type: state.status === "unlike-card" ? "unlike-card" : "key-changed" });
    return;
  }
  const authority = state.status === "pinned" ? (state.key.confirmedBy?.authority ?? "") : "";
  addNote(context, emit, contactId, { type: "key-confirmed", authority });
}

/** Adds to the count of the conversation's newest line of this type when it is younger than a minute. */
export function countNote(
  context: MessagingContext,
  emit: Emit,
  contactId: ContactId,
  type: Extract<Note, { count: number }>["type"],
): void {
  const { store, clock } = context;
  for (const line of store.messages.notesSince(contactId, clock.now() - COUNTED_WITHIN_MS)) {
    if (line.note.type !== type || line.arrivedAt > clock.now()) continue;
    const note: Note = { type, count: line.note.count + 1 };
    store.messages.updateNote(line.id, note);
    emit({ type: "message-changed", message: { ...line, note } });
    return;
  }
  addNote(context, emit, contactId, { type, count: 1 });
}
