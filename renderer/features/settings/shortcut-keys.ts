// From pressed keys to the words of an Electron accelerator, and how those are shown.
import { HELD_KEYS, type HeldKey } from "../../../shared/panic-shortcut";
import { t, type TextKey } from "../../i18n/i18n";

const HELD_WORDS: Readonly<Record<HeldKey, TextKey>> = {
  Control: "panic.key.Control",
  Alt: "panic.key.Alt",
  Shift: "panic.key.Shift",
  Super: "panic.key.Super",
};

export interface PressedKeys {
  readonly key: string;
  readonly code: string;
  readonly ctrlKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
  readonly metaKey: boolean;
}

/** Keys that are held; in the order in which they are written. */
export function heldKeys({ ctrlKey, altKey, shiftKey, metaKey }: PressedKeys): readonly HeldKey[] {
  const held = { Control: ctrlKey, Alt: altKey, Shift: shiftKey, Super: metaKey };
  return HELD_KEYS.filter((key) => held[key]);
}

/** The key that is pressed: a Latin letter as the layout has it, else what is printed at its place on an English one. */
function pressedKey({ key, code }: PressedKeys): string | undefined {
  if (/^[a-z]$/i.test(key)) return key.toUpperCase();
  const place = /^(?:Key([A-Z])|Digit(\d))$/.exec(code);
  if (place !== null) return place[1] ?? place[2];
  return ["Control", "Alt", "AltGraph", "Shift", "Meta", "Super", "OS", "Dead", "Unidentified"].includes(key) ? undefined : key;
}

/** Undefined while only keys to hold are down. Whether it can be used is for main to say. */
export function acceleratorOf(keys: PressedKeys): string | undefined {
  const pressed = pressedKey(keys);
  return pressed === undefined ? undefined : [...heldKeys(keys), pressed].join("+");
}

/** As it is printed on the keys, with blanks between. */
export function shortcutWords(accelerator: string): string {
  const isHeld = (word: string): word is HeldKey => HELD_KEYS.some((key) => key === word);
  return accelerator
    .split("+")
    .map((word) => (isHeld(word) ? t(HELD_WORDS[word]) : word))
    .join(" ");
}
