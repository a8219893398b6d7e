// Which news deserve a notification, and how much it may say on a screen that others can see: new texts, and own texts
// that need the user. Requests of strangers make none (spec 1.10), muted conversations neither. One notification a contact
// and batch, so a backlog does not flood the desktop.
import type { SessionEvent, SessionSnapshot } from "../../shared/app-state";
import type { Contact } from "../../shared/contact";
import type { Conversation } from "../../shared/conversation";
import type { Delivery } from "../../shared/delivery";
import type { ContactId, MessageId, Millis } from "../../shared/ids";
import type { PeerText } from "../../shared/message";
import { replyPart } from "../../shared/quote";
import type { Settings } from "../../shared/settings";
import { APP_NAME, type Words } from "./words/words";

export interface NotificationContent {
  readonly contactId: ContactId;
  readonly title: string;
  readonly body: string;
  readonly silent: boolean;
  /** The newest text it tells of, to be marked as read from it; absent when there is none, or when nobody may act. */
  readonly upTo?: MessageId;
}

export interface News {
  readonly show: readonly NotificationContent[];
  /** Whose texts have been read meanwhile, or who is gone: what is shown of them can go. */
  readonly withdraw: readonly ContactId[];
}

export interface NotificationChoice {
  /** Learns from the events and returns what to do for them. `hidden`: the window's content is locked away. */
  read(events: readonly SessionEvent[], hidden: boolean): News;
}

interface ChoiceOptions {
  readonly snapshot: Pick<SessionSnapshot, "contacts" | "conversations" | "settings">;
  readonly now: () => Millis;
  readonly words: () => Words;
}

/** What a batch says of one contact. */
interface Told {
  readonly texts: PeerText[];
  /** The last state of each own text that needs the user. */
  readonly states: Map<MessageId, Delivery>;
}

const MAX_BODY_LENGTH = 200;

export function createNotificationChoice({ snapshot, now, words }: ChoiceOptions): NotificationChoice {
  const contacts = new Map<ContactId, Contact>(snapshot.contacts.map((contact) => [contact.id, contact]));
  const conversations = new Map<ContactId, Conversation>(snapshot.conversations.map((row) => [row.contactId, row]));
  let settings = snapshot.settings;

  function isQuiet(contactId: ContactId): boolean {
    const mutedUntil = conversations.get(contactId)?.mutedUntil ?? 0;
    return settings.doNotDisturb || mutedUntil > now() || contacts.get(contactId)?.relation !== "accepted";
  }

  return {
    read(events, hidden) {
      const told = new Map<ContactId, Told>();
      const withdraw = new Set<ContactId>();
      const of = (contactId: ContactId): Told => {
        const known = told.get(contactId) ?? { texts: [], states: new Map() };
        told.set(contactId, known);
        return known;
      };
      for (const event of events) {
        if (event.type === "contact-changed") contacts.set(event.contact.id, event.contact);
        if (event.type === "settings-changed") settings = event.settings;
        if (event.type === "conversation-changed") {
          conversations.set(event.conversation.contactId, event.conversation);
          if (event.conversation.unread === 0) withdraw.add(event.conversation.contactId);
        }
        if (event.type === "conversation-removed") {
          conversations.delete(event.contactId);
          withdraw.add(event.contactId);
        }
        if (event.type === "message-added" && event.message.kind === "peer" && event.message.unread) {
          of(event.message.contactId).texts.push(event.message);
        }
        if (event.type === "delivery-changed") of(event.contactId).states.set(event.messageId, event.delivery);
      }
      const show = [...told].flatMap(([contactId, news]) => {
        const contact = contacts.get(contactId);
        if (contact === undefined || isQuiet(contactId)) return [];
        const unread = conversations.get(contactId)?.unread ?? 0;
        const content = contentOf(contact, news, unread, hidden ? { ...settings, notifications: "none" } : settings, words());
        if (content === undefined) return [];
        const newest = news.texts.at(-1)?.id;
        return [{ ...content, ...(newest === undefined || hidden ? {} : { upTo: newest }) }];
      });
      const shown = new Set(show.map(({ contactId }) => contactId));
      return { show, withdraw: [...withdraw].filter((contactId) => !shown.has(contactId)) };
    },
  };
}

function contentOf(
  contact: Contact,
  { texts, states }: Told,
  unread: number,
  { notifications: level, notificationSound }: Settings,
  words: Words,
): NotificationContent | undefined {
  const lines = [...textLine(texts, Math.max(texts.length, unread), level === "full", words), ...stateLines([...states.values()], words)];
  if (lines.length === 0) return undefined;
  return {
    contactId: contact.id,
    title: level === "none" ? APP_NAME : harmless(contact.localName ?? contact.address),
    body: lines.join("\n"),
    silent: !notificationSound,
  };
}

/** The last text, or how many there are to read; and whether it came unencrypted. */
function textLine(texts: readonly PeerText[], unread: number, withText: boolean, words: Words): readonly string[] {
  const last = texts.at(-1);
  if (last === undefined) return [];
  if (withText) {
    const text = harmless(replyPart(last.text));
    return [isOpen(last) ? `${words.notEncrypted}: ${text}` : text];
  }
  const count = words.newMessages(unread);
  return [texts.some(isOpen) ? `${count} · ${words.notEncrypted}` : count];
}

function isOpen({ marks }: PeerText): boolean {
  return marks.includes("plain-text") || marks.includes("not-encrypted");
}

function stateLines(deliveries: readonly Delivery[], words: Words): readonly string[] {
  const held = deliveries.filter(({ status }) => status === "held").length;
  const failed = deliveries.filter((delivery) => delivery.status === "failed");
  const unsure = failed.filter(({ reason }) => reason.code === "outcome-unknown" || reason.code === "no-receipt").length;
  const sure = failed.length - unsure;
  return [
    ...(held === 0 ? [] : [words.needDecision(held)]),
    ...(sure === 0 ? [] : [words.notSent(sure)]),
    ...(unsure === 0 ? [] : [words.mayHaveArrived(unsure)]),
  ];
}

/** Some Linux desktops read the body as markup; look-alikes of the angle brackets keep it plain everywhere. */
function harmless(text: string): string {
  const short = text.length > MAX_BODY_LENGTH ? `${text.slice(0, MAX_BODY_LENGTH)}…` : text;
  return short.replaceAll("<", "‹").replaceAll(">", "›");
}
