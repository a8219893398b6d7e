import { describe, expect, it } from "vitest";
import { isPanicShortcut } from "./panic-shortcut";

describe("a panic shortcut", () => {
  it.each(["Control+Alt+L", "Control+Shift+F12", "Alt+Shift+9", "Control+Alt+Shift+Super+Delete", "Shift+Super+PageUp"])("may be %s", (text) => {
    expect(isPanicShortcut(text)).toBe(true);
  });

  it.each([
    ["none", ""],
    ["a letter", "L"],
    ["one key to hold", "Control+L"],
    ["nothing to press", "Control+Alt"],
    ["keys in another order", "Alt+Control+L"],
    ["one key twice", "Control+Control+L"],
    ["a key that Electron knows by another name", "CommandOrControl+Alt+L"],
    ["a small letter", "Control+Alt+l"],
    ["two keys to press", "Control+Alt+L+K"],
    ["a key that has its work", "Control+Alt+Tab"],
    ["a function key that is none", "Control+Alt+F25"],
    ["a blank", "Control+Alt+L "],
  ])("is not %s: %j", (_what, text) => {
    expect(isPanicShortcut(text)).toBe(false);
  });
});
