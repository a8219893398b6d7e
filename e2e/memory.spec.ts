// What a full lock leaves in the memory of the app: the bytes of all its processes are read. The tests' own debugger
// carries whatever a test types or reads on the screen through the main process, so here Alice's window is told nothing
// and asked nothing: the passphrase comes from a file, the text from Bob.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { secretsOf } from "./fixtures/account-secrets";
import { PASSPHRASE } from "./fixtures/people";
import { findInMemory, processesOf } from "./fixtures/process-memory";
import type { StampApp } from "./fixtures/stamp-app";
import { expect, test } from "./fixtures/test";
import { chat } from "./pages/chat";
import { expectOnline, openChat } from "./pages/main-window";

const TEXT = "canary-text-4c8e1d";

// Recordings would be made through the same debugger.
test.use({ trace: "off", screenshot: "off" });

test("after a full lock no process of the app holds a key, and none but the main one any text or password", async ({ apps, servers, userData, people }) => {
  const secrets = await secretsOf(userData, people.alice);
  const wanted = {
    ...secrets,
    ...inTwoForms("text", TEXT),
    ...inTwoForms("passphrase", PASSPHRASE),
    ...inTwoForms("server password", people.alice.password),
  };
  await servers.start("embedded", [people.alice, people.bob]);
  const bob = await apps.open(people.bob);
  await openChat(bob.page, people.alice.address);
  const passphraseFile = join(userData, "passphrase");
  writeFileSync(passphraseFile, PASSPHRASE);
  const alice = await apps.start(people.alice.user, `--stamp-passphrase-file=${passphraseFile}`);
  await expectOnline(alice.page);
  await openChat(alice.page, people.bob.address);
  await chat(bob.page).send(TEXT);
  await chat(bob.page).expectMark(TEXT, "Read");

  const page = await processOfPage(alice);
  const open = namesIn(alice, wanted);
  expect(open).toEqual(expect.arrayContaining(["main: database key", "main: private key, p in limbs", "main: server password", "main: text"]));
  expect(open.filter((name) => name.startsWith("renderer: text"))).not.toEqual([]);
  expect(open.filter((name) => /renderer: .*(key|password)/.test(name)), "in the page, ever").toEqual([]);
  expect(open.filter((name) => /hex|base64/.test(name)), "as a string, ever").toEqual([]);

  await alice.page.keyboard.press("Control+l");
  await expect(alice.page.getByRole("heading", { name: "Unlock Stamp" })).toBeVisible();
  // What SQLite gave back to the system, decrypted pages too, is overwritten when it is used again: docs/security.md.
  const mayRemain = /^main: (text|passphrase|server password|private key, \w+$)/;
  await expect.poll(() => namesIn(alice, wanted).filter((name) => !mayRemain.test(name)), { timeout: 45_000 }).toEqual([]);
  expect(await processOfPage(alice), "the page has another process").not.toBe(page);
});

function inTwoForms(name: string, text: string) {
  return { [name]: Buffer.from(text), [`${name}, UTF-16`]: Buffer.from(text, "utf16le") };
}

function namesIn({ electron }: StampApp, wanted: Readonly<Record<string, Buffer>>): readonly string[] {
  const all = processesOf(electron.process().pid ?? 0);
  expect(all.map(({ type }) => type)).toEqual(expect.arrayContaining(["main", "renderer"]));
  return all.flatMap(({ pid, type }) => findInMemory(pid, wanted).map((name) => `${type}: ${name}`));
}

function processOfPage({ electron }: StampApp): Promise<number | undefined> {
  return electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.getOSProcessId());
}
