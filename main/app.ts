// Composition root of the locked app: the profile's folders, the key store, the gate to the account, the window and
// the requests between them. main.ts calls it once Electron is ready; an unlocked account is composed in session.ts.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { app, safeStorage } from "electron";
import { startEmbeddedServer } from "../server/embedded/server";
import { createAccountExport, withAccountExport } from "./account/account-file/account-export";
import { createAccountImport } from "./account/account-file/account-import";
import { isEvaluationRuntime } from "./account/evaluation";
import { AccountGate } from "./account/gate";
import { openAtStart } from "./account/open-at-start";
import { createOnboarding } from "./account/onboarding";
import { createPreparation } from "./account/preparation";
import { markRunning } from "./account/profiles";
import type { ReportProgress } from "./account/progress";
import { createProtection } from "./account/protection";
import { TryHere, type StartTryServer } from "./account/try-here";
import { readTryPlan, TRY_DOMAIN } from "./account/try-plan";
import { createUpkeepThread } from "./account/upkeep-thread";
import { composeUpdates } from "./compose-updates";
import { aboutHandlers } from "./ipc/about-handlers";
import { createPublish } from "./ipc/serve";
import type { CommandLine, OpenWish } from "./platform/command-line";
import { createKeyVault } from "./platform/key-vault";
import { createLicenceReader } from "./platform/licences";
import { openLogFile } from "./platform/log-file";
import { DEFAULT_PROFILE, type ProfilePaths } from "./platform/paths";
import { systemClock } from "./platform/system-clock";
import { openSession } from "./session";
import { createServerCheck } from "./sip/server-check";
import { serveAppScheme } from "./window/app-protocol";
import { guardAllContents } from "./window/guards";
import { createMainWindow, type MainWindow } from "./window/main-window";
import { connectNowhere } from "./window/no-network";
import { createAskForAccountFile } from "./window/open-file";
import { createAskWhere } from "./window/save-file";
import { createSpeech, type Speech } from "./window/speech";
import { APP_NAME } from "./window/words/words";
import { connectWindow, type Account, type OpenAccount, type Surroundings } from "./connect-window";

export interface RunningApp {
  /** Brings the window to the front, or opens it again. */
  focus(): void;
  /** Brings the window to the front and shows there what the system handed over. */
  open(wish: OpenWish): void;
  /** Closes account and server; the app can quit then. */
  stop(): Promise<void>;
}

/** Resolves when the window opens; the account may open later. `hasTray`: findTray, which takes its time, asked before. */
export async function startApp(paths: ProfilePaths, commandLine: CommandLine, hasTray: Promise<boolean>): Promise<RunningApp> {
  const electron = process.versions.electron;
  const log = openLogFile(paths.log);
  const surroundings: Surroundings = {
    paths,
    commandLine,
    log,
    evaluation: isEvaluationRuntime(electron),
    nativeBinding: app.isPackaged ? undefined : process.env["STAMP_SQLITE_BINDING"],
  };
  const unmark = markRunning(paths.running);
  log("info", "app-started", { version: app.getVersion(), electron, evaluation: surroundings.evaluation });

  const window = createMainWindow({
    preload: join(app.getAppPath(), "dist", "preload", "preload.cjs"),
    placeFile: join(paths.root, "window.json"),
    title: paths.profile === DEFAULT_PROFILE ? APP_NAME : `${APP_NAME} – ${paths.profile}`,
    log,
  });
  const speech = createSpeech(window.remembered().language);
  const publish = createPublish(() => window.contents());
  const report: ReportProgress = (progress) => {
    publish("progress", progress);
  };
  const account = composeAccount(surroundings, { window, speech, report });
  serveAppScheme(join(app.getAppPath(), "dist", "renderer"));
  guardAllContents();
  await connectNowhere();
  const updates = composeUpdates({
    ...{ appFolder: app.getAppPath(), resources: process.resourcesPath, packaged: app.isPackaged, version: app.getVersion() },
    ...{ evaluation: surroundings.evaluation, base: paths.base, log },
    onChange(state) { publish("updates.changed", state); },
  });
  let stopping: Promise<void> | undefined;
  const stop = (): Promise<void> => (stopping ??= stopAll());
  const about = aboutHandlers({
    updates,
    licences: createLicenceReader(join(app.getAppPath(), "dist", "main", "licences.json")),
    ending: {
      async close() {
        await stop();
        // The new version may start while this one is still ending.
        app.releaseSingleInstanceLock();
      },
      startAgain() {
        app.relaunch();
        app.exit(0);
      },
    },
  });
  const desktop = connectWindow(surroundings, account, { window, publish, report, speech, hasTray: await hasTray, about });

  await account.gate.start();
  if (!desktop.startsHidden) window.focus();
  const { passphraseFile } = commandLine.test;
  const passphrase = passphraseFile === undefined ? undefined : readFileSync(passphraseFile, "utf8").trim();
  void openAtStart(account.gate, { folder: paths.account, log, passphrase });
  return {
    focus() {
      window.focus();
    },
    open: desktop.open,
    stop,
  };

  async function stopAll(): Promise<void> {
    updates.stop();
    await account.gate.stop();
    await account.tryHere.stop();
    unmark();
    log("info", "app-stopped");
  }
}

interface Around {
  readonly window: MainWindow;
  readonly speech: Speech;
  readonly report: ReportProgress;
}

function composeAccount(surroundings: Surroundings, { window, speech, report }: Around): Account {
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
        onIndexing: report,
        onBacklog(opened, total) {
          report(total === 0 ? { task: "backlog", state: "done" } : { task: "backlog", state: "running", fraction: opened / total, count: total });
        },
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
  const askWhich = createAskForAccountFile(contents, speech.words);
  const accountImport = createAccountImport({ gate, preparation, serverCheck, nativeBinding, askWhich, report });
  return { gate, onboarding, accountImport, protection: createProtection({ gate, profile, folder, vault }), tryHere };
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
