// Nothing that is secret is anywhere but in the encrypted file: canaries are planted in a whole conversation and then
// looked for in every file of the app's data, in what the apps printed and in their command lines.
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { historyFile } from "./fixtures/damage";
import { PASSPHRASE } from "./fixtures/people";
import { expect, test } from "./fixtures/test";
import { chat } from "./pages/chat";
import { openContactPanel } from "./pages/contact-panel";
import { openChat, writeTo } from "./pages/main-window";

const SENT = "canary-sent-7f31c0";
const ANSWERED = "canary-answered-a90b52";
const DRAFT = "canary-draft-3c44de";
const NAME = "canary-name-e118aa";

test("no text, name, password, passphrase or recovery key is in a file, a log or a command line", async ({
  apps,
  servers,
  userData,
  people,
}) => {
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

  const canaries = [
    ...[SENT, ANSWERED, DRAFT, NAME, PASSPHRASE],
    ...[people.alice, people.bob].flatMap(({ password, recoveryKey }) => [password, recoveryKey, recoveryKey.replaceAll("-", "")]),
  ];
  expect(commandLinesOf(userData).filter((line) => holdsOne(Buffer.from(line), canaries))).toEqual([]);
  expect(leaks(userData, canaries), "while the apps run").toEqual([]);
  await Promise.all([alice.close(), bob.close()]);
  expect(leaks(userData, canaries), "after they were closed").toEqual([]);
  expect([alice, bob].filter((app) => holdsOne(Buffer.from(app.output()), canaries))).toEqual([]);
  const log = readFileSync(join(userData, "profiles", "alice", "logs", "stamp.log"), "utf8");
  expect(log).toContain("app-started");
  expect(log).not.toContain(people.bob.address);
});

test("the history is no database to anybody without its key", async ({ apps, servers, userData, people }) => {
  await servers.start("embedded", [people.alice]);
  const alice = await apps.open(people.alice);
  await alice.close();
  const file = historyFile(userData, "alice");
  expect(readFileSync(file).subarray(0, 16).toString("latin1")).not.toContain("SQLite");
  expect(() => execFileSync("sqlite3", [file, ".tables"], { stdio: "pipe" })).toThrow(/file is not a database/);
});

/** Files below `folder` that hold a canary in any of the encodings that programs store texts in. */
function leaks(folder: string, canaries: readonly string[]): string[] {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  expect(files.length, "files that were searched").toBeGreaterThan(20);
  return files.map((entry) => join(entry.parentPath, entry.name)).filter((file) => holdsOne(contentOf(file), canaries));
}

/** Empty for what was there a moment ago: a temporary file, a process that has ended. */
function contentOf(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch {
    return Buffer.alloc(0);
  }
}

function holdsOne(content: Buffer, canaries: readonly string[]): boolean {
  return canaries.some((canary) => {
    const bytes = Buffer.from(canary);
    // The middle of the Base64 of each of the three positions that a text can have in it.
    const inBase64 = [0, 1, 2].map((shift) => Buffer.concat([Buffer.alloc(shift), bytes]).toString("base64").slice(4, -4));
    const forms = [canary, bytes.toString("hex"), encodeURIComponent(canary), ...inBase64];
    return forms.some((form) => content.includes(form)) || content.includes(Buffer.from(canary, "utf16le"));
  });
}

/** Of every process that works with this data folder: the apps with their helpers. */
function commandLinesOf(folder: string): string[] {
  const lines = readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map((pid) => contentOf(`/proc/${pid}/cmdline`).toString())
    .filter((line) => line.includes(folder));
  expect(lines.length).toBeGreaterThan(2);
  return lines;
}
