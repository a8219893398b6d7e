import { describe, expect, it } from "vitest";
import type { SessionEvent } from "../shared/app-state";
import { DEFAULT_SETTINGS, type Settings } from "../shared/settings";
import { StampError } from "../shared/errors";
import { createLocks, type LockKind } from "./connect-locks";
import { handClock } from "./messaging/testing/hand-clock";
import { silentLog } from "./platform/log";

const MINUTE = 60_000;

function desk({ settings = {}, minute, pageAnswers = true }: { settings?: Partial<Settings>; minute?: number; pageAnswers?: boolean } = {}) {
  const clock = handClock();
  const done: string[] = [];
  const state = { phase: "ready", taken: "", system: [] as string[], settings: { ...DEFAULT_SETTINGS, ...settings }, diskFails: false };
  const listeners = new Set<(events: readonly SessionEvent[]) => void>();
  let press = (): void => undefined;
  const session = {
    settings: () => state.settings,
    feed: { subscribe: (listener: (events: readonly SessionEvent[]) => void) => listeners.add(listener) },
    commands: {
      updateSettings(changes: Partial<Settings>) {
        if (state.diskFails) throw new StampError("disk-full");
        change(changes);
      },
    },
  };
  function change(changes: Partial<Settings>): void {
    state.settings = { ...state.settings, ...changes };
    for (const listener of listeners) listener([{ type: "settings-changed", settings: state.settings }]);
  }
  const locks = createLocks({
    gate: {
      get session() {
        if (state.phase !== "ready") throw new StampError("not-allowed-now");
        return session;
      },
      hide() {
        done.push("hide");
        state.phase = "hidden";
        locks.follow(session, false);
      },
      async lock() {
        done.push("close");
        state.phase = "locked";
        locks.follow(undefined, false);
        await Promise.resolve();
      },
    },
    clock,
    log: silentLog,
    askWindow() {
      done.push("ask");
      if (pageAnswers) queueMicrotask(() => { locks.handedOver(); });
      return true;
    },
    putAway: () => done.push("put away"),
    takePanicShortcut(onPress) {
      press = onPress;
      return {
        set(shortcut) {
          if (state.system.includes(shortcut)) return false;
          state.taken = shortcut;
          return true;
        },
      };
    },
    systemIdle: () => 0,
    ...(minute === undefined ? {} : { minute }),
  });
  locks.follow(session, true);
  const settle = async (): Promise<void> => { for (let turn = 0; turn < 5; turn += 1) await Promise.resolve(); };
  return { clock, done, state, locks, change, settle, press: () => { press(); }, session };
}

describe("an open account", () => {
  it("is hidden when nobody was there, after what was typed was handed over", async () => {
    const { clock, done, settle } = desk({ settings: { autoLockMinutes: 5 } });
    clock.advance(4 * MINUTE);
    await settle();
    expect(done).toEqual([]);
    clock.advance(2 * MINUTE);
    await settle();
    expect(done).toEqual(["ask", "hide"]);
  });

  it("stays open as long as somebody is there, and always when the user wants that", async () => {
    const { clock, done, locks, change, settle } = desk({ settings: { autoLockMinutes: 1 } });
    for (let second = 0; second < 300; second += 10) {
      clock.advance(10_000);
      locks.touched();
    }
    change({ autoLockMinutes: 0 });
    clock.advance(600 * MINUTE);
    await settle();
    expect(done).toEqual([]);
  });

  it("is hidden after the new time when the setting changes, and a test has shorter minutes", async () => {
    const slow = desk({ settings: { autoLockMinutes: 60 } });
    slow.change({ autoLockMinutes: 1 });
    const tested = desk({ settings: { autoLockMinutes: 60 }, minute: 25 });
    for (const { clock, settle, done } of [slow, tested]) {
      clock.advance(2 * MINUTE);
      await settle();
      expect(done).toEqual(["ask", "hide"]);
    }
  });

  it.each<[Settings["lockOnSleep"], readonly string[]]>([
    ["no", []],
    ["hide", ["ask", "hide"]],
    ["close", ["ask", "close"]],
  ])("at sleep with %s", async (lockOnSleep, expected) => {
    const { done, locks, settle } = desk({ settings: { lockOnSleep } });
    locks.slept();
    await settle();
    expect(done).toEqual(expected);
  });

  it.each<LockKind>(["hide", "close"])("is locked (%s) although the page does not answer", async (how) => {
    const { clock, done, locks, settle } = desk({ pageAnswers: false });
    const locked = locks.lock(how);
    await settle();
    expect(done).toEqual(["ask"]);
    clock.advance(500);
    await locked;
    expect(done).toEqual(["ask", how]);
  });

  it("is locked at once and asked once when it is to be locked twice, as the screen and sleep do together", async () => {
    const { done, locks } = desk();
    await Promise.all([locks.lock("hide"), locks.lock("hide")]);
    expect(done).toEqual(["ask", "hide", "hide"]);
  });

  it("is closed by the panic shortcut, with the window out of sight first, also while it is hidden", async () => {
    const shown = desk({ settings: { panicShortcut: "Control+Alt+L" } });
    expect(shown.state.taken).toBe("Control+Alt+L");
    shown.press();
    expect(shown.done[0]).toBe("put away");
    await shown.settle();
    expect(shown.done).toEqual(["put away", "ask", "close"]);
    expect(shown.state.taken).toBe("");

    const hidden = desk({ settings: { panicShortcut: "Control+Alt+L" } });
    await hidden.locks.lock("hide");
    hidden.done.length = 0;
    hidden.press();
    await hidden.settle();
    expect(hidden.done).toEqual(["put away", "close"]);
  });
});

describe("the panic shortcut", () => {
  it("is stored when the system gives it, and taken back when it is none any more", () => {
    const { locks, state } = desk();
    locks.setPanicShortcut("Control+Shift+F9");
    expect([state.taken, state.settings.panicShortcut]).toEqual(["Control+Shift+F9", "Control+Shift+F9"]);
    locks.setPanicShortcut("");
    expect([state.taken, state.settings.panicShortcut]).toEqual(["", ""]);
  });

  it("stays the old one when the new one is taken, is none, or cannot be stored", () => {
    const { locks, state } = desk({ settings: { panicShortcut: "Control+Alt+L" } });
    state.system = ["Control+Alt+T"];
    const expectError = (shortcut: string, code: string): void => {
      expect(() => { locks.setPanicShortcut(shortcut); }).toThrow(expect.objectContaining({ code }) as Error);
      expect([state.taken, state.settings.panicShortcut]).toEqual(["Control+Alt+L", "Control+Alt+L"]);
    };
    expectError("Control+Alt+T", "shortcut-taken");
    expectError("Control+Q", "shortcut-unusable");
    state.diskFails = true;
    expectError("Control+Alt+P", "disk-full");
    state.phase = "hidden";
    expectError("Control+Alt+P", "not-allowed-now");
  });

  it("that stands in the settings and cannot be taken keeps nothing from opening", () => {
    const { state, locks, session } = desk({ settings: { panicShortcut: "nonsense" } });
    expect(state.taken).toBe("");
    locks.follow(session, true);
    expect(state.taken).toBe("");
  });
});
