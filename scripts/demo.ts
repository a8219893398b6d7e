// `npm run demo`: alice and bob in two windows on the built-in server, already contacts. The profiles live in a
// temporary folder and go when both windows are closed. The passphrase reaches the apps in a file of that folder,
// because arguments and environment can be read by others.
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { profilePaths } from "../main/platform/paths";
import { startEmbeddedServer } from "../server/embedded/server";
import { demoFolder } from "./demo/folder";
import { DEMO_DOMAIN, demoPerson, protectDemoAccount, randomWord, writeDemoAccount } from "./demo/people";

/** Exit code: 0 when both windows were closed, also by Ctrl+C. */
async function main(): Promise<number> {
  const executable = process.env["STAMP_ELECTRON"];
  if (executable === undefined) throw new Error("run it as: npm run demo");
  const before = JSON.parse(process.env["STAMP_ELECTRON_ARGS"] ?? "[]") as string[];
  const nativeBinding = process.env["STAMP_SQLITE_BINDING"];

  const windows: ChildProcess[] = [];
  const ends: Promise<number | null>[] = [];
  const ending = new AbortController();
  // Once: Ctrl+C arrives twice, from the terminal and from the command that started us, and would end Electron at once.
  const endBoth = () => {
    if (ending.signal.aborted) return;
    ending.abort();
    for (const window of windows) window.kill("SIGTERM");
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, endBoth);
  const root = demoFolder();
  const server = await startEmbeddedServer({ domain: DEMO_DOMAIN, storeFile: join(root, "server.db"), nativeBinding });
  try {
    const passphraseFile = join(root, "passphrase");
    const passphrase = randomWord();
    writeFileSync(passphraseFile, passphrase, { mode: 0o600 });
    const [alice, bob] = [demoPerson("alice"), demoPerson("bob")];
    for (const [person, friend] of [[alice, bob], [bob, alice]] as const) {
      server.addAccount(person.name, person.password);
      const folder = profilePaths(root, person.name).account;
      const account = await writeDemoAccount({ folder, person, friend, serverUrl: server.url, nativeBinding });
      await protectDemoAccount(account, person, passphrase);
      if (ending.signal.aborted) break;
      const own = ["--profile", person.name, "--stamp-user-data", root, "--stamp-passphrase-file", passphraseFile];
      const window = spawn(executable, [...before, ...own], { stdio: "inherit" });
      windows.push(window);
      ends.push(endOf(window));
    }
    if (!ending.signal.aborted) console.log(`Alice and Bob are on ${server.url}. Close both windows to end the demonstration.`);
    const codes = await Promise.all(ends);
    if (ending.signal.aborted || codes.every((code) => code === 0)) return 0;
    console.error("✗ A window did not open or ended with an error.");
    return 1;
  } finally {
    endBoth();
    await server.stop();
  }
}

/** Its exit code, nothing for a signal. Asked for at once: a window without a display is gone before the other one is there. */
async function endOf(window: ChildProcess): Promise<number | null> {
  const [code] = (await once(window, "exit")) as [number | null];
  return code;
}

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    console.error("✗ The demonstration did not start:", error);
    process.exitCode = 1;
  },
);
