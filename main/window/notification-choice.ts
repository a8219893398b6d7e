// Which new texts deserve a notification, and how much it may say on a screen that others can see. Requests of
// strangers make none (spec 1.10). One notification a contact and batch, so a backlog does not flood the desktop.
import type { SessionEvent, SessionSnapshot } from "../../shared/app-state";
import type { Contact } from "../../shared/contact";
import type { ContactId } from "../../shared/ids";
import type { PeerText } from "../../shared/message";
import type { Settings } from "../../shared/settings";
import { WORDS } from "./words";

export interface NotificationContent {
  readonly contactId: ContactId;
  readonly title: string;
  readonly body: string;
}

const MAX_BODY_LENGTH = 200;

export interface NotificationChoice {
  /** Learns from the events and returns what to show for them. */
  read(events: readonly SessionEvent[]): readonly NotificationContent[];
}

export function createNotificationChoice(snapshot: Pick<SessionSnapshot, "contacts" | "settings">): NotificationChoice {
  const contacts = new Map<ContactId, Contact>(snapshot.contacts.map((contact) => [contact.id, contact]));
  let settings = snapshot.settings;
  return {
    read(events) {
      const arrived = new Map<ContactId, PeerText[]>();
      for (const event of events) {
        if (event.type === "contact-changed") contacts.set(event.contact.id, event.contact);
        if (event.type === "settings-changed") settings = event.settings;
        if (event.type === "message-added" && event.message.kind === "peer" && event.message.unread) {
          const { contactId } = event.message;
          arrived.set(contactId, [...(arrived.get(contactId) ?? []), event.message]);
        }
      }
      return [...arrived].flatMap(([contactId, texts]) => {
        const contact = contacts.get(contactId);
        return contact?.relation === "accepted" ? [content(contact, texts, settings.notifications)] : [];
      });
    },
  };
}

function content(
  contact: Contact,
  texts: readonly PeerText[],
  level: Settings["notifications"],
): NotificationContent {
  const count = texts.length === 1 ? WORDS.newMessage : WORDS.newMessages(texts.length);
  return {
    contactId: contact.id,
    title: level === "none" ? WORDS.appName : (contact.localName ?? contact.address),
    body: level === "full" ? harmless(texts.at(-1)?.text ?? count) : count,
  };
}

/** Some Linux desktops read the body as markup; look-alikes of the angle brackets keep it plain everywhere. */
function harmless(text: string): string {
  const short = text.length > MAX_BODY_LENGTH ? `${text.slice(0, MAX_BODY_LENGTH)}…` : text;
  return short.replaceAll("<", "‹").replaceAll(">", "›");
}
