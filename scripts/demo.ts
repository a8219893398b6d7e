// `npm run demo`: alice and bob in two windows on the built-in server, already contacts. The profiles live in a
// temporary folder and go when both windows are closed. The passphrase reaches the apps in a file of that folder,
// because arguments and environment can be read by others.
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { profilePaths } from "../main/platform/paths";
import { startEmbeddedServer } from "../server/embedded/server";
import { DEMO_DOMAIN, demoPerson, protectDemoAccount, randomWord, writeDemoAccount } from "./demo/people";

async function main(): Promise<void> {
  const executable = process.env["STAMP_ELECTRON"];
  if (executable === undefined) throw new Error("run it as: npm run demo");
  const before = JSON.parse(process.env["STAMP_ELECTRON_ARGS"] ?? "[]") as string[];
  const nativeBinding = process.env["STAMP_SQLITE_BINDING"];

  const root = mkdtempSync(join(tmpdir(), "stamp-demo-"));
  const server = await startEmbeddedServer({ domain: DEMO_DOMAIN, storeFile: join(root, "server.db"), nativeBinding });
  const windows: ChildProcess[] = [];
  const endBoth = () => {
    for (const window of windows) window.kill("SIGTERM");
  };
  process.once("SIGINT", endBoth).once("SIGTERM", endBoth);
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
      const own = ["--profile", person.name, "--stamp-user-data", root, "--stamp-passphrase-file", passphraseFile];
      windows.push(spawn(executable, [...before, ...own], { stdio: "inherit" }));
    }
    console.log(`Alice and Bob are on ${server.url}. Close both windows to end the demonstration.`);
    await Promise.all(windows.map((window) => once(window, "exit")));
  } finally {
    endBoth();
    await server.stop();
    rmSync(root, { recursive: true, force: true });
  }
}

main().catch((error: unknown) => {
  console.error("✗ The demonstration did not start:", error);
  process.exitCode = 1;
});
