// What the stand-in does for each request: the simplest thing that keeps the contract's promises.
import type { SessionEvent } from "../../shared/app-state";
import type { Delivery } from "../../shared/delivery";
import { StampError } from "../../shared/errors";
import type { MessageId } from "../../shared/ids";
import { aboutHandlers } from "./mock-about";
import { accountHandlers } from "./mock-account";
import { chatHandlers } from "./mock-chats";
import type { Emit, MockHandlers } from "./mock-contract";
import { desktopHandlers } from "./mock-desktop";
import { mockDetails } from "./mock-details";
import { diagnosticsHandlers } from "./mock-diagnostics";
import { contactHandlers } from "./mock-contacts";
import { lockHandlers } from "./mock-locks";
import { searchHandlers } from "./mock-search";
import { mockPage } from "./mock-pages";
import { addMessage, changeDelivery, findContact, findMessage, findOwn, readUpTo, removeMessage, sessionOf, takeOlder, updateConversation, updateSettings, type MockWorld } from "./mock-world";

export function handlersFor(world: MockWorld, emit: Emit): MockHandlers {
  const tell = (...events: readonly SessionEvent[]): undefined => {
    emit("session.events", events);
    return undefined;
  };
  const ids = (): number[] => [...world.messages.values()].flat().map((message) => message.id);
  const deliver = (id: MessageId, delivery: Delivery): undefined => tell(...changeDelivery(world, id, delivery));
  const goOn = (id: MessageId): void => {
    if (!world.lively || sessionOf(world).connection.status !== "online") return;
    const steps: readonly Delivery[] = [{ status: "sending" }, { status: "sent" }, { status: "delivered" }];
    steps.forEach((delivery, index) => setTimeout(() => deliver(id, delivery), 400 + index * 900));
  };

  return {
    ...aboutHandlers(world, emit),
    ...accountHandlers(world, tell),
    ...chatHandlers(world, tell),
    ...contactHandlers(world, tell),
    ...lockHandlers(world, emit, tell),
    ...searchHandlers(world),
    ...desktopHandlers(world),
    ...diagnosticsHandlers(world),
    "conversations.markRead": ({ contactId, messageId, from }) =>
      tell(...readUpTo(world, contactId, findMessage(world, messageId).position, from === undefined ? 0 : findMessage(world, from).position)),
    "conversations.showOlder": ({ contactId }) => tell(...takeOlder(world, contactId, true)),
    "conversations.removeOlder": ({ contactId, count }) => {
      if (world.older.get(contactId)?.length !== count) throw new StampError("not-allowed-now");
      return tell(...takeOlder(world, contactId, false));
    },
    "conversations.setDraft": ({ contactId, draft }) => tell(updateConversation(world, contactId, draft)),
    "messages.page": ({ contactId, place, limit }) => mockPage(world.messages.get(contactId) ?? [], place, limit),
    "messages.sendText": ({ contactId, text }) => {
      if (text === "") throw new StampError("empty-text");
      const now = Date.now();
      const id = (Math.max(0, ...ids()) + 1) as MessageId;
      const position = (world.messages.get(contactId)?.at(-1)?.position ?? 0) + 1;
      const base = { id, contactId, position, sentAt: now, arrivedAt: now, attempts: 0, marks: [] };
      tell(...addMessage(world, { ...base, kind: "own", text, delivery: { status: "queued" } }), updateConversation(world, contactId, ""));
      goOn(id);
      return { messageId: id };
    },
    "messages.resend": ({ messageId }) => {
      deliver(messageId, { status: "queued" });
      goOn(messageId);
      return undefined;
    },
    "messages.resendAllFailed": ({ contactId }) => {
      for (const message of world.messages.get(contactId) ?? []) {
        if (message.kind === "own" && message.delivery.status === "failed") deliver(message.id, { status: "queued" });
      }
      return undefined;
    },
    "messages.sendNow": ({ messageId }) => deliver(messageId, { status: "sending" }),
    "messages.remove": ({ messageId }) => tell(...removeMessage(world, messageId)),
    "messages.takeBack": ({ messageId }) => {
      const { text, attempts } = findOwn(world, messageId);
      if (attempts > 0) throw new StampError("not-allowed-now");
      tell(...removeMessage(world, messageId));
      return { text };
    },
    "messages.details": ({ messageId }) => {
      const message = findOwn(world, messageId);
      return { ...mockDetails(message, findContact(world, message.contactId)), ...world.details.get(messageId) };
    },
    "messages.peerDetails": ({ messageId }) => {
      const message = findMessage(world, messageId);
      if (message.kind !== "peer") throw new StampError("unknown-message");
      const { trust } = findContact(world, message.contactId);
      const textBytes = new TextEncoder().encode(message.text).length;
      return { message, textBytes, ...("key" in trust && message.level !== undefined ? { signedBy: { fingerprint: trust.key.fingerprint, now: "current" } } : {}) };
    },
    "settings.update": (changes) => {
      const settings = { ...sessionOf(world).settings };
      for (const [name, value] of Object.entries(changes)) {
        if (value !== undefined) Object.assign(settings, { [name]: value });
      }
      return tell(updateSettings(world, settings));
    },
  };
}
