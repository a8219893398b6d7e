// Which conversations the list shows and in which order.
import type { ContactId } from "../../../shared/ids";
import type { AppState } from "../../store/app-store";
import { fullName } from "../contact/names";

function folded(text: string): string {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}

function matches(state: AppState, contactId: ContactId, wanted: string): boolean {
  const contact = state.contacts[contactId];
  if (contact === undefined) return false;
  const last = state.conversations[contactId]?.lastMessage;
  const text = last === undefined || last.kind === "note" ? "" : last.text;
  return [fullName(contact), contact.address, text].some((part) => folded(part).includes(wanted));
}

/** Accepted contacts (and a blocked one whose chat is open), the latest first, narrowed by the filter. */
export function listedConversations(state: AppState): ContactId[] {
  const wanted = folded(state.ui.filter.trim());
  return Object.values(state.conversations)
    .filter(({ contactId }) => {
      const relation = state.contacts[contactId]?.relation;
      return relation === "accepted" || (relation === "blocked" && state.ui.openChat === contactId);
    })
    .filter(({ contactId }) => wanted === "" || matches(state, contactId, wanted))
    .sort((a, b) => b.lastActivity - a.lastActivity || a.contactId - b.contactId)
    .map(({ contactId }) => contactId);
}

/** Strangers who wrote, the latest first. */
export function requestIds(state: AppState): ContactId[] {
  return Object.values(state.contacts)
    .filter((contact) => contact.relation === "request")
    .sort(
      (a, b) =>
        (state.conversations[b.id]?.lastActivity ?? 0) - (state.conversations[a.id]?.lastActivity ?? 0) || a.id - b.id,
    )
    .map((contact) => contact.id);
}
