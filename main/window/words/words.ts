// The words that the main process itself shows: menu, tray, notifications, dialogs of the system. Everything else is said
// by the page. One file a language; a missing word does not compile.

/** Of the folder of its data as well: never translated. */
export const APP_NAME = "Stamp";

type Counted = (count: number) => string;

export interface Words {
  // On the command line
  readonly badProfile: string;
  readonly noRemoteDebugging: string;
  // Notifications; none says more than its place allows
  readonly newMessages: Counted;
  /** Before a text, or after how many. */
  readonly notEncrypted: string;
  readonly needDecision: Counted;
  readonly notSent: Counted;
  readonly mayHaveArrived: Counted;
  readonly markRead: string;
  // Tray
  readonly open: string;
  readonly doNotDisturb: string;
  readonly lock: string;
  readonly quit: string;
  readonly unread: Counted;
  // Menu
  readonly file: string;
  readonly newMessage: string;
  readonly search: string;
  readonly markAllRead: string;
  readonly exportAccount: string;
  readonly settings: string;
  readonly closeWindow: string;
  readonly edit: string;
  readonly undo: string;
  readonly redo: string;
  readonly cut: string;
  readonly copy: string;
  readonly paste: string;
  readonly selectAll: string;
  readonly view: string;
  readonly actualSize: string;
  readonly zoomIn: string;
  readonly zoomOut: string;
  readonly fullScreen: string;
  readonly chats: string;
  readonly previousChat: string;
  readonly nextChat: string;
  readonly help: string;
  readonly shortcuts: string;
  readonly diagnostics: string;
  readonly about: string;
  // Menu of macOS
  readonly hide: string;
  readonly hideOthers: string;
  readonly showAll: string;
  readonly services: string;
  readonly window: string;
  readonly minimize: string;
  // Text fields
  readonly noSuggestions: string;
  // Files
  readonly accountFile: string;
  readonly allFiles: string;
  readonly fileUnreadable: string;
  readonly fileUnreadableMeans: string;
}
