// Two people, from nothing: they sign in through the form, find each other by address, and write; on both servers.
import type { Page } from "@playwright/test";
import { PASSPHRASE, type Person } from "./fixtures/people";
import { SERVER_KINDS, type SipServer } from "./fixtures/sip-server";
import type { StampApp } from "./fixtures/stamp-app";
import { expect, test } from "./fixtures/test";
import { chat, own, peer } from "./pages/chat";
import { openContactPanel } from "./pages/contact-panel";
import { fillSignIn, protectAndFinish, testSteps } from "./pages/first-run";
import { expectOnline, leaveSettings, openSettings, writeTo } from "./pages/main-window";
import { marksOf, recordMarks } from "./pages/marks";

/** Ten each way: with the shapes that texts come in. */
const KINDS = [
  "Good morning",
  "Emoji: 🙂 👩‍👩‍👧 🇸🇰 ❤️",
  "שלום, זה טקסט מימין לשמאל",
  "Several\nlines\n\n  with an indented one",
  "Right to left مرحبا and back again",
  "<b>not bold</b> & \"quoted\" 'text'",
  "https://example.org/?a=1&b=2#c",
  "Ďakujem, prosím, žltý kôň",
  "16 KiB: ",
  "The end.",
] as const;

function textsOf(name: string): readonly string[] {
  return KINDS.map((kind) => {
    const text = `${kind} (${name})`;
    return kind.startsWith("16 KiB") ? text.padEnd(16 * 1024, "0123456789abcdef") : text;
  });
}

for (const kind of SERVER_KINDS) {
  test(`two people sign in, find each other and write, over the ${kind} server`, async ({ apps, servers, people }) => {
    const server = await servers.start(kind, [people.alice, people.bob]);
    const alice = await apps.start("new-alice");
    const bob = await apps.start("new-bob");

    await test.step("the connection test tells a wrong password, then they sign in", async () => {
      await signIn(alice.page, server, people.alice, true);
      await signIn(bob.page, server, people.bob, false);
    });
    await test.step("they add each other by address and get each other's keys", async () => {
      await writeTo(alice.page, people.bob.address);
      await writeTo(bob.page, people.alice.address);
      await expect(alice.page.getByText("Only you and the holder of bob’s key can read what you write here.")).toBeVisible();
      await expect(bob.page.getByText("Only you and the holder of alice’s key can read what you write here.")).toBeVisible();
    });
    await test.step("a text is sent, delivered, and read when the other looks at it", () => sentDeliveredRead(alice, bob));
    await test.step("ten texts each way arrive once, in order, and are read", () => tenEachWay(alice, bob));
    await test.step("both see what the other's app supports, what is used and why", async () => {
      for (const { page } of [alice, bob]) await expectPanel(page);
    });
    await test.step("both see the same safety number", async () => {
      const numbers = await Promise.all(
        [alice, bob].map(async ({ page }) => (await openContactPanel(page)).safetyNumber()),
      );
      expect(numbers[0]).toMatch(/^\d{60}$/);
      expect(numbers[1]).toBe(numbers[0]);
    });
  });
}

async function signIn(page: Page, server: SipServer, person: Person, wrongFirst: boolean): Promise<void> {
  const form = { address: person.address, password: person.password, server: server.url };
  const testConnection = page.getByRole("button", { name: /^Test/ });
  if (wrongFirst) {
    await fillSignIn(page, { ...form, password: "not the password" });
    await testConnection.click();
    await expect(testSteps(page)).toHaveText([
      /^Server found/,
      "Sign-in refused. The server doesn’t accept this address and password. Check both and test again.",
    ]);
  }
  await fillSignIn(page, form);
  await testConnection.click();
  await expect(testSteps(page)).toHaveText([/^Server found/, /^Signed in/]);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await protectAndFinish(page, PASSPHRASE);
  await expectOnline(page);
}

async function sentDeliveredRead(alice: StampApp, bob: StampApp): Promise<void> {
  const text = "Can you see this?";
  await openSettings(bob.page, "About");
  await recordMarks(alice.page);
  await chat(alice.page).send(text);
  await chat(alice.page).expectMark(text, "Delivered");
  await leaveSettings(bob.page);
  await chat(alice.page).expectMark(text, "Read");
  const id = await chat(alice.page).message(text).getAttribute("data-message");
  const marks = await marksOf(alice.page, id ?? "");
  expect(marks.slice(marks.indexOf("Sent to the device"))).toEqual(["Sent to the device", "Delivered", "Read"]);
  expect(["Waiting", "Sending"]).toEqual(expect.arrayContaining(marks.slice(0, marks.indexOf("Sent to the device"))));
}

async function tenEachWay(alice: StampApp, bob: StampApp): Promise<void> {
  const [fromAlice, fromBob] = [textsOf("alice"), textsOf("bob")];
  for (const [index, text] of fromAlice.entries()) {
    await chat(alice.page).send(text);
    // In turns, so that both windows must show one and the same order.
    await expect(chat(bob.page).message(text)).toBeVisible();
    await chat(bob.page).send(fromBob[index]!);
    await expect(chat(alice.page).message(fromBob[index]!)).toBeVisible();
  }
  await chat(alice.page).expectMark(fromAlice.at(-1)!, "Read");
  await chat(bob.page).expectMark(fromBob.at(-1)!, "Read");
  const inTurns = fromAlice.flatMap((text, index) => [{ by: "alice", text }, { by: "bob", text: fromBob[index]! }]);
  const seenBy = (name: string) => inTurns.map(({ by, text }) => (by === name ? own(text) : peer(text)));
  const first = "Can you see this?";
  await chat(alice.page).expectTexts([own(first), ...seenBy("alice")]);
  await chat(bob.page).expectTexts([peer(first), ...seenBy("bob")]);
  for (const { page } of [alice, bob]) {
    await expect.poll(() => chat(page).marks()).toEqual(new Set(["Read"]));
  }
}

async function expectPanel(page: Page): Promise<void> {
  const { protocol, value } = await openContactPanel(page);
  await expect(protocol()).toContainText("The newest that both apps know.");
  await expect(protocol().getByRole("heading")).toHaveText("Protocol2.2");
  await expect(value(/’s app$/)).toHaveText("2.0, 2.1, 2.2, receipts3.1.2 3.1.2.1 3.1.2.2 3.1.3");
  await expect(value("Never below")).toContainText("2.2, proved");
}
