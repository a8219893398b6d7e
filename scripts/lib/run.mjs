// Starting other programs, and the two ways their output is wanted: shown as it comes, or returned.

import { execFile, spawn } from "node:child_process";
import { constants } from "node:os";
import { promisify } from "node:util";

const exec = promisify(execFile);
/** A closed terminal (SIGHUP) does not reach the groups of their own below. */
const FORWARDED = ["SIGINT", "SIGTERM", "SIGHUP"];

/**
 * Runs a program with our terminal and returns its exit code (128 + number for a signal, as a shell does).
 * `timeoutMs` ends it and everything it started. What belongs to making things ready rather than to the result is shown
 * on standard error (`stdout: "stderr"`), so that the output of a command can be piped on.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, timeoutMs?: number, ownGroup?: boolean, stdin?: "inherit" | "ignore", stdout?: "inherit" | "stderr" | "ignore" }} [options]
 * @returns {Promise<number>}
 */
export function runShown(command, args, { cwd, env, timeoutMs, ownGroup = timeoutMs !== undefined, stdin = "ignore", stdout = "inherit" } = {}) {
  return new Promise((resolve, reject) => {
    const stdio = [stdin, stdout === "stderr" ? 2 : stdout, "inherit"];
    // With a time limit the child leads its own group, so that what it started can be ended with it; `ownGroup` does the
    // same without one.
    const detached = ownGroup && process.platform !== "win32";
    const child = spawn(command, args, { cwd, env: env ?? process.env, stdio, detached });
    const end = (signal) => (detached ? killGroup(child.pid, signal) : child.kill(signal));
    let timedOut = false;
    const timer =
      timeoutMs === undefined
        ? undefined
        : setTimeout(() => {
            timedOut = true;
            console.error(`\n${command} took longer than ${Math.round(timeoutMs / 1000)} s; ending it.`);
            end("SIGTERM");
            setTimeout(() => end("SIGKILL"), 5000).unref();
          }, timeoutMs);
    // In our own group the terminal's Ctrl+C has reached the child already, and the same signal again would end Electron
    // in the middle of its orderly quit.
    const forward = (signal) => end(detached ? signal : "SIGTERM");
    for (const signal of FORWARDED) process.on(signal, forward);
    const settle = () => {
      clearTimeout(timer);
      for (const signal of FORWARDED) process.off(signal, forward);
    };
    child.once("error", (error) => {
      settle();
      reject(error);
    });
    child.once("close", (code, signal) => {
      settle();
      resolve(timedOut ? 124 : (code ?? 128 + (constants.signals[signal] ?? 0)));
    });
  });
}

function killGroup(pid, signal) {
  try {
    process.kill(-pid, signal);
  } catch (error) {
    if (error.code !== "ESRCH") throw error;
  }
}

/**
 * Runs a program quietly. Rejects with `stderr` and `code` on the error if it fails.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {import("node:child_process").ExecFileOptions} [options]
 * @returns {Promise<string>} its standard output
 */
export async function runQuiet(command, args, options = {}) {
  const { stdout } = await exec(command, args, { maxBuffer: 64 * 1024 * 1024, ...options });
  return String(stdout);
}

/**
 * Runs npm quietly: the one that started us, else the one on the path.
 * @param {readonly string[]} args
 * @param {import("node:child_process").ExecFileOptions} [options]
 * @returns {Promise<string>} its standard output
 */
export function runNpm(args, options) {
  const [command, first, shell] = npm();
  return runQuiet(command, [...first, ...args], { shell, ...options });
}

/**
 * Runs npm with its output shown, by default on standard error; see runShown.
 * @param {readonly string[]} args
 * @param {{ cwd?: string, timeoutMs?: number, stdout?: "inherit" | "stderr" }} [options]
 */
export function runNpmShown(args, options) {
  const [command, first] = npm();
  return runShown(command, [...first, ...args], { stdout: "stderr", ...options });
}

function npm() {
  const cli = process.env.npm_execpath;
  if (cli?.endsWith("npm-cli.js")) return [process.execPath, [cli], false];
  return process.platform === "win32" ? ["npm.cmd", [], true] : ["npm", [], false];
}
