// What the user may change about the app's behaviour. Stored per account.
import type { MinimumProtocol } from "./capability";

export interface Settings {
  readonly minimumProtocol: MinimumProtocol;
  /** Read acks, both ways: off means neither sent nor shown. */
  readonly readReceipts: boolean;
  readonly theme: "system" | "light" | "dark" | "contrast";
  readonly notifications: "full" | "sender" | "none";
}

export const DEFAULT_SETTINGS: Settings = {
  minimumProtocol: "proved",
  readReceipts: true,
  theme: "system",
  notifications: "sender",
};

/** Longest text that the composer accepts, in bytes of UTF-8 (spec 1.6). */
export const MAX_TEXT_BYTES = 16 * 1024;
