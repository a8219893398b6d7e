// Contacts whose name or address has what was typed, those written with lately first.
import type { Contact } from "../../../shared/contact";
import type { ContactId } from "../../../shared/ids";
import { fold } from "../../../shared/search-fold";
import { matchesQuery, parseQuery } from "../../../shared/search-query";

import type { AppState } from "../../store/app-store";

/** Most that are shown; the rest are found with one letter more. */
export const MOST_CONTACTS = 20;

/** A contact that changes is another object. */
const foldedNames = new WeakMap<Contact, string>();

function namesOf(contact: Contact): string {
  const known = foldedNames.get(contact);
  if (known !== undefined) return known;
  const names = fold(`${contact.localName ?? ""} ${contact.address}`);
  foldedNames.set(contact, names);
  return names;
}

const isShown = ({ relation }: Contact): boolean => relation === "accepted" || relation === "blocked";

export function foundContacts({ contacts, conversations }: Pick<AppState, "contacts" | "conversations">, text: string): readonly ContactId[] {
  const query = parseQuery(text);
  if (query.length === 0) return [];
  return Object.values(contacts)
    .filter((contact) => isShown(contact) && matchesQuery(query, namesOf(contact)))
    .sort((a, b) => (conversations[b.id]?.lastActivity ?? 0) - (conversations[a.id]?.lastActivity ?? 0) || a.id - b.id)
    .map(({ id }) => id);
}
