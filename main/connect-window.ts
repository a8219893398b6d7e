// The window on the locked app and on an open account: its requests in, the account's events out, and what the desktop
// shows of them. Part of the composition root of the locked app (app.ts).
import { app, ipcMain } from "electron";
import type { WithAccountExport } from "./account/account-file/account-export";
import type { AccountImport } from "./account/account-file/account-import";
import { type AccountGate } from "./account/gate";
import type { Onboarding } from "./account/onboarding";
import type { ReportProgress } from "./account/progress";
import { openSecondWindow } from "./account/second-window";
import { type TryHere } from "./account/try-here";
import { accountHandlers } from "./ipc/account-handlers";
import { sessionHandlers, type SessionHandlers } from "./ipc/handlers";
import { serveRequests, type Publish } from "./ipc/serve";
import type { CommandLine } from "./platform/command-line";
import { watchDisturbances } from "./platform/disturbance";
import { errorFacts, type Log } from "./platform/log";
import type { ProfilePaths } from "./platform/paths";
import { describeNetwork } from "./platform/network";
import { onResume } from "./platform/power";
import { systemClock } from "./platform/system-clock";
import type { Session } from "./session-contract";
import type { MainWindow } from "./window/main-window";
import { createNotifier } from "./window/notifications";
import { APP_ORIGIN } from "./window/page-files";
import { createAskWhere, createSaveFile } from "./window/save-file";

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
  readonly tryHere: TryHere;
}

/** Requests of the window in, events of the account out. */
export function connectWindow(
  surroundings: Surroundings,
  { gate, onboarding, accountImport }: Account,
  { window, publish, report }: { readonly window: MainWindow; readonly publish: Publish; readonly report: ReportProgress },
): void {
  const { paths, evaluation, log, commandLine } = surroundings;
  const snapshot = () => ({ version: app.getVersion(), profile: paths.profile, evaluation, state: gate.phase });
  const saveFile = createSaveFile(createAskWhere(() => window.contents()));
  let open: SessionHandlers | undefined;
  gate.onChange((session) => {
    open = session === undefined ? undefined : sessionHandlers(session, saveFile);
    if (session !== undefined) showSession(session, window, publish);
    publish("app.changed", snapshot());
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
      snapshot,
      gate,
      onboarding,
      accountImport,
      report,
      openSecondWindow: commandLine.joinTry ? undefined : () => {
        openSecondWindow(ownProgram(commandLine), (error) => {
          log("error", "second-window-failed", errorFacts(error));
        });
      },
    }),
    whileOpen: () => open ?? sessionHandlers(gate.session, saveFile),
    contents: () => window.contents(),
    origin: APP_ORIGIN,
    log,
    onFailure: (error) => { gate.noticeFailure(error); },
  });
}

/** What the window and the desktop show of an open account. */
function showSession(session: Session, window: MainWindow, publish: Publish): void {
  const { contacts, settings } = session.snapshot();
  window.setTheme(settings.theme);
  const notify = createNotifier({
    snapshot: { contacts, settings },
    windowIsFocused: () => window.isFocused(),
    openConversation(contactId) {
      window.focus();
      publish("window.openConversation", { contactId });
    },
  });
  session.feed.subscribe((events) => {
    publish("session.events", events);
    for (const event of events) if (event.type === "settings-changed") window.setTheme(event.settings.theme);
    notify(events);
  });
}

function ownProgram({ test }: CommandLine): Parameters<typeof openSecondWindow>[0] {
  return {
    // An AppImage runs from a folder that is gone when its first instance ends.
    executable: process.env["APPIMAGE"] ?? process.execPath,
    appFolder: app.isPackaged ? undefined : app.getAppPath(),
    noSandbox: app.commandLine.hasSwitch("no-sandbox"),
    userData: test.userData,
  };
}
