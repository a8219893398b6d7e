// Nothing that is secret is anywhere but in the encrypted file: canaries are planted in a whole conversation and then
// looked for, with the keys of the account, in every file that the apps or their libraries may have written, in what they
// printed, in their arguments and environments; also after page and app have crashed.
import { execFileSync } from "node:child_process";
import { once } from "node:events";
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { secretsOf } from "./fixtures/account-secrets";
import { contentOf, filesBelow, formsOf, holdsOne, openForWriting, startedWith, strayFiles } from "./fixtures/canaries";
import { historyFile } from "./fixtures/damage";
import { ROOT } from "./fixtures/paths";
import { PASSPHRASE, type Person } from "./fixtures/people";
import { processesOf } from "./fixtures/process-memory";
import type { StampApp } from "./fixtures/stamp-app";
import { expect, test } from "./fixtures/test";
import { chat } from "./pages/chat";
import { openContactPanel } from "./pages/contact-panel";
import { openChat, writeTo } from "./pages/main-window";

const SENT = "canary-sent-7f31c0";
const ANSWERED = "canary-answered-a90b52";
const DRAFT = "canary-draft-3c44de";
const NAME = "canary-name-e118aa";

test("no text, name, password, passphrase, recovery key or private key is in a file, a log, a command line or an environment", async ({
  apps,
  servers,
  userData,
  people,
}) => {
  const begun = Date.now();
  const forms = await allForms(userData, [people.alice, people.bob]);
  await servers.start("embedded", [people.alice, people.bob]);
  const [alice, bob] = await Promise.all([apps.open(people.alice), apps.open(people.bob)]);
  await Promise.all([openChat(alice.page, people.bob.address), openChat(bob.page, people.alice.address)]);
  await chat(alice.page).send(SENT);
  await chat(bob.page).send(ANSWERED);
  await chat(bob.page).expectMark(ANSWERED, "Read");
  await (await openContactPanel(alice.page)).safetyNumber();
  await writeTo(alice.page, people.carol.address, NAME);
  await chat(alice.page).composer.fill(DRAFT);
  await openChat(alice.page, people.bob.address);

  for (const app of [alice, bob]) {
    const root = rootOf(app);
    expect(startedWith(root).length).toBeGreaterThan(6);
    expect(startedWith(root).filter((words) => holdsOne(words, forms)), "arguments and environment").toEqual([]);
    expect(openForWriting(root).length).toBeGreaterThan(2);
    expect(openForWriting(root).filter((file) => holdsOne(contentOf(file), forms)), "open files, deleted ones too").toEqual([]);
  }
  expect(leaks(userData, begun, forms), "while the apps run").toEqual([]);
  await Promise.all([alice.close(), bob.close()]);
  expect(leaks(userData, begun, forms), "after they were closed").toEqual([]);
  expect([alice, bob].filter((app) => holdsOne(Buffer.from(app.output()), forms))).toEqual([]);
  const log = readFileSync(join(userData, "profiles", "alice", "logs", "stamp.log"), "utf8");
  expect(log).toContain("app-started");
  expect(log).not.toContain(people.bob.address);
});

test("a page and an app that crash leave nothing of the account on the disk", async ({ apps, servers, userData, people }) => {
  const begun = Date.now();
  const forms = await allForms(userData, [people.alice]);
  await servers.start("embedded", [people.alice]);
  const alice = await apps.open(people.alice);
  alice.trouble.expect(/the window's process crashed|page-gone/);
  await openChat(alice.page, people.bob.address);
  await chat(alice.page).composer.fill(DRAFT);
  const root = rootOf(alice);
  const processes = processesOf(root);
  expect(processes.map(({ pid }) => Number.parseInt(contentOf(`/proc/${String(pid)}/coredump_filter`).toString(), 16))).toEqual(processes.map(() => 0));

  // A machine that keeps core dumps would do so now.
  for (const { pid } of processes) execFileSync("prlimit", ["--pid", String(pid), "--core=unlimited:unlimited"]);
  const crashed = alice.page.waitForEvent("crash");
  process.kill(processes.find(({ type }) => type === "renderer")!.pid, "SIGSEGV");
  await crashed;
  const ended = once(alice.electron.process(), "exit");
  process.kill(root, "SIGSEGV");
  expect(await ended).toEqual([null, "SIGSEGV"]);

  const dumps = coreDumps(processes.map(({ pid }) => pid));
  expect(dumps.filter((file) => holdsOne(contentOf(file), forms)), "core dumps").toEqual([]);
  for (const file of dumps) rmSync(file);
  expect(leaks(userData, begun, forms)).toEqual([]);
  expect(filesBelow(userData).filter((file) => /\.dmp$|Crashpad.(new|pending|completed|reports)/i.test(file)), "dumps of Chromium").toEqual([]);
});

test("the history is no database to anybody without its key", async ({ apps, servers, userData, people }) => {
  await servers.start("embedded", [people.alice]);
  const alice = await apps.open(people.alice);
  await alice.close();
  const file = historyFile(userData, "alice");
  expect(readFileSync(file).subarray(0, 16).toString("latin1")).not.toContain("SQLite");
  expect(() => execFileSync("sqlite3", [file, ".tables"], { stdio: "pipe" })).toThrow(/file is not a database/);
});

/** Of everything that must be nowhere: what is typed and shown, and the keys. */
async function allForms(userData: string, persons: readonly Person[]): Promise<readonly Buffer[]> {
  const keys = await Promise.all(persons.map((person) => secretsOf(userData, person)));
  const binary = keys.flatMap((secrets) => Object.entries(secrets).filter(([name]) => /^(database key|private key, \w+)$/.test(name)));
  expect(binary).toHaveLength(7 * persons.length);
  const typed = persons.flatMap(({ password, recoveryKey }) => [password, recoveryKey, recoveryKey.replaceAll("-", "")]);
  return [SENT, ANSWERED, DRAFT, NAME, PASSPHRASE, ...typed, ...binary.map(([, bytes]) => bytes)].flatMap(formsOf);
}

/** Files that hold a secret in any of its forms. */
function leaks(userData: string, begun: number, forms: readonly Buffer[]): readonly string[] {
  const files = filesBelow(userData);
  expect(files.length, "files that were searched").toBeGreaterThan(20);
  return [...files, ...strayFiles(begun)].filter((file) => holdsOne(contentOf(file), forms));
}

/** In the folder that the apps were started in, where this system puts them unless it hands them to a program. */
function coreDumps(pids: readonly number[]): readonly string[] {
  const names = ["core", ...pids.map((pid) => `core.${String(pid)}`)];
  return names.map((name) => join(ROOT, name)).filter((file) => contentOf(file).length > 0);
}

function rootOf({ electron }: StampApp): number {
  const { pid } = electron.process();
  if (pid === undefined) throw new Error("the app does not run");
  return pid;
}
