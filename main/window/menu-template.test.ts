import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, vi } from "vitest";
import type { MenuItemConstructorOptions } from "electron";
import { LANGUAGES } from "../../shared/settings";
import { MENU_ACTIONS } from "../../shared/window-command";
import { menuTemplate, type MenuState } from "./menu-template";
import { wordsOf } from "./words/choose-words";

function entries(change: Partial<MenuState> = {}, act = vi.fn(), lock = vi.fn()): MenuItemConstructorOptions[] {
  const state = { words: wordsOf("en"), open: true, mac: false, developer: false, ...change };
  return menuTemplate(state, { act, lock }).flatMap(({ submenu }) => (Array.isArray(submenu) ? submenu : []));
}

const english = JSON.parse(readFileSync(join(import.meta.dirname, "../../renderer/i18n/en.json"), "utf8")) as Readonly<Record<string, string>>;
const OWN = [...MENU_ACTIONS, "lock"];

describe.each([true, false])("the application's menu (macOS: %s)", (mac) => {
  it("has each action once, and nothing works while there is no open account", () => {
    const own = entries({ mac, open: false }).filter(({ id }) => id !== undefined);
    expect(own.map(({ id }) => id).sort()).toEqual([...OWN].sort());
    expect(own.filter(({ enabled }) => enabled !== false)).toEqual([]);
  });

  it("asks for what was chosen", () => {
    const [act, lock] = [vi.fn(), vi.fn()];
    for (const { click } of entries({ mac }, act, lock)) (click as (() => void) | undefined)?.();
    expect(act.mock.calls.flat().sort()).toEqual([...MENU_ACTIONS].sort());
    expect(lock).toHaveBeenCalledOnce();
  });

  it("has what reads and reloads the page for developers only", () => {
    const roles = (developer: boolean) => entries({ mac, developer }).flatMap(({ role }) => (role === undefined ? [] : [role]));
    expect(roles(true)).toEqual(expect.arrayContaining(["reload", "toggleDevTools"]));
    expect(roles(false).filter((role) => /reload|devtools|viewmenu/i.test(role))).toEqual([]);
  });

  it("leaves the keys to the page", () => {
    const keys = entries({ mac }).filter(({ accelerator }) => accelerator !== undefined);
    expect(keys.filter(({ registerAccelerator }) => registerAccelerator !== false)).toEqual([]);
  });
});

it("the menu shows the keys that the page's help names", () => {
  const shown = new Map(entries().map(({ id, accelerator }) => [id, accelerator?.replace("CmdOrCtrl+", "Ctrl ")]));
  expect(shown.get("search")).toBe(english["key.search"]);
  expect(shown.get("new-message")).toBe(english["key.newMessage"]);
  expect(shown.get("settings")).toBe(english["key.settings"]);
  expect(shown.get("lock")).toBe(english["key.lock"]);
  expect(shown.get("mark-all-read")?.replace("+", " ")).toBe(english["key.markAllRead"]);
  expect(english["key.previousNext"]).toBe("Alt ↑ ↓");
  expect([shown.get("previous-chat"), shown.get("next-chat")]).toEqual(["Alt+Up", "Alt+Down"]);
});

it.each(LANGUAGES)("the menu has a word for each of its own entries and roles in %s", (language) => {
  for (const mac of [true, false]) {
    const unnamed = entries({ words: wordsOf(language), mac }).filter(({ type, label }) => type !== "separator" && label === undefined);
    expect(unnamed).toEqual([]);
  }
});
