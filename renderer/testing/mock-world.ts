// What the stand-in knows: a snapshot and, behind it, the messages. Changes go through `update…`, which
// give the events that main would send.
import type { AppSnapshot, SessionEvent, SessionSnapshot } from "../../shared/app-state";
import { present } from "../../shared/assert";
import type { CapabilityChange, Contact } from "../../shared/contact";
import type { Conversation } from "../../shared/conversation";
import type { Delivery } from "../../shared/delivery";
import type { DesktopState } from "../../shared/desktop";
import type { DiagnosticsView } from "../../shared/diagnostics";
import { StampError } from "../../shared/errors";
import type { ContactId, MessageId } from "../../shared/ids";
import type { Message, MessageDetails, OwnText, PeerText } from "../../shared/message";
import type { UpdateState } from "../../shared/updates";

export interface MockWorld {
  snapshot: AppSnapshot;
  desktop: DesktopState;
  /** Without it: this build does not look for newer versions. */
  updates?: UpdateState;
  /** In display order, by contact. */
  readonly messages: Map<ContactId, Message[]>;
  /** What waits below the pin, by contact. */
  readonly older: Map<ContactId, readonly PeerText[]>;
  readonly history: Map<ContactId, readonly CapabilityChange[]>;
  readonly safetyNumbers: Map<ContactId, string>;
  readonly details: Map<MessageId, Partial<MessageDetails>>;
  /** Instead of what the stand-in makes up about itself. */
  diagnostics?: Partial<DiagnosticsView>;
  /** How much of the history the search knows, while that is not all. */
  searchIndexed?: { readonly indexed: number };
  /** Own texts go on by themselves to sent and delivered, for looking at. */
  readonly lively: boolean;
}

export function sessionOf(world: MockWorld): SessionSnapshot {
  const { state } = world.snapshot;
  if (state.phase !== "ready") throw new StampError("not-allowed-now");
  return state.session;
}

function setSession(world: MockWorld, change: Partial<SessionSnapshot>): void {
  world.snapshot = { ...world.snapshot, state: { phase: "ready", session: { ...sessionOf(world), ...change } } };
}

export function findMessage(world: MockWorld, id: MessageId): Message {
  for (const list of world.messages.values()) {
    const found = list.find((message) => message.id === id);
    if (found !== undefined) return found;
  }
  throw new StampError("unknown-message");
}

export function findOwn(world: MockWorld, id: MessageId): OwnText {
  const message = findMessage(world, id);
  if (message.kind !== "own") throw new StampError("unknown-message");
  return message;
}

export function findContact(world: MockWorld, id: ContactId): Contact {
  const contact = sessionOf(world).contacts.find((one) => one.id === id);
  if (contact === undefined) throw new StampError("unknown-contact");
  return contact;
}

export function updateContact(world: MockWorld, contact: Contact): SessionEvent {
  const { contacts } = sessionOf(world);
  setSession(world, { contacts: [...contacts.filter((one) => one.id !== contact.id), contact] });
  return { type: "contact-changed", contact };
}

export function updateSettings(world: MockWorld, settings: SessionSnapshot["settings"]): SessionEvent {
  setSession(world, { settings });
  return { type: "settings-changed", settings };
}

export function updateAccount(world: MockWorld, account: SessionSnapshot["account"]): SessionEvent {
  setSession(world, { account });
  return { type: "account-changed", account };
}

export function updateConnection(world: MockWorld, connection: SessionSnapshot["connection"]): SessionEvent {
  setSession(world, { connection });
  return { type: "connection-changed", connection };
}

function count(messages: readonly Message[], status: Delivery["status"]): number {
  return messages.filter((message) => message.kind === "own" && message.delivery.status === status).length;
}

