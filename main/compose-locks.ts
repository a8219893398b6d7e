// What the locks of an open account are made of in the app: the computer's sleep and idleness, the system's keys, the
// window; with their requests, and those about the other accounts. Part of the composition root (app.ts).
import { createProfiles } from "./account/profiles";
import type { ProtectionDesk } from "./account/protection";
import { openOtherWindow, type OtherWindow } from "./account/second-window";
import { createLocks, type LockedGate, type LockedSession, type Locks } from "./connect-locks";
import { lockHandlers, type LockRequest } from "./ipc/lock-handlers";
import type { Publish, RequestHandlers } from "./ipc/serve";
import type { CommandLine } from "./platform/command-line";
import { errorFacts, type Log } from "./platform/log";
import { ownProgram } from "./platform/own-program";
import { createPanicShortcut } from "./platform/panic-shortcut";
import type { ProfilePaths } from "./platform/paths";
import { onSleep, systemIdleTime } from "./platform/power";
import { systemClock } from "./platform/system-clock";
import type { MainWindow } from "./window/main-window";

interface Surroundings {
  readonly paths: ProfilePaths;
  readonly commandLine: CommandLine;
  readonly log: Log;
}

interface LockParts<Session> {
  readonly gate: LockedGate<Session>;
  readonly protection: ProtectionDesk;
  readonly window: MainWindow;
  readonly publish: Publish;
}

export interface ComposedLocks<Session> {
  readonly locks: Locks<Session>;
  readonly handlers: RequestHandlers<LockRequest>;
}

export function composeLocks<Session extends LockedSession>(
  { paths, commandLine, log }: Surroundings,
  { gate, protection, window, publish }: LockParts<Session>,
): ComposedLocks<Session> {
  const locks = createLocks({
    gate,
    clock: systemClock,
    log,
    askWindow() {
      publish("window.handOver", {});
      return window.contents() !== undefined;
    },
    putAway: () => { window.putAway(); },
    takePanicShortcut: createPanicShortcut,
    systemIdle: systemIdleTime,
    minute: commandLine.test.lockMinute,
  });
  onSleep(locks.slept);
  window.onInput(locks.touched);
  const profiles = createProfiles({
    base: paths.base,
    current: paths.profile,
    start: (profile) => { startOther({ commandLine, log }, { profile, joinTry: false }); },
  });
  return { locks, handlers: lockHandlers({ locks, protection, profiles }) };
}

/** Another app like this one, with another profile. */
export function startOther({ commandLine, log }: Pick<Surroundings, "commandLine" | "log">, other: OtherWindow): void {
  openOtherWindow(ownProgram(commandLine.test.userData), other, (error) => {
    log("error", "second-window-failed", errorFacts(error));
  });
}
