// What the user may change about the app's behaviour. Stored per account, in its encrypted file.
import type { MinimumProtocol } from "./capability";

/** Languages with a complete catalog. */
export const LANGUAGES = ["en", "sk", "cs"] as const;
export type Language = (typeof LANGUAGES)[number];

/** Per cent of the normal size of text. */
export const TEXT_SIZES = [90, 100, 115, 130, 150, 200] as const;

export interface Settings {
  readonly minimumProtocol: MinimumProtocol;
  /** Read acks, both ways: off means neither sent nor shown. */
  readonly readReceipts: boolean;

  readonly theme: "system" | "light" | "dark" | "contrast";
  /** One of TEXT_SIZES. */
  readonly textSize: number;
  /** "system": the first of the system's languages that has a catalog. */
  readonly language: "system" | Language;

  readonly notifications: "full" | "sender" | "none";
  readonly notificationSound: boolean;
  /** No notifications and no sound until it is switched off; messages come as always. */
  readonly doNotDisturb: boolean;

  /** Closing the window leaves the app running in the tray, where there is one. */
  readonly closeToTray: boolean;
  readonly launchAtLogin: boolean;
  readonly spellCheck: boolean;
  /** The window stays black in screenshots and screen sharing, where the system can do that. */
  readonly contentProtection: boolean;

  /** Minutes without a key or the mouse until the window's content is hidden (spec 2.5); 0 for never. */
  readonly autoLockMinutes: number;
  /** What happens when the computer goes to sleep: the window's content is hidden, or the account is closed (spec 2.5). */
  readonly lockOnSleep: "no" | "hide" | "close";
  /** Electron accelerator that closes the account from anywhere; empty for none. */
  readonly panicShortcut: string;

  /** Days that messages are kept in conversations without a rule of their own; 0 for ever. */
  readonly retentionDays: number;
}

export const DEFAULT_SETTINGS: Settings = {
  minimumProtocol: "proved",
  readReceipts: true,
  theme: "system",
  textSize: 100,
  language: "system",
  notifications: "sender",
  notificationSound: true,
  doNotDisturb: false,
  closeToTray: false,
  launchAtLogin: false,
  spellCheck: false,
  contentProtection: false,
  autoLockMinutes: 10,
  lockOnSleep: "hide",
  panicShortcut: "",
  retentionDays: 0,
};

/** Longest text that the composer accepts, in bytes of UTF-8 (spec 1.6). */
export const MAX_TEXT_BYTES = 16 * 1024;

/** Longest draft that is kept, in UTF-16 units. The composer takes no longer one: what it held would be lost with a lock. */
export const MAX_DRAFT = 64 * 1024;
