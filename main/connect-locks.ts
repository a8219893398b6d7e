// What locks an open account and when (spec 2.5): nobody there, sleep, Ctrl+L and the menu, the panic shortcut. Before
// anything is hidden the window hands over what was typed, if it does so at once. Part of the composition root of the
// locked app (app.ts).
import type { SessionEvent } from "../shared/app-state";
import { StampError } from "../shared/errors";
import type { Millis } from "../shared/ids";
import { isPanicShortcut } from "../shared/panic-shortcut";
import type { Settings } from "../shared/settings";
import type { Clock } from "./messaging/ports";
import { watchIdle } from "./platform/idle";
import type { Log } from "./platform/log";
import type { PanicShortcut } from "./platform/panic-shortcut";

/** A page that does not answer keeps nothing open. */
const HAND_OVER_LIMIT: Millis = 500;

export type LockKind = "hide" | "close";

/** What is used of an open account. */
export interface LockedSession {
  settings(): Settings;
  readonly feed: { subscribe(listener: (events: readonly SessionEvent[]) => void): unknown };
  readonly commands: { updateSettings(changes: Partial<Settings>): void };
}

/** The part of the gate that locking goes through. */
export interface LockedGate<Session> {
  readonly session: Session;
  hide(): void;
  lock(): Promise<void>;
}

export interface LockOptions<Session> {
  readonly gate: LockedGate<Session>;
  readonly clock: Clock;
  readonly log: Log;
  /** Asks the window for what was typed; false when there is none. */
  readonly askWindow: () => boolean;
  /** Gets the window out of sight. */
  readonly putAway: () => void;
  readonly takePanicShortcut: (onPress: () => void) => PanicShortcut;
  readonly systemIdle: () => Millis;
  /** For tests: what counts as a minute. */
  readonly minute?: Millis | undefined;
}

export interface Locks<Session> {
  lock(how: LockKind): Promise<void>;
  /** The window answered. */
  handedOver(): void;
  /** Throws StampError `shortcut-unusable`, `shortcut-taken`, and `not-allowed-now` while the account is closed or hidden. */
  setPanicShortcut(shortcut: string): void;
  /** The computer goes to sleep. */
  slept(): void;
  /** A key or the mouse in our window. */
  touched(): void;
  /** After every change of phase; the session while the account is open, hidden or not. `shown`: not hidden. */
  follow(session: Session | undefined, shown: boolean): void;
}

export function createLocks<Session extends LockedSession>(options: LockOptions<Session>): Locks<Session> {
  const { gate, clock, log, askWindow, putAway } = options;
  let followed: Session | undefined;
  let settings: Settings | undefined;
  /** Asked again and again, as idleness is, so kept here: the gate's phase is made of all chats. */
  let isShown = false;
  let handedOver: Promise<void> | undefined;
  let answer = (): void => undefined;

  /** Who locks while the window is being asked waits for the same answer. */
  function handOver(): Promise<void> {
    if (handedOver !== undefined) return handedOver;
    if (!isShown || !askWindow()) return Promise.resolve();
    handedOver = new Promise<void>((resolve) => {
      const stop = clock.after(HAND_OVER_LIMIT, resolve);
      answer = () => {
        stop();
        resolve();
      };
    }).finally(() => (handedOver = undefined));
    return handedOver;
  }

  async function lock(how: LockKind): Promise<void> {
    await handOver();
    if (how === "hide") gate.hide();
    else await gate.lock();
  }

  function because(reason: string, how: LockKind): void {
    if (followed === undefined) return;
    log("info", "locked", { reason, how });
    void lock(how);
  }

  const panic = options.takePanicShortcut(() => {
    putAway();
    because("panic", "close");
  });

  const idle = watchIdle({
    clock,
    systemIdle: options.systemIdle,
    limit() {
      if (settings === undefined || !isShown) return undefined;
      const { minute = 60_000 } = options;
      return settings.autoLockMinutes === 0 ? undefined : settings.autoLockMinutes * minute;
    },
    onIdle: () => { because("idle", "hide"); },
  });

  function take(changed: Settings | undefined): void {
    settings = changed;
    const shortcut = changed?.panicShortcut ?? "";
    const isUsable = shortcut === "" || isPanicShortcut(shortcut);
    if (!isUsable || !panic.set(shortcut)) log("warn", "panic-shortcut-not-taken");
  }

  return {
    lock,
    handedOver() {
      answer();
    },
    setPanicShortcut(shortcut) {
      const { session } = gate;
      if (shortcut !== "" && !isPanicShortcut(shortcut)) throw new StampError("shortcut-unusable");
      if (!panic.set(shortcut)) throw new StampError("shortcut-taken");
      try {
        session.commands.updateSettings({ panicShortcut: shortcut });
      } catch (error) {
        take(settings);
        throw error;
      }
    },
    slept() {
      if (settings !== undefined && settings.lockOnSleep !== "no") because("sleep", settings.lockOnSleep);
    },
    touched: idle.touched,
    follow(session, shown) {
      isShown = shown;
      // Who has just opened something is there.
      idle.touched();
      if (session === followed) return;
      followed = session;
      take(session?.settings());
      session?.feed.subscribe((events) => {
        if (followed !== session) return;
        for (const event of events) if (event.type === "settings-changed") take(event.settings);
      });
    },
  };
}
