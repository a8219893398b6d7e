// The keys that work everywhere, as one table: what the help shows is what is listened for.
import { useEffect } from "react";
import type { TextKey } from "../../i18n/i18n";
import { useServices, type Services } from "../../store/context";
import { listedConversations } from "../conversations/list-order";

export interface Shortcut {
  readonly keys: TextKey;
  readonly does: TextKey;
}

/** Shown in the help. The keys of single places (composer, list, messages) are listed with them. */
export const SHORTCUTS: readonly Shortcut[] = [
  { keys: "key.search", does: "keys.search" },
  { keys: "key.chatSearch", does: "keys.chatSearch" },
  { keys: "key.goToDate", does: "keys.goToDate" },
  { keys: "key.newMessage", does: "keys.newMessage" },
  { keys: "key.emoji", does: "keys.emoji" },
  { keys: "key.markAllRead", does: "keys.markAllRead" },
  { keys: "key.previousNext", does: "keys.previousNext" },
  { keys: "key.contact", does: "keys.contact" },
  { keys: "key.settings", does: "keys.settings" },
  { keys: "key.lock", does: "keys.lock" },
  { keys: "key.arrows", does: "keys.arrows" },
  { keys: "key.enter", does: "keys.enter" },
  { keys: "key.shiftEnter", does: "keys.shiftEnter" },
  { keys: "key.quote", does: "keys.quote" },
  { keys: "key.menu", does: "keys.menu" },
  { keys: "key.escape", does: "keys.escape" },
  { keys: "key.help", does: "keys.help" },
];

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;
}

/** Works from everywhere, also over a dialog. */
function isLock(event: KeyboardEvent): boolean {
  return (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && event.key.toLowerCase() === "l";
}

function isGoToDate(event: KeyboardEvent): boolean {
  return (event.ctrlKey || event.metaKey) && event.shiftKey && !event.altKey && event.key.toLowerCase() === "d";
}

/** The chat above or below the open one in the list. */
export function stepChat({ store, commands }: Services, step: 1 | -1): void {
  const state = store.getState();
  const ids = listedConversations(state);
  const here = state.ui.openChat === undefined ? -1 : ids.indexOf(state.ui.openChat);
  const next = ids[here < 0 ? 0 : here + step];
  if (next !== undefined) commands.openChat(next);
}

function closeTopmost({ store, commands }: Services): void {
  const { ui } = store.getState();
  if (ui.panel !== undefined) {
    commands.show({ panel: undefined });
    if (document.activeElement === document.body) commands.callComposer();
  } else if (ui.view.type !== "chats") commands.showView({ type: "chats" });
  else commands.callComposer();
}

/** True when the key meant something here. */
function act(services: Services, event: KeyboardEvent): boolean {
  const { store, commands } = services;
  const { ui } = store.getState();
  const ctrl = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;
  const key = event.key.toLowerCase();
  if (ctrl && key === "k") commands.callSearch();
  else if (ctrl && key === "f" && ui.view.type === "chats" && ui.openChat !== undefined) commands.callChatSearch();
  else if (isGoToDate(event) && ui.view.type === "chats" && ui.openChat !== undefined) {
    commands.showDialog({ type: "go-to-date", contactId: ui.openChat, at: Date.now() });
  } else if (ctrl && key === "n") commands.showDialog({ type: "new-message" });
  else if (ctrl && key === ",") commands.showView({ type: "settings", page: "account" });
  else if (ctrl && key === "i" && ui.view.type === "chats" && ui.openChat !== undefined) commands.togglePanel({ type: "contact" });
  else if (ctrl && key === "j" && ui.view.type === "chats" && ui.openChat !== undefined) commands.callEmoji();
  else if (event.key === "Escape" && event.shiftKey) commands.markAllRead().catch(() => undefined);
  else if (event.altKey && !ctrl && key === "arrowup") stepChat(services, -1);
  else if (event.altKey && !ctrl && key === "arrowdown") stepChat(services, 1);
  else if ((event.key === "?" && !isTyping(event.target)) || (ctrl && key === "/")) {
    commands.showDialog({ type: "shortcuts" });
  } else if (event.key === "Escape") closeTopmost(services);
  else return false;
  return true;
}

export function useShortcuts(): void {
  const services = useServices();
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.defaultPrevented) return;
      if (isLock(event)) {
        event.preventDefault();
        services.commands.lock();
        return;
      }
      // An open dialog has the keyboard for itself.
      if (services.store.getState().ui.dialog !== undefined) return;
      if (act(services, event)) event.preventDefault();
    };
    document.addEventListener("keydown", onKeyDown);
    return () => {
      document.removeEventListener("keydown", onKeyDown);
    };
  }, [services]);
}
