// Shows what notification-choice decided, while the window is not in front; a click opens the conversation.
import { Notification } from "electron";
import type { SessionEvent, SessionSnapshot } from "../../shared/app-state";
import type { ContactId } from "../../shared/ids";
import { createNotificationChoice, type NotificationContent } from "./notification-choice";

export interface NotifierOptions {
  readonly snapshot: Pick<SessionSnapshot, "contacts" | "settings">;
  readonly windowIsFocused: () => boolean;
  readonly openConversation: (contactId: ContactId) => void;
}

/** Returns what to call with each batch of events of the session. */
export function createNotifier(options: NotifierOptions): (events: readonly SessionEvent[]) => void {
  const choice = createNotificationChoice(options.snapshot);
  // A notification that nothing refers to may be collected before it is clicked.
  const shown = new Set<Notification>();

  function show({ contactId, title, body }: NotificationContent): void {
    const notification = new Notification({ title, body });
    shown.add(notification);
    notification.on("click", () => {
      shown.delete(notification);
      options.openConversation(contactId);
    });
    notification.on("close", () => shown.delete(notification));
    notification.show();
  }

  return (events) => {
    const contents = choice.read(events);
    if (!options.windowIsFocused() && Notification.isSupported()) contents.forEach(show);
  };
}
