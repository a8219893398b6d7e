// Composition root of the locked app: the profile's folders, the key store, the gate to the account, the window and
// the requests between them. main.ts calls it once Electron is ready; an unlocked account is composed in session.ts.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { app, ipcMain, safeStorage } from "electron";
import { startEmbeddedServer } from "../server/embedded/server";
import { isEvaluationRuntime } from "./account/evaluation";
import { AccountGate } from "./account/gate";
import { createOnboarding, type Onboarding } from "./account/onboarding";
import { createPreparation } from "./account/preparation";
import type { ReportProgress } from "./account/progress";
import { openSecondWindow } from "./account/second-window";
import type { ServerCheck } from "./account/server-account";
import { TryHere, type StartTryServer } from "./account/try-here";
import { readTryPlan, TRY_DOMAIN } from "./account/try-plan";
import { accountHandlers } from "./ipc/account-handlers";
import { sessionHandlers, type SessionHandlers } from "./ipc/handlers";
import { createPublish, serveRequests, type Publish } from "./ipc/serve";
import type { CommandLine } from "./platform/command-line";
import { createKeyVault } from "./platform/key-vault";
import { errorFacts, type Log } from "./platform/log";
import { openLogFile } from "./platform/log-file";
import { DEFAULT_PROFILE, type ProfilePaths } from "./platform/paths";
import { onResume } from "./platform/power";
import { systemClock } from "./platform/system-clock";
import { openSession, type Session } from "./session";
import { findServer } from "./sip/find-server";
import { findPublishedCertificate } from "./sip/published-certificate";
import { parseServerUrl } from "./sip/server-url";
import { testConnection } from "./sip/test-connection";
import { serveAppScheme } from "./window/app-protocol";
import { guardAllContents } from "./window/guards";
import { createMainWindow, type MainWindow } from "./window/main-window";
import { setMenu } from "./window/menu";
import { createNotifier } from "./window/notifications";
import { APP_ORIGIN } from "./window/page-files";
import { createSaveFile } from "./window/save-file";
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

interface Account {
  readonly gate: AccountGate<Session>;
  readonly onboarding: Onboarding;
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
  const account = composeAccount(surroundings, report);
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

function composeAccount(surroundings: Surroundings, report: ReportProgress): Account {
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
  const gate = new AccountGate<Session>({
    profile,
    folder,
    vault,
    openSession: (database) =>
      openSession({
        database,
        log,
        loopbackOnly: evaluation,
        ownCapabilities: test.capabilities,
        responseDeadline: test.responseDeadline,
        retrySchedule: test.retrySchedule,
      }),
    tryHere,
    invitation: () => (joinTry ? readTryPlan(tryFolder)?.friend.address : undefined),
    nativeBinding,
    log,
  });
  const preparation = createPreparation({ profile, folder, vault, report, nativeBinding });
  const serverCheck = createServerCheck(evaluation);
  const onboarding = createOnboarding({ gate, preparation, serverCheck, tryHere, tryFolder, joinTry, evaluation, report });
  return { gate, onboarding, tryHere };
}

/** Requests of the window in, events of the account out. */
function connectWindow(
  surroundings: Surroundings,
  { gate, onboarding }: Account,
  { window, publish, report }: { readonly window: MainWindow; readonly publish: Publish; readonly report: ReportProgress },
): void {
  const { paths, evaluation, log, commandLine } = surroundings;
  const snapshot = () => ({ version: app.getVersion(), profile: paths.profile, evaluation, state: gate.phase });
  const saveFile = createSaveFile(() => window.contents());
  let open: SessionHandlers | undefined;
  gate.onChange((session) => {
    open = session === undefined ? undefined : sessionHandlers(session, saveFile);
    if (session !== undefined) showSession(session, window, publish);
    publish("app.changed", snapshot());
  });
  onResume(() => {
    void open?.["connection.tryNow"]({});
  });
  serveRequests({
    port: ipcMain,
    always: accountHandlers({
      snapshot,
      gate,
      onboarding,
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

function createServerCheck(loopbackOnly: boolean): ServerCheck {
  return {
    parseUrl: parseServerUrl,
    findServer: (address) => findServer(address.slice(address.indexOf("@") + 1), { clock: systemClock }),
    testConnection: (account) => testConnection({ ...account, loopbackOnly, clock: systemClock }),
    isPublished: async (account) =>
      (await findPublishedCertificate({ ...account, loopbackOnly, clock: systemClock })) !== undefined,
  };
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
