// The app is killed while it sends: whatever had become a bubble is there again after the restart and arrives once.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { HELLO, PASSPHRASE } from "./fixtures/people";
import type { SipServer } from "./fixtures/sip-server";
import type { StampApp } from "./fixtures/stamp-app";
import { expect, test } from "./fixtures/test";
import { chat, own, peer } from "./pages/chat";
import { unlock } from "./pages/first-run";
import { expectOnline, openChat } from "./pages/main-window";

interface Round {
  readonly when: string;
  /** With a server that does not answer, a text stays what it is until the kill. */
  readonly frozen: boolean;
  readonly texts: readonly string[];
  /** Marks of the last text at which the app is killed. */
  readonly at: RegExp;
}

const ROUNDS: readonly Round[] = [
  { when: "as soon as the bubble is there", frozen: false, texts: ["first"], at: /./ },
  { when: "while it is being sent", frozen: true, texts: ["second"], at: /^Sending$/ },
  { when: "while one is being sent and others wait", frozen: true, texts: ["third", "fourth", "fifth"], at: /^Waiting$/ },
  { when: "when the device has taken it", frozen: false, texts: ["sixth"], at: /^(Sent to the device|Delivered|Read)$/ },
  { when: "right after several", frozen: false, texts: ["seventh", "eighth", "ninth"], at: /./ },
];

test("nothing is lost or doubled when the app is killed in the middle of sending", async ({ apps, servers, people }) => {
  const server = await servers.start("embedded", [people.alice, people.bob]);
  const bob = await apps.open(people.bob);
  await openChat(bob.page, people.alice.address);
  let alice = await apps.open(people.alice);

  for (const round of ROUNDS) {
    await test.step(`killed ${round.when}`, async () => {
      await openChat(alice.page, people.bob.address);
      await killWhile(alice, server, round);
      alice = await apps.start(people.alice.user);
      await unlock(alice.page, PASSPHRASE);
      await expectOnline(alice.page);
      await openChat(alice.page, people.bob.address);
      for (const text of round.texts) await chat(alice.page).expectMark(text, "Read");
    });
  }
  const texts = ROUNDS.flatMap((round) => round.texts);
  await chat(alice.page).expectTexts([own(HELLO.alice), peer(HELLO.bob), ...texts.map(own)]);
  await chat(bob.page).expectTexts([peer(HELLO.alice), own(HELLO.bob), ...texts.map(peer)]);
});

test("the running app waits for the disk at each commit, as it reads back from its open file", async ({ apps, servers, userData, people }) => {
  await servers.start("embedded", [people.alice]);
  await apps.open(people.alice);
  const lines = readFileSync(join(userData, "profiles", "alice", "logs", "stamp.log"), "utf8").trim().split("\n");
  const opened = lines.map((line) => JSON.parse(line) as Record<string, unknown>).filter(({ msg }) => msg === "database-opened");
  expect(opened).toEqual([expect.objectContaining({ synchronous: 2, journal: "wal" })]);
});

async function killWhile({ page, kill }: StampApp, server: SipServer, { frozen, texts, at }: Round): Promise<void> {
  if (frozen) server.freeze();
  const { composer, message, send } = chat(page);
  for (const text of texts.slice(0, -1)) await send(text);
  const last = texts.at(-1)!;
  await composer.fill(last);
  await composer.press("Enter");
  await message(last).getByRole("img", { name: at }).waitFor();
  await kill();
  server.thaw();
}
