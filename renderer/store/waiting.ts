// Why an own text that is `queued` waits. Main stores no reason (a stored one would go stale): it follows
// from the connection, from the contact's key and from the texts above it (spec 2.2, 2.3 step 2).
// A summary of a chat's own texts is made once per change of the chat. Of a window that ends in mid-history it is not
// known whether there are newer ones in the same state: what the newest one says for all is not said there.
import { BLOCKING_STATUSES, type DeliveryStatus } from "../../shared/delivery";
import type { ContactId, MessageId } from "../../shared/ids";
import type { AppState } from "./app-store";
import type { ChatWindow } from "./chats";
import { selectChat, selectOnline } from "./selectors";

export type WaitingReason =
  | { readonly code: "offline"; readonly count: number }
  | { readonly code: "certificate" }
  | { readonly code: "order" };

interface OwnTextSummary {
  /** The first text that keeps later ones waiting. */
  readonly firstBlocking: MessageId | undefined;
  readonly newestQueued: MessageId | undefined;
  readonly newestStored: MessageId | undefined;
  readonly newestHeld: MessageId | undefined;
  readonly queued: number;
}

const summaries = new WeakMap<ChatWindow["byId"], OwnTextSummary>();

export function summarizeOwnTexts(chat: ChatWindow): OwnTextSummary {
  const known = summaries.get(chat.byId);
  if (known !== undefined) return known;
  const newest: Partial<Record<DeliveryStatus, MessageId>> = {};
  let firstBlocking: MessageId | undefined;
  let queued = 0;
  for (const id of chat.order) {
    const message = chat.byId[id];
    if (message?.kind !== "own") continue;
    const { status } = message.delivery;
    newest[status] = id;
    if (status === "queued") queued += 1;
    if (firstBlocking === undefined && BLOCKING_STATUSES.includes(status)) firstBlocking = id;
  }
  const summary: OwnTextSummary = {
    firstBlocking,
    newestQueued: chat.newer ? undefined : newest.queued,
    newestStored: chat.newer ? undefined : newest.stored,
    newestHeld: chat.newer ? undefined : newest.held,
    queued,
  };
  summaries.set(chat.byId, summary);
  return summary;
}

/** Nothing for the text whose turn it is: it goes in a moment, and a good state is small. */
export function waitingReason(state: AppState, contactId: ContactId, id: MessageId): WaitingReason | undefined {
  const chat = selectChat(state, contactId);
  const message = chat.byId[id];
  if (message?.kind !== "own" || message.delivery.status !== "queued") return undefined;
  const summary = summarizeOwnTexts(chat);
  if (!selectOnline(state)) {
    return summary.newestQueued === id ? { code: "offline", count: summary.queued } : undefined;
  }
  const contact = state.contacts[contactId];
  if (contact?.trust.status === "unknown" && contact.outlook.type !== "plain") {
    return summary.newestQueued === id ? { code: "certificate" } : undefined;
  }
  return summary.firstBlocking === id ? undefined : { code: "order" };
}
