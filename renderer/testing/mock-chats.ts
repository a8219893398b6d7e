// What the stand-in does for requests about whole conversations, and for links.
import { StampError } from "../../shared/errors";
import type { Message } from "../../shared/message";
import type { MockHandlers, Tell } from "./mock-contract";
import { changeRules, findContact, readUpTo, removeMessage, sessionOf, updateConversation, type MockWorld } from "./mock-world";

type ChatHandlers = Pick<
  MockHandlers,
  "app.openLink" | "conversations.mute" | "conversations.markAllRead" | "conversations.clear" | "conversations.setRetention" | "conversations.countExpired"
>;

const DAY = 24 * 3600 * 1000;

function isExpired(message: Message, days: number): boolean {
  const undecided = message.kind === "own" && ["queued", "sending", "retrying", "held", "failed"].includes(message.delivery.status);
  return !undecided && message.arrivedAt < Date.now() - days * DAY;
}

export function chatHandlers(world: MockWorld, tell: Tell): ChatHandlers {
  return {
    "app.openLink": ({ url }) => {
      if (!url.startsWith("https://")) throw new StampError("link-refused");
      return undefined;
    },
    "conversations.mute": ({ contactId, until }) => {
      findContact(world, contactId);
      return tell(changeRules(world, contactId, { mutedUntil: until }));
    },
    "conversations.markAllRead": () => {
      const accepted = sessionOf(world).contacts.filter(({ relation }) => relation === "accepted");
      return tell(...accepted.flatMap(({ id }) => (world.messages.has(id) ? readUpTo(world, id, Infinity) : [])));
    },
    "conversations.clear": ({ contactId }) => {
      world.messages.set(contactId, []);
      return tell({ type: "messages-moved", contactId }, updateConversation(world, contactId));
    },
    "conversations.setRetention": ({ contactId, days }) => {
      const rule = days ?? sessionOf(world).settings.retentionDays;
      const gone = rule === 0 ? [] : (world.messages.get(contactId) ?? []).filter((message) => isExpired(message, rule));
      return tell(
        ...gone.flatMap((message) => removeMessage(world, message.id)),
        changeRules(world, contactId, { retentionDays: days }),
      );
    },
    "conversations.countExpired": ({ contactId, days }) => {
      if (days === 0) return { count: 0 };
      const chats = contactId === undefined ? [...world.messages.values()] : [world.messages.get(contactId) ?? []];
      return { count: chats.flat().filter((message) => isExpired(message, days)).length };
    },
  };
}
