// The combination of keys that closes the account from any program, as an Electron accelerator. At least two keys to
// hold and one to press, and one of the held must not be Shift: nothing that people type by the way.

/** Held keys in the order in which they are written. */
export const HELD_KEYS = ["Control", "Alt", "Shift", "Super"] as const;
export type HeldKey = (typeof HELD_KEYS)[number];

const PATTERN = /^((?:(?:Control|Alt|Shift|Super)\+){2,4})(?:[A-Z0-9]|F(?:[1-9]|1\d|2[0-4])|Backspace|Delete|End|Home|Insert|PageDown|PageUp)$/;

/** False also for the empty text, which means none. */
export function isPanicShortcut(text: string): boolean {
  const held = PATTERN.exec(text)?.[1]?.split("+").slice(0, -1) ?? [];
  const known = HELD_KEYS.filter((key) => held.includes(key));
  // Each once, in their order.
  return known.length >= 2 && known.join("+") === held.join("+");
}
