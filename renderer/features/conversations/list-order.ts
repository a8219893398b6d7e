// Which conversations the list shows and in which order. Asked with every change of the state, of which few concern the
// list: the last answer holds as long as what it was made of is the same.
import type { ContactId } from "../../../shared/ids";
import type { AppState } from "../../store/app-store";

type Part = Pick<AppState, "contacts" | "conversations"> & { readonly openChat: ContactId | undefined };

/** The answer goes with the state it was made of: of an account that was hidden or closed nothing stays here (spec 2.5). */
function remembering<Answer>(make: (part: Part) => Answer): (state: AppState) => Answer {
  const answers = new WeakMap<Part["conversations"], { readonly part: Omit<Part, "conversations">; readonly answer: Answer }>();
  return ({ contacts, conversations, ui: { openChat } }) => {
    const last = answers.get(conversations);
    if (last?.part.contacts === contacts && last.part.openChat === openChat) return last.answer;
    const answer = make({ contacts, conversations, openChat });
    answers.set(conversations, { part: { contacts, openChat }, answer });
    return answer;
  };
}

const sameIds = (one: readonly ContactId[], other: readonly ContactId[]): boolean =>
  one.length === other.length && one.every((id, index) => id === other[index]);

/** The array before when it is the same ids, so that nobody draws again. */
function steady(make: (part: Part) => readonly ContactId[]): (part: Part) => readonly ContactId[] {
  let before: readonly ContactId[] = [];
  return (part) => {
    const now = make(part);
    before = sameIds(before, now) ? before : now;
    return before;
  };
}

/** Accepted contacts (and a blocked one whose chat is open), the latest first. */
export const listedConversations = remembering(
  steady(({ contacts, conversations, openChat }) =>
    Object.values(conversations)
      .filter(({ contactId }) => {
        const relation = contacts[contactId]?.relation;
        return relation === "accepted" || (relation === "blocked" && openChat === contactId);
      })
      .sort((a, b) => b.lastActivity - a.lastActivity || a.contactId - b.contactId)
      .map(({ contactId }) => contactId),
  ),
);

/** Strangers who wrote, the latest first. */
export const requestIds = remembering(
  steady(({ contacts, conversations }) =>
    Object.values(contacts)
      .filter((contact) => contact.relation === "request")
      .sort((a, b) => (conversations[b.id]?.lastActivity ?? 0) - (conversations[a.id]?.lastActivity ?? 0) || a.id - b.id)
      .map((contact) => contact.id),
  ),
);
