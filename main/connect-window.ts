// The window on the locked app and on an open account: its requests in, the account's events out, and what the desktop
// shows of them. Part of the composition root of the locked app (app.ts).
import { app, ipcMain } from "electron";
import type { WithAccountExport } from "./account/account-file/account-export";
import type { AccountImport } from "./account/account-file/account-import";
import { createDiagnostics } from "./account/diagnostics";
import { type AccountGate } from "./account/gate";
import type { Onboarding } from "./account/onboarding";
import type { ReportProgress } from "./account/progress";
import type { ProtectionDesk } from "./account/protection";
import { SECOND_PERSON } from "./account/second-window";
import { type TryHere } from "./account/try-here";
import { composeDesktop, type ComposedDesktop } from "./compose-desktop";
import { composeLocks, startOther } from "./compose-locks";
import { accountHandlers, type AboutRequest } from "./ipc/account-handlers";
import { sessionHandlers, type SessionHandlers } from "./ipc/handlers";
import { serveRequests, type Publish, type RequestHandlers } from "./ipc/serve";
import { createConnectionHistory, type ConnectionHistory } from "./messaging/connection-history";
import type { CommandLine } from "./platform/command-line";
import { watchDisturbances } from "./platform/disturbance";
import type { Log } from "./platform/log";
import type { ProfilePaths } from "./platform/paths";
import { describeNetwork } from "./platform/network";
import { onResume } from "./platform/power";
import { sweepHeap } from "./platform/sweep-heap";
import { runtimeVersions } from "./platform/runtime-versions";
import { systemClock } from "./platform/system-clock";
import type { Session } from "./session-contract";
import type { MainWindow } from "./window/main-window";
import { openLink } from "./window/open-link";
import { APP_ORIGIN } from "./window/page-files";
import { createAskWhere, createSaveFile } from "./window/save-file";
import type { Speech } from "./window/speech";

/**
 * At once; while sockets end and the keys, which OpenSSL wipes, become free, as that takes more than one collection; and
 * when the last timers of the SIP library, which hold what they were made for, are over (RFC 3261, 17: 32 s).
 */
const SWEEPS_AFTER_MS = [0, 2000, 5000, 10_000, 40_000];

export interface Surroundings {
  readonly paths: ProfilePaths;
  readonly commandLine: CommandLine;
  readonly log: Log;
  readonly evaluation: boolean;
  /** A driver from elsewhere is for the runtimes of developers; an installed app carries its own. */
  readonly nativeBinding: string | undefined;
}

export type OpenAccount = WithAccountExport<Session>;

export interface Account {
  readonly gate: AccountGate<OpenAccount>;
  readonly onboarding: Onboarding;
  readonly accountImport: AccountImport;
  readonly protection: ProtectionDesk;
  readonly tryHere: TryHere;
}

export interface WindowParts {
  readonly window: MainWindow;
  readonly publish: Publish;
  readonly report: ReportProgress;
  readonly speech: Speech;
  /** The desktop shows icons of running programs. */
  readonly hasTray: boolean;
  readonly about: RequestHandlers<AboutRequest>;
}

/** Requests of the window in, events of the account out. */
export function connectWindow(
  surroundings: Surroundings,
  { gate, onboarding, accountImport, protection }: Account,
  { window, publish, report, speech, hasTray, about }: WindowParts,
): Pick<ComposedDesktop, "open" | "startsHidden"> {
  const { paths, evaluation, log, commandLine } = surroundings;
  const snapshot = () => {
    const { theme, language, textSize } = window.remembered();
    const appearance = { theme, language, textSize };
    return { version: app.getVersion(), profile: paths.profile, evaluation, appearance, state: gate.phase };
  };
  const saveFile = createSaveFile(createAskWhere(() => window.contents()));
  const history = createConnectionHistory(systemClock);
  const diagnostics = createDiagnostics({
    history,
    versions: runtimeVersions(app.getVersion()),
    backup: () => gate.backup.state(),
    folder: paths.account,
    logFile: paths.log,
    clock: systemClock,
    log,
  });
  const { locks, handlers } = composeLocks(surroundings, { gate, protection, window, publish });
  const lock = (): void => void handlers["app.lock"]({ how: "close" });
  const desktop = composeDesktop(surroundings, { window, publish, speech, hasTray, lock, appFolder: app.getAppPath() });
  const handlersOf = (session: OpenAccount): SessionHandlers =>
    desktop.withSystem(sessionHandlers(session, saveFile, diagnostics));
  let open: SessionHandlers | undefined;
  let followed: Session | undefined;
  /** While the content is hidden, nothing that happens in the session is for the window. */
  let shown = false;
  const publishShown: Publish = (name, payload) => {
    if (shown || name !== "session.events") publish(name, payload);
  };
  gate.onChange((session) => {
    open = session === undefined ? undefined : handlersOf(session);
    const now = snapshot();
    shown = now.state.phase === "ready";
    const hasClosed = session === undefined && followed !== undefined;
    if (session !== undefined && session !== followed) {
      followConnection(session, history);
      accountImport.forget();
      session.feed.subscribe((events) => { publishShown("session.events", events); });
      desktop.follow(session, now.state.phase === "ready" ? now.state.session : session.snapshot());
    }
    followed = session;
    locks.follow(session, shown);
    // A page that begins anew asks by itself.
    if (hasClosed) forgetClosed(window);
    else publish("app.changed", now);
    desktop.phaseIs(now.state.phase);
  });
  const tryNow = (): void => void open?.["connection.tryNow"]({});
  onResume(tryNow);
  watchDisturbances({
    clock: systemClock,
    network: describeNetwork,
    onDisturbance(what) {
      log("info", "connection-disturbed", { what });
      tryNow();
    },
  });
  serveRequests({
    port: ipcMain,
    always: accountHandlers({
      snapshot() {
        desktop.pageListens();
        return snapshot();
      },
      desktop: desktop.handlers,
      gate,
      onboarding,
      accountImport,
      report,
      openLink,
      locks: handlers,
      about,
      openSecondWindow: commandLine.joinTry ? undefined : () => {
        startOther(surroundings, SECOND_PERSON);
      },
    }),
    whileOpen() {
      const { session } = gate;
      return open ?? handlersOf(session);
    },
    contents: () => window.contents(),
    origin: APP_ORIGIN,
    log,
    tellChanges: () => followed?.feed.flush(),
    onFailure: (error) => { gate.noticeFailure(error); },
  });
  return desktop;
}

/** Nobody holds the closed account from here on; what it left in memory goes, as far as that can be done (docs/security.md). */
function forgetClosed(window: MainWindow): void {
  window.renew();
  for (const delay of SWEEPS_AFTER_MS) setTimeout(sweepHeap, delay);
}

/** From its first state on: the feed gathers for some milliseconds, and an account was opened just now. */
function followConnection(session: Session, history: ConnectionHistory): void {
  history.begin(session.own.view().address);
  session.feed.subscribe((events) => {
    for (const event of events) if (event.type === "connection-changed") history.note(event.connection);
  });
}
