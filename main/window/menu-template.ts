// What stands in the application's menu. The page listens for the same keys itself (renderer/features/frame/shortcuts.ts),
// so they are only shown here and not registered; on macOS, where the menu comes first, they act here. What needs an open
// account is grey without one.
import type { MenuItemConstructorOptions } from "electron";
import type { MenuAction } from "../../shared/window-command";
import { APP_NAME, type Words } from "./words/words";

export interface MenuState {
  readonly words: Words;
  /** There is an account, and its content may be shown. */
  readonly open: boolean;
  readonly mac: boolean;
  /** With what developers need. */
  readonly developer: boolean;
}

export interface MenuEffects {
  readonly act: (action: MenuAction) => void;
  readonly lock: () => void;
}

type Item = MenuItemConstructorOptions;

const SEPARATOR: Item = { type: "separator" };

export function menuTemplate(state: MenuState, effects: MenuEffects): Item[] {
  const { words, open, mac } = state;
  const item = (label: string, action: MenuAction, accelerator?: string): Item => ({
    id: action,
    label,
    enabled: open,
    ...(accelerator === undefined ? {} : { accelerator, registerAccelerator: false }),
    click: () => {
      effects.act(action);
    },
  });
  const lock: Item = {
    id: "lock",
    label: words.lock,
    enabled: open,
    accelerator: "CmdOrCtrl+L",
    registerAccelerator: false,
    click: effects.lock,
  };
  const settings = item(words.settings, "settings", "CmdOrCtrl+,");
  const about = item(words.about, "about");
  const quit: Item = { role: "quit", label: words.quit };
  return [
    ...(mac ? [macMenu(words, { about, settings, lock, quit })] : []),
    {
      label: words.file,
      submenu: [
        item(words.newMessage, "new-message", "CmdOrCtrl+N"),
        item(words.search, "search", "CmdOrCtrl+K"),
        item(words.markAllRead, "mark-all-read", "Shift+Esc"),
        SEPARATOR,
        item(words.exportAccount, "export"),
        ...(mac ? [] : [settings, SEPARATOR, lock]),
        { role: "close", label: words.closeWindow },
        ...(mac ? [] : [quit]),
      ],
    },
    {
      label: words.edit,
      submenu: [
        { role: "undo", label: words.undo },
        { role: "redo", label: words.redo },
        SEPARATOR,
        { role: "cut", label: words.cut },
        { role: "copy", label: words.copy },
        { role: "paste", label: words.paste },
        { role: "selectAll", label: words.selectAll },
      ],
    },
    {
      label: words.view,
      submenu: [
        { role: "resetZoom", label: words.actualSize },
        { role: "zoomIn", label: words.zoomIn },
        { role: "zoomOut", label: words.zoomOut },
        { role: "togglefullscreen", label: words.fullScreen },
        ...(state.developer ? [SEPARATOR, { role: "reload" } as const, { role: "toggleDevTools" } as const] : []),
      ],
    },
    {
      label: words.chats,
      submenu: [item(words.previousChat, "previous-chat", "Alt+Up"), item(words.nextChat, "next-chat", "Alt+Down")],
    },
    ...(mac ? [{ label: words.window, role: "windowMenu" } as const] : []),
    {
      label: words.help,
      role: "help",
      submenu: [
        item(words.shortcuts, "shortcuts", "CmdOrCtrl+/"),
        item(words.diagnostics, "diagnostics"),
        ...(mac ? [] : [SEPARATOR, about]),
      ],
    },
  ];
}

/** The menu with the app's name, which only macOS has. */
function macMenu(words: Words, own: Readonly<Record<"about" | "settings" | "lock" | "quit", Item>>): Item {
  return {
    label: APP_NAME,
    submenu: [
      own.about,
      SEPARATOR,
      own.settings,
      own.lock,
      SEPARATOR,
      { role: "services", label: words.services },
      SEPARATOR,
      { role: "hide", label: words.hide },
      { role: "hideOthers", label: words.hideOthers },
      { role: "unhide", label: words.showAll },
      SEPARATOR,
      own.quit,
    ],
  };
}
