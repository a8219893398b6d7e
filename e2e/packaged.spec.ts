// The app as users get it: its Debian package made, installed, started from its desktop file as an ordinary user, used with
// the keyboard, and removed. Nobody can look into a packaged app, so it is seen from outside: keys, clipboard, pictures,
// its log. What holds for macOS and Windows is in docs/releasing.md.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { PNG } from "pngjs";
import { flipBit, readAsar } from "./fixtures/asar";
import { APP_FOLDER, changedFiles, DESKTOP_FILE, desktopEntry, EXECUTABLE, install, installedVersion, makePackage, packageIn, programsFor, purge, remove, traces } from "./fixtures/debian-package";
import { ordinaryUser, type OrdinaryUser } from "./fixtures/ordinary-user";
import { makeFolder, removeFolder, ROOT, SCREENS } from "./fixtures/paths";
import { PASSPHRASE } from "./fixtures/people";
import { classOf, copyText, focusedWindow, focusWindow, leaveFields, pictureOf, press, textOf, typeText, waitForWindow, type WindowId } from "./fixtures/x11";

const ASAR = join(APP_FOLDER, "resources", "app.asar");
const { version: VERSION } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as { readonly version: string };
const ICON_SIZES = [16, 22, 24, 32, 48, 64, 128, 256, 512];
/** Packaging takes seconds, on a busy machine many. */
const PACKAGING_MS = 360_000;

// One package is made and installed for all of them; the last one removes it.
test.describe.configure({ mode: "serial" });

let folder: string;
let before: readonly string[];
let user: OrdinaryUser;

test.beforeAll(() => {
  test.setTimeout(PACKAGING_MS);
  if (installedVersion()?.includes("evaluation") === true) purge();
  folder = makeFolder("package");
  user = ordinaryUser();
  before = traces();
  makePackage(["--deb", "--quick", "--out", join(folder, "first")]);
  install(packageIn(join(folder, "first")));
});

test.afterAll(async () => {
  await endAll();
  if (installedVersion() !== undefined) purge();
  user.remove();
  removeFolder(folder);
});

test("is installed for everybody, with a desktop file, icons and links, and only root can change it", () => {
  execFileSync("desktop-file-validate", [DESKTOP_FILE]);
  const entry = desktopEntry();
  expect(entry).toMatchObject({
    ...{ Name: "Stamp", Type: "Application", Icon: "stamp", Terminal: "false", Categories: "Network;InstantMessaging;" },
    ...{ Comment: "Secure one-to-one messaging over your own SIP server", Exec: `${EXECUTABLE} %U` },
    MimeType: "text/vcard;x-scheme-handler/sip;x-scheme-handler/sips;",
  });
  expect(Object.keys(entry)).toEqual(expect.arrayContaining(["Comment[cs]", "Comment[sk]"]));
  for (const type of ["x-scheme-handler/sip", "x-scheme-handler/sips", "text/vcard"]) expect(programsFor(type), type).toContain("stamp.desktop");
  for (const size of ICON_SIZES) {
    const icon = PNG.sync.read(readFileSync(`/usr/share/icons/hicolor/${String(size)}x${String(size)}/apps/stamp.png`));
    expect([icon.width, icon.height]).toEqual([size, size]);
    // The stamp's blue above the check, and nothing where the paper is torn off.
    const at = (x: number, y: number): readonly number[] => [...icon.data.subarray((Math.floor(y * size) * size + Math.floor(x * size)) * 4).subarray(0, 4)];
    expect(at(0.5, 0.25)).toEqual([0x32, 0x53, 0xc5, 255]);
    expect(at(0, 0)).toEqual([0, 0, 0, 0]);
  }
  expect(execFileSync("which", ["stamp"], { encoding: "utf8" }).trim()).toBe("/usr/bin/stamp");
  const loose = execFileSync("find", [APP_FOLDER, "-not", "-type", "l", "(", "-not", "-user", "root", "-o", "-perm", "/022", ")"], { encoding: "utf8" });
  expect(loose).toBe("");
  expect(changedFiles()).toEqual([]);
});

