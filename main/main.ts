// Electron's entry: what must happen before it is ready, one instance a profile, and a quit that loses nothing.
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { app } from "electron";
import { isProfileName } from "../shared/profile";
import { startApp, type RunningApp } from "./app";
import { updateHosts } from "./compose-updates";
import { openWish, parseCommandLine, type CommandLine, type OpenWish } from "./platform/command-line";
import { leaveMemoryOutOfCoreDumps } from "./platform/core-dumps";
import { findTray } from "./platform/find-tray";
import { profilePaths } from "./platform/paths";
import { registerAppScheme } from "./window/app-protocol";
import { findNoNames } from "./window/no-network";
import { earlyWords } from "./window/speech";
import { APP_NAME } from "./window/words/words";

/** Sends get 2 s to end (spec 2.5), what comes after them a little more; then the app quits whatever hangs. */
const QUIT_LIMIT_MS = 4000;
/** As in electron-builder.yml. */
const APP_ID = "org.stamp.Stamp";
/** Whoever can attach a debugger to an installed app can read everything in it. */
const DEBUGGER_SWITCHES = ["inspect", "inspect-brk", "inspect-port", "remote-debugging-port", "remote-debugging-pipe"];

leaveMemoryOutOfCoreDumps();
begin(parseCommandLine(process.argv, { packaged: app.isPackaged }));

function begin(commandLine: CommandLine): void {
  if (app.isPackaged && DEBUGGER_SWITCHES.some((name) => app.commandLine.hasSwitch(name))) {
    refuse(earlyWords().noRemoteDebugging);
    return;
  }
  if (!isProfileName(commandLine.profile)) {
    refuse(earlyWords().badProfile);
    return;
  }
  const base = commandLine.test.userData ?? join(app.getPath("appData"), APP_NAME);
  const paths = profilePaths(base, commandLine.profile);
  // Chromium's own folder belongs to the profile; the lock below lies in it.
  mkdirSync(paths.window, { recursive: true, mode: 0o700 });
  app.setPath("userData", paths.window);
  if (!app.requestSingleInstanceLock()) {
    app.exit(0);
    return;
  }
  // Windows shows notifications under the identity of the installed shortcut.
  app.setAppUserModelId(APP_ID);
  registerAppScheme();
  findNoNames(updateHosts(app.getAppPath()));
  const hasTray = findTray();
  run(() => startApp(paths, commandLine, hasTray), openWish(process.argv, process.cwd()));
}

/** `wish`: what this start was asked to open. */
function run(start: () => Promise<RunningApp>, wish: OpenWish | undefined): void {
  const running = app.whenReady().then(start);
  running.catch((error: unknown) => {
    process.stderr.write(`Stamp cannot start: ${error instanceof Error ? error.message : String(error)}\n`);
    app.exit(1);
  });

  const open = (wanted: OpenWish | undefined): void => {
    void running.then((started) => {
      if (wanted === undefined) started.focus();
      else started.open(wanted);
    });
  };
  if (wish !== undefined) open(wish);

  let quitting = false;
  app.on("second-instance", (_event, argv, folder) => {
    // Too late for this one; a new one starts as soon as it is gone.
    if (quitting) app.relaunch();
    else open(openWish(argv, folder));
  });
  // How macOS hands them over, also before the app is ready.
  app.on("open-url", (event, link) => {
    event.preventDefault();
    open({ type: "link", link });
  });
  app.on("open-file", (event, path) => {
    event.preventDefault();
    open({ type: "file", path });
  });
  app.on("activate", () => {
    void running.then((started) => started.focus());
  });
  app.on("window-all-closed", () => {
    if (process.platform !== "darwin") app.quit();
  });
  app.on("will-quit", (event) => {
    event.preventDefault();
    if (quitting) return;
    quitting = true;
    const limit = new Promise((resolve) => setTimeout(resolve, QUIT_LIMIT_MS));
    void Promise.race([running.then((started) => started.stop()), limit])
      .catch(() => undefined)
      .finally(() => {
        app.exit(0);
      });
  });
}

function refuse(reason: string): void {
  process.stderr.write(`${reason}\n`);
  app.exit(2);
}
