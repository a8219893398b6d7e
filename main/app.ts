// Composition root of the locked app: the profile's folders, the key store, the gate to the account, the window and
// the requests between them. main.ts calls it once Electron is ready; an unlocked account is composed in session.ts.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { app, ipcMain, safeStorage } from "electron";
import { startEmbeddedServer } from "../server/embedded/server";
import { createAccountExport, withAccountExport, type WithAccountExport } from "./account/account-file/account-export";
import { createAccountImport, type AccountImport } from "./account/account-file/account-import";
import { isEvaluationRuntime } from "./account/evaluation";
import { AccountGate } from "./account/gate";
import { createOnboarding, type Onboarding } from "./account/onboarding";
import { createPreparation } from "./account/preparation";
import type { ReportProgress } from "./account/progress";
import { openSecondWindow } from "./account/second-window";
import { TryHere, type StartTryServer } from "./account/try-here";
import { readTryPlan, TRY_DOMAIN } from "./account/try-plan";
import { createUpkeepThread } from "./account/upkeep-thread";
import { accountHandlers } from "./ipc/account-handlers";
import { sessionHandlers, type SessionHandlers } from "./ipc/handlers";
import { createPublish, serveRequests, type Publish } from "./ipc/serve";
import type { CommandLine } from "./platform/command-line";
import { watchDisturbances } from "./platform/disturbance";
import { createKeyVault } from "./platform/key-vault";
import { errorFacts, type Log } from "./platform/log";
import { openLogFile } from "./platform/log-file";
import { DEFAULT_PROFILE, type ProfilePaths } from "./platform/paths";
import { describeNetwork } from "./platform/network";
import { onResume } from "./platform/power";
import { systemClock } from "./platform/system-clock";
import { openSession, type Session } from "./session";
import { createServerCheck } from "./sip/server-check";
import { serveAppScheme } from "./window/app-protocol";
import { guardAllContents } from "./window/guards";
import { createMainWindow, type MainWindow } from "./window/main-window";
import { setMenu } from "./window/menu";
import { createNotifier } from "./window/notifications";
import { APP_ORIGIN } from "./window/page-files";
import { createAskForAccountFile } from "./window/open-file";
import { createAskWhere, createSaveFile } from "./window/save-file";
import { WORDS } from "./window/words";

export interface RunningApp {
  /** Brings the window to the front, or opens it again. */
  focus(): void;
  /** Closes account and server; the app can quit then. */
  stop(): Promise<void>;
}

interface Surroundings {
  readonly paths: ProfilePaths;
  readonly commandLine: CommandLine;
  readonly log: Log;
  readonly evaluation: boolean;
  /** A driver from elsewhere is for the runtimes of developers; an installed app carries its own. */
  readonly nativeBinding: string | undefined;
}

type OpenAccount = WithAccountExport<Session>;

interface Account {
  readonly gate: AccountGate<OpenAccount>;
  readonly onboarding: Onboarding;
  readonly accountImport: AccountImport;
  readonly tryHere: TryHere;
}

/** Resolves when the window opens; the account may open later. */
export async function startApp(paths: ProfilePaths, commandLine: CommandLine): Promise<RunningApp> {
  const electron = process.versions.electron;
  const log = openLogFile(paths.log);
  const surroundings: Surroundings = {
    paths,
    commandLine,
    log,
    evaluation: isEvaluationRuntime(electron),
    nativeBinding: app.isPackaged ? undefined : process.env["STAMP_SQLITE_BINDING"],
  };
  log("info", "app-started", { version: app.getVersion(), electron, evaluation: surroundings.evaluation });

  const window = createMainWindow({
    preload: join(app.getAppPath(), "dist", "preload", "preload.cjs"),
    placeFile: join(paths.root, "window.json"),
    title: paths.profile === DEFAULT_PROFILE ? WORDS.appName : `${WORDS.appName} – ${paths.profile}`,
    log,
  });
  const publish = createPublish(() => window.contents());
  const report: ReportProgress = (progress) => {
    publish("progress", progress);
  };
  const account = composeAccount(surroundings, window, report);
  serveAppScheme(join(app.getAppPath(), "dist", "renderer"));
  guardAllContents();
  setMenu();
  connectWindow(surroundings, account, { window, publish, report });

  await account.gate.start();
  window.focus();
  const { passphraseFile } = commandLine.test;
  void account.gate.openAtStart(passphraseFile === undefined ? undefined : readFileSync(passphraseFile, "utf8").trim());
  return {
    focus() {
      window.focus();
    },
    async stop() {
      await account.gate.stop();
      await account.tryHere.stop();
      log("info", "app-stopped");
    },
  };
}

function composeAccount(surroundings: Surroundings, window: MainWindow, report: ReportProgress): Account {
  const { paths, commandLine, log, evaluation, nativeBinding } = surroundings;
  const { test, joinTry } = commandLine;
  const { profile, account: folder, tryServer: tryFolder } = paths;
  const vault = createKeyVault(safeStorage);
  const tryHere = new TryHere({
    folder: tryFolder,
    startServer: startTryServer(surroundings),
    openSession: (database) => openSession({ database, log, loopbackOnly: true }),
    nativeBinding,
    log,
  });
  const contents = () => window.contents();
  const askWhere = createAskWhere(contents);
  const gate = new AccountGate<OpenAccount>({
    profile,
    folder,
    vault,
    openSession: async (database, databaseKey) => {
      const session = await openSession({
        database,
        log,
        loopbackOnly: evaluation,
        ownCapabilities: test.capabilities,
        responseDeadline: test.responseDeadline,
        retrySchedule: test.retrySchedule,
        onStoreFailure: (error) => { gate.noticeFailure(error); },
      });
      return withAccountExport(session, createAccountExport({ database, databaseKey, nativeBinding, askWhere, report }));
    },
    tryHere,
    clock: systemClock,
    runUpkeep: createUpkeepThread(join(app.getAppPath(), "dist", "main", "upkeep-worker.cjs"), log),
    invitation: () => (joinTry ? readTryPlan(tryFolder)?.friend.address : undefined),
    nativeBinding,
    log,
  });
  const preparation = createPreparation({ profile, folder, vault, report, nativeBinding });
  const serverCheck = createServerCheck(systemClock, evaluation);
  const onboarding = createOnboarding({ gate, preparation, serverCheck, tryHere, tryFolder, joinTry, evaluation, report });
  const askWhich = createAskForAccountFile(contents);
  const accountImport = createAccountImport({ gate, preparation, serverCheck, nativeBinding, askWhich, report });
  return { gate, onboarding, accountImport, tryHere };
}

/** Requests of the window in, events of the account out. */
function connectWindow(
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

function startTryServer({ nativeBinding, log }: Surroundings): StartTryServer {
  return ({ port, storeFile, accounts }) =>
    startEmbeddedServer({
      domain: TRY_DOMAIN,
      port,
      storeFile,
      nativeBinding,
      accounts: accounts.map(({ address, password }) => ({ user: address.slice(0, address.indexOf("@")), password })),
      log: (line) => {
        log("info", "try-server", { line });
      },
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