test("holds nothing that users do not need, and no path of the machine that made it", () => {
  const listed = readdirSync(join(APP_FOLDER, "resources", "app.asar.unpacked", "node_modules"), { recursive: true, withFileTypes: true });
  const natives = listed.filter((entry) => entry.isFile() && entry.name.endsWith(".node")).map(({ name }) => name);
  expect(natives.sort()).toEqual([`argon2.linux-${process.arch}-gnu.node`, `linux-${process.arch}.node`]);
  const { names, bytes } = readAsar(ASAR);
  expect(names.filter((name) => /\.map$|\.tsx?$|\.test\.|\/testing\/|dist\/(scripts|scenes|types)\/|\/(deps|src)\//.test(name))).toEqual([]);
  expect(names).toEqual(expect.arrayContaining(["dist/main/main.cjs", "dist/main/upkeep-worker.cjs", "dist/main/spelling-worker.cjs", "dist/preload/preload.cjs", "dist/renderer/index.html"]));
  expect(bytes.includes(ROOT)).toBe(false);
});

test("starts from its desktop file in Chromium's sandbox, and is used with the keyboard and by sip: links", async () => {
  test.setTimeout(150_000);
  const { window } = await test.step("the first page is there", async () => {
    const started = user.start("gio", ["launch", DESKTOP_FILE]);
    const window = waitForWindow("stamp");
    expect(await exitCode(started)).toBe(0);
    expect(classOf(window)).toContain(desktopEntry()["StartupWMClass"]);
    focusWindow(window);
    await expect.poll(() => textOf(window)).toContain("Welcome to Stamp");
    expect(textOf(window)).toContain("Evaluation runtime: local servers only.");
    shoot(window, "packaged-first-page");
    return { window };
  });

  await test.step("the page's process may do next to nothing", () => {
    const processes = user.processes(EXECUTABLE);
    expect(processes.filter(({ command }) => command.includes("--no-sandbox"))).toEqual([]);
    const renderers = processes.filter(({ command }) => command.includes("--type=renderer"));
    expect(renderers).toHaveLength(1);
    expect(renderers).toEqual(renderers.map((renderer) => ({ ...renderer, apart: true, seccomp: 2 })));
    expect(user.logged("app-started")).toMatchObject([{ evaluation: true, version: `${VERSION}-evaluation` }]);
  });

  await test.step("an account is made, with keys, Argon2 and the encrypted database", async () => {
    // Backwards from the start of the page: the import button, then "Try it here".
    leaveFields(window);
    press("shift+Tab", "shift+Tab", "Return");
    await expect.poll(() => textOf(window)).toContain("Passphrase again");
    leaveFields(window);
    press("Tab");
    typeText(PASSPHRASE);
    press("Tab", "Tab");
    typeText(PASSPHRASE);
    press("Return");
    await expect.poll(() => textOf(window)).toContain("The recovery key opens your history");
    expect(user.logged("database-opened")).toHaveLength(1);
    leaveFields(window);
    press("shift+Tab", "Return");
    // An account is there whole, or not at all.
    await expect.poll(() => existsSync(join(user.profile(), "account"))).toBe(true);
  });

  await test.step("a sip: link of the desktop comes to the window that is there, and to the front", async () => {
    const other = user.start("xeyes", []);
    focusWindow(waitForWindow("XEyes"));
    expect(focusedWindow()).not.toBe(window);
    expect(await exitCode(user.start("gio", ["open", "sip:dora@example.org"]))).toBe(0);
    await expect.poll(focusedWindow).toBe(window);
    // The focus is in the field of the dialog that the link opens.
    await expect.poll(copyText).toBe("dora@example.org");
    shoot(window, "packaged-sip-link");
    other.kill();
    await expect.poll(() => mainProcesses().length).toBe(1);
  });

  await test.step("it quits", async () => {
    press("Escape", "ctrl+q");
    await expect.poll(() => user.processes(EXECUTABLE)).toEqual([]);
    expect(user.logged("app-stopped")).toHaveLength(1);
  });
});

test("runs nobody else's code, and test switches do nothing", async () => {
  const marks = join(user.home, "marks");
  const script = (name: string): string => {
    const file = join(folder, `${name}.cjs`);
    writeFileSync(file, `require("node:fs").writeFileSync(${JSON.stringify(`${marks}-${name}`)}, "");`);
    return file;
  };
  const [asNode, required, beside] = [script("node"), script("required"), script("beside")];
  execFileSync("chmod", ["-R", "a+rX", folder]);
  // An Electron whose fuses are as they come does what is asked here.
  const control = { ...process.env, ELECTRON_RUN_AS_NODE: "1", NODE_OPTIONS: `--require ${required}` };
  execFileSync(join(process.env["ELECTRON_OVERRIDE_DIST_PATH"] ?? "", "electron"), [asNode], { env: control });
  for (const name of ["node", "required"]) rmSync(`${marks}-${name}`);

  const app = join(APP_FOLDER, "resources", "app");
  mkdirSync(app);
  writeFileSync(join(app, "package.json"), JSON.stringify({ name: "stamp", main: "main.cjs" }));
  writeFileSync(join(app, "main.cjs"), readFileSync(beside));
  try {
    const elsewhere = join(user.home, "elsewhere");
    user.start(EXECUTABLE, [asNode, "--profile=locks", `--stamp-user-data=${elsewhere}`], { ELECTRON_RUN_AS_NODE: "1", NODE_OPTIONS: `--require ${required}` });
    const window = waitForWindow("stamp");
    await expect.poll(() => user.logged("app-started", "locks")).toHaveLength(1);
    expect(existsSync(elsewhere)).toBe(false);
    // No developer tools, by their key.
    focusWindow(window);
    await expect.poll(() => textOf(window)).toContain("Welcome to Stamp");
    press("ctrl+shift+i", "F12");
    press("ctrl+q");
    await expect.poll(() => user.processes(EXECUTABLE)).toEqual([]);
    expect(readdirSync(user.home).filter((name) => name.startsWith("marks"))).toEqual([]);
  } finally {
    rmSync(app, { recursive: true });
  }
});

test("refuses a debugger", () => {
  for (const name of ["--inspect-brk=0", "--remote-debugging-port=0", "--remote-debugging-pipe"]) {
    const child = user.run(EXECUTABLE, [name, "--profile=debugged"]);
    expect(child.status, `${name}: ${child.stderr}`).toBe(2);
    expect(child.stderr).toContain("Stamp does not start with a debugger attached.");
    expect(child.stderr).not.toMatch(/(DevTools|Debugger) listening/);
  }
  expect(existsSync(user.profile("debugged"))).toBe(false);
});

test("has its fuses as configured, and a changed file is found by the sums of its package", () => {
  // Node finds it beside electron-builder, to which it belongs.
  const fuses = execFileSync(process.execPath, [join(ROOT, "node_modules", "@electron", "fuses", "dist", "bin.js"), "read", "--app", EXECUTABLE], { encoding: "utf8", env: { ...process.env, FORCE_COLOR: "0" } });
  const states = Object.fromEntries([...fuses.matchAll(/(\w+) is (Enabled|Disabled)/g)].map(([, name = "", state]) => [name, state === "Enabled"]));
  expect(states).toMatchObject({
    ...{ RunAsNode: false, EnableNodeOptionsEnvironmentVariable: false, EnableNodeCliInspectArguments: false },
    ...{ OnlyLoadAppFromAsar: true, EnableEmbeddedAsarIntegrityValidation: true, EnableCookieEncryption: true },
    LoadBrowserProcessSpecificV8Snapshot: false,
  });
  const { contentAt } = readAsar(ASAR);
  flipBit(ASAR, contentAt);
  expect(changedFiles()).toEqual([ASAR]);
  flipBit(ASAR, contentAt);
  expect(changedFiles()).toEqual([]);
});

test("the same commit makes the same app, at another time, in another language and time zone", () => {
  test.setTimeout(PACKAGING_MS);
  makePackage(["--dir", "--quick", "--out", join(folder, "second")], { TZ: "Pacific/Kiritimati", LANG: "cs_CZ.UTF-8" });
  const unpacked = readdirSync(join(folder, "second")).find((name) => name.endsWith("unpacked")) ?? "";
  const again = readFileSync(join(folder, "second", unpacked, "resources", "app.asar"));
  expect(sha256(again)).toBe(sha256(readFileSync(ASAR)));
  expect(sha256(readFileSync(join(folder, "second", unpacked, "stamp")))).toBe(sha256(readFileSync(EXECUTABLE)));
});

test("is removed without a trace, and the user's data stays", () => {
  const profile = user.profile();
  const data = readdirSync(profile, { recursive: true }).sort();
  expect(traces()).not.toEqual(before);
  remove();
  expect(existsSync(APP_FOLDER)).toBe(false);
  for (const type of ["x-scheme-handler/sip", "text/vcard"]) expect(programsFor(type), type).not.toContain("stamp.desktop");
  purge();
  expect(traces()).toEqual(before);
  expect(readdirSync(profile, { recursive: true }).sort()).toEqual(data);
});

function shoot(window: WindowId, name: string): void {
  mkdirSync(SCREENS, { recursive: true });
  writeFileSync(join(SCREENS, `${name}.png`), PNG.sync.write(pictureOf(window)));
}

function mainProcesses(): readonly number[] {
  return user.processes(EXECUTABLE).flatMap(({ pid, command }) => (command.includes(" --type=") ? [] : [pid]));
}

/** Ends what a failed test left running. */
async function endAll(): Promise<void> {
  for (const pid of mainProcesses()) process.kill(pid, "SIGKILL");
  await expect.poll(() => user.processes(EXECUTABLE)).toEqual([]);
}

async function exitCode(child: ReturnType<OrdinaryUser["start"]>): Promise<number | null> {
  if (child.exitCode !== null) return child.exitCode;
  const [code] = (await once(child, "exit")) as [number | null];
  return code;
}

function sha256(bytes: Buffer): string {
  return createHash("sha256").update(bytes).digest("hex");
}
