// Shows what notification-choice decided, while the window is not in front. A click opens the conversation; where the
// system has buttons, one marks as read. What was read, or is locked away, is withdrawn.
import { Notification } from "electron";
import type { SessionEvent, SessionSnapshot } from "../../shared/app-state";
import type { ContactId, MessageId, Millis } from "../../shared/ids";
import { errorFacts, type Log } from "../platform/log";
import { createNotificationChoice, type NotificationContent } from "./notification-choice";
import type { Words } from "./words/words";

export interface NotifierOptions {
  readonly snapshot: Pick<SessionSnapshot, "contacts" | "conversations" | "settings">;
  readonly now: () => Millis;
  readonly words: () => Words;
  readonly windowIsFocused: () => boolean;
  readonly openConversation: (contactId: ContactId) => void;
  /** Up to and with this message. */
  readonly markRead: (contactId: ContactId, messageId: MessageId) => void;
  readonly log: Log;
}

export interface Notifier {
  /** To be called with each batch of events of the session. */
  read(events: readonly SessionEvent[]): void;
  /** True while the window's content is locked away: notifications say nothing of it and offer nothing. */
  setContentHidden(hidden: boolean): void;
  /** Takes away what is shown; the account is closed. */
  stop(): void;
}

export function createNotifier(options: NotifierOptions): Notifier {
  const choice = createNotificationChoice(options);
  let hidden = false;
  // One a contact: the newer takes the place of the older. One that nothing refers to may be collected before its click.
  const shown = new Map<ContactId, Notification>();

  function withdraw(contactId: ContactId): void {
    const notification = shown.get(contactId);
    shown.delete(contactId);
    notification?.close();
  }

  function show({ contactId, title, body, silent, upTo }: NotificationContent): void {
    const { markRead } = options.words();
    const actions = upTo === undefined ? [] : [{ type: "button" as const, text: markRead }];
    const notification = new Notification({ title, body, silent, actions });
    withdraw(contactId);
    shown.set(contactId, notification);
    notification.on("click", () => {
      options.openConversation(contactId);
    });
    notification.on("action", () => {
      if (upTo === undefined || hidden) return;
      try {
        options.markRead(contactId, upTo);
      } catch (error) {
        // The disk, or a text that is gone. Thrown from here it would end the app.
        options.log("warn", "not-marked-read", errorFacts(error));
      }
    });
    notification.on("close", () => {
      if (shown.get(contactId) === notification) shown.delete(contactId);
    });
    notification.show();
  }

  function withdrawAll(): void {
    for (const contactId of [...shown.keys()]) withdraw(contactId);
  }

  return {
    read(events) {
      const news = choice.read(events, hidden);
      news.withdraw.forEach(withdraw);
      if (!options.windowIsFocused() && Notification.isSupported()) news.show.forEach(show);
    },
    setContentHidden(wanted) {
      if (wanted && !hidden) withdrawAll();
      hidden = wanted;
    },
    stop: withdrawAll,
  };
}
