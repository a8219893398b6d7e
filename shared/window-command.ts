// What the desktop asks the window to do: an entry of the menu or the tray, a sip: link, a contact card that was opened
// with the app. Nothing of it sends or changes anything by itself.

/** Entries of the menu that the page carries out. */
export const MENU_ACTIONS = [
  "new-message",
  "search",
  "settings",
  "export",
  "mark-all-read",
  "previous-chat",
  "next-chat",
  "shortcuts",
  "diagnostics",
  "about",
] as const;
export type MenuAction = (typeof MENU_ACTIONS)[number];

export type WindowCommand =
  | { readonly type: "menu"; readonly action: MenuAction }
  /** A sip: link: the canonical address, or what the link said in its place when that is none. */
  | { readonly type: "write-to"; readonly address: string }
  /** The content of a file that may be a contact card; longer than LARGEST_CARD when the file is. */
  | { readonly type: "add-card"; readonly name: string; readonly text: string };
