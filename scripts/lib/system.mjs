// What Stamp's programs need from the operating system, as Debian packages in groups: `electron` to open a window,
// `display` for windows without a screen and a key store without a desktop, `sip` for tests against real SIP programs,
// `smime` for tests against other programs' CMS, `package` for tests of the installed app.
// As root on Debian missing ones are installed; otherwise the one line to run is told.

import { execFileSync } from "node:child_process";
import { accessSync, constants, existsSync } from "node:fs";
import { delimiter, join } from "node:path";

import { runShown } from "./run.mjs";

/** Names with `|` differ between Debian releases: the first that this release has is used. */
const PACKAGES = {
  electron: [
    ...["libgtk-3-0t64|libgtk-3-0", "libnss3", "libasound2t64|libasound2", "libgbm1", "libdrm2", "libxkbcommon0"],
    ...["libatk-bridge2.0-0t64|libatk-bridge2.0-0", "libatspi2.0-0t64|libatspi2.0-0", "libcups2t64|libcups2"],
    ...["libxcomposite1", "libxdamage1", "libxrandr2", "libxfixes3", "libxext6", "libsecret-1-0"],
  ],
  display: ["xvfb", "xauth", "dbus", "gnome-keyring", "fonts-dejavu-core", "fonts-noto-color-emoji"],
  sip: [
    ...["openssl", "sqlite3", "sip-tester", "kamailio", "kamailio-websocket-modules", "kamailio-presence-modules", "kamailio-tls-modules"],
    ...["kamailio-sqlite-modules", "kamailio-xml-modules", "kamailio-outbound-modules", "kamailio-extra-modules"],
    ...["kamailio-utils-modules", "baresip-core|baresip", "tinyproxy-bin|tinyproxy", "microsocks"],
  ],
  smime: ["openssl", "default-jdk-headless|openjdk-17-jdk-headless", "libbcpkix-java"],
  package: ["desktop-file-utils", "libglib2.0-bin", "libnotify4", "libudev1", "x11-apps", "x11-utils", "xclip", "xdg-utils", "xdotool"],
};
/** For systems without dpkg: the programs that must be there. */
const PROGRAMS = {
  electron: [],
  display: ["Xvfb", "xvfb-run", "xauth", "dbus-run-session", "gnome-keyring-daemon"],
  sip: ["openssl", "sqlite3", "sipp", "kamailio", "baresip", "tinyproxy", "microsocks"],
  smime: ["openssl", "javac"],
  package: [],
};
const INSTALL_LIMIT_MS = 10 * 60_000;

/** @typedef {"electron" | "display" | "sip" | "smime" | "package"} Group */

/**
 * Makes sure the groups' packages are there. Throws with the line to run if they are not and cannot be installed.
 * @param {readonly Group[]} groups
 * @param {{ timeoutMs?: number, log?: (line: string) => void }} [options]
 */
export async function ensureSystem(groups, { timeoutMs = INSTALL_LIMIT_MS, log = console.error } = {}) {
  if (process.platform !== "linux") return;
  const missing = hasDpkg() ? missingPackages(groups) : missingPrograms(groups);
  if (missing.length === 0) return;
  if (!hasDpkg()) throw new Error(`Please install what provides these programs: ${missing.join(" ")}`);
  if (process.getuid() !== 0) throw new Error(installHint(groups));
  log(`Installing ${missing.length} system packages: ${missing.join(" ")}`);
  // RUNLEVEL=1 keeps Debian from starting the installed servers as services.
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive", RUNLEVEL: "1" };
  const options = { env, timeoutMs: timeoutMs / 2, stdout: "ignore" };
  await runShown("apt-get", ["update", "-qq", "-o", "Acquire::Retries=3"], options);
  const install = ["install", "-y", "-qq", "--no-install-recommends", "-o", "Acquire::Retries=3"];
  const code = await runShown("apt-get", [...install, ...chooseNames(groups)], options);
  const left = missingPackages(groups);
  if (code !== 0 || left.length > 0) throw new Error(`apt-get (exit code ${code}) left missing: ${left.join(" ")}`);
}

/**
 * The one line that installs what the groups need, or an empty text if all is there.
 * @param {readonly Group[]} groups
 * @returns {string}
 */
export function installHint(groups) {
  if (process.platform !== "linux") return "";
  if (!hasDpkg()) return missingPrograms(groups).join(" ");
  const missing = missingPackages(groups);
  if (missing.length === 0) return "";
  const install = `RUNLEVEL=1 apt-get install -y --no-install-recommends ${missing.join(" ")}`;
  return `Please run once: sudo sh -c 'apt-get update && ${install}'`;
}

/** This machine may be changed by tests: a package can be installed and removed again. So it is in CI. */
export function installsPackages() {
  return process.platform === "linux" && hasDpkg() && process.getuid() === 0;
}

function hasDpkg() {
  return existsSync("/usr/bin/dpkg-query");
}

function missingPackages(groups) {
  const installed = installedPackages(groups);
  return groups
    .flatMap((group) => PACKAGES[group])
    .filter((names) => !names.split("|").some((name) => installed.has(name)))
    .map(chooseName);
}

function chooseNames(groups) {
  return groups.flatMap((group) => PACKAGES[group]).map(chooseName);
}

function chooseName(names) {
  const choices = names.split("|");
  return choices.length === 1 ? choices[0] : (choices.find(isKnownToApt) ?? choices.at(-1));
}

function isKnownToApt(name) {
  return capture("apt-cache", ["show", "--no-all-versions", name]).includes("Package:");
}

function installedPackages(groups) {
  const names = groups.flatMap((group) => PACKAGES[group]).flatMap((choice) => choice.split("|"));
  const lines = capture("dpkg-query", ["-W", "-f", "${Package} ${db:Status-Status}\n", ...names]).split("\n");
  return new Set(lines.filter((line) => line.endsWith(" installed")).map((line) => line.split(" ")[0]));
}

/** Standard output, also of a run that ended with an error (dpkg-query does for every unknown name). */
function capture(command, args) {
  try {
    return execFileSync(command, args, { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
  } catch (error) {
    return String(error.stdout ?? "");
  }
}

function missingPrograms(groups) {
  const folders = [...(process.env.PATH ?? "").split(delimiter), "/usr/sbin", "/sbin"];
  const isThere = (program) => folders.some((folder) => isExecutable(join(folder, program)));
  return groups.flatMap((group) => PROGRAMS[group]).filter((program) => !isThere(program));
}

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