/** The row of the list as it follows from the messages. */
export function describeConversation(world: MockWorld, contactId: ContactId, draft: string): Conversation {
  const messages = world.messages.get(contactId) ?? [];
  const last = messages.at(-1);
  return {
    contactId,
    ...(last === undefined ? {} : { lastMessage: last }),
    lastActivity: last?.arrivedAt ?? 0,
    unread: messages.filter((message) => message.kind === "peer" && message.unread).length,
    draft,
    failed: count(messages, "failed"),
    held: count(messages, "held"),
    olderWaiting: world.older.get(contactId)?.length ?? 0,
  };
}

export function updateConversation(world: MockWorld, contactId: ContactId, draft?: string): SessionEvent {
  const { conversations } = sessionOf(world);
  const before = conversations.find((one) => one.contactId === contactId);
  const { mutedUntil, retentionDays } = before ?? {};
  return setConversation(world, {
    ...describeConversation(world, contactId, draft ?? before?.draft ?? ""),
    ...(mutedUntil === undefined ? {} : { mutedUntil }),
    ...(retentionDays === undefined ? {} : { retentionDays }),
  });
}

function setConversation(world: MockWorld, conversation: Conversation): SessionEvent {
  const { conversations } = sessionOf(world);
  setSession(world, {
    conversations: [...conversations.filter((one) => one.contactId !== conversation.contactId), conversation],
  });
  return { type: "conversation-changed", conversation };
}

/** What the user set for a conversation; undefined takes it away. */
export function changeRules(
  world: MockWorld,
  contactId: ContactId,
  change: { readonly mutedUntil?: number | undefined } | { readonly retentionDays?: number | undefined },
): SessionEvent {
  const before = sessionOf(world).conversations.find((one) => one.contactId === contactId);
  const after = Object.entries({ ...present(before, "a conversation with this contact"), ...change });
  return setConversation(world, Object.fromEntries(after.filter(([, value]) => value !== undefined)) as unknown as Conversation);
}

export function addMessage(world: MockWorld, message: Message): readonly SessionEvent[] {
  world.messages.set(message.contactId, [...(world.messages.get(message.contactId) ?? []), message]);
  return [{ type: "message-added", message }, updateConversation(world, message.contactId)];
}

/** The user looks at what waits below the pin, or deletes it. */
export function takeOlder(world: MockWorld, contactId: ContactId, show: boolean): readonly SessionEvent[] {
  const waiting = world.older.get(contactId) ?? [];
  world.older.delete(contactId);
  return [...(show ? waiting.flatMap((message) => addMessage(world, message)) : []), updateConversation(world, contactId)];
}

function replaceMessage(world: MockWorld, message: Message): void {
  const list = present(world.messages.get(message.contactId), "messages of this contact");
  world.messages.set(
    message.contactId,
    list.map((one) => (one.id === message.id ? message : one)),
  );
}

export function changeDelivery(world: MockWorld, id: MessageId, delivery: Delivery): readonly SessionEvent[] {
  const message = findOwn(world, id);
  const attempts = message.attempts + (delivery.status === "sending" ? 1 : 0);
  const { contactId } = message;
  replaceMessage(world, { ...message, delivery, attempts });
  return [
    { type: "delivery-changed", contactId, messageId: id, delivery, attempts },
    updateConversation(world, contactId),
  ];
}

export function removeMessage(world: MockWorld, id: MessageId): readonly SessionEvent[] {
  const { contactId } = findMessage(world, id);
  const list = present(world.messages.get(contactId), "messages of this contact");
  world.messages.set(
    contactId,
    list.filter((message) => message.id !== id),
  );
  return [{ type: "message-removed", contactId, messageId: id }, updateConversation(world, contactId)];
}

export function readUpTo(world: MockWorld, contactId: ContactId, position: number, from = 0): readonly SessionEvent[] {
  const events: SessionEvent[] = [];
  for (const message of world.messages.get(contactId) ?? []) {
    if (message.kind !== "peer" || !message.unread || message.position > position || message.position < from) continue;
    const read = { ...message, unread: false };
    replaceMessage(world, read);
    events.push({ type: "message-changed", message: read });
  }
  return [...events, updateConversation(world, contactId)];
}
