// Whether the key that Stamp has is the other person's: compared by digits, or by a code from the other one's screen. What
// is noted as compared stays noted, and a key that changed is accepted by comparing it.
import { PASSPHRASE } from "./fixtures/people";
import { resize, shoot } from "./fixtures/screens";
import type { StampApp } from "./fixtures/stamp-app";
import { expect, test } from "./fixtures/test";
import { chat } from "./pages/chat";
import { comparison, openComparison, openContactPanel } from "./pages/contact-panel";
import { protectAndFinish, signIn } from "./pages/first-run";
import { expectOnline, openChat, openSettings, writeTo } from "./pages/main-window";

test("a comparison is noted, survives a restart, and can be taken back", async ({ apps, servers, people }) => {
  await servers.start("embedded", [people.alice, people.bob]);
  const [alice, bob] = await Promise.all([apps.open(people.alice), apps.open(people.bob)]);
  await Promise.all([openChat(alice.page, people.bob.address), openChat(bob.page, people.alice.address)]);
  const { panel } = await openContactPanel(alice.page);
  await Promise.all([openContactPanel(bob.page), openComparison(alice.page), openComparison(bob.page)]);
  const digits = await comparison(alice.page).digits();
  expect(await comparison(bob.page).digits()).toBe(digits);
  await shoot(alice.page, "compare", ["dark", "contrast", "light"]);

  const { dialog } = comparison(alice.page);
  await expect(dialog.getByRole("button", { name: "Not now" })).toBeFocused();
  await dialog.getByRole("button", { name: "They differ" }).click();
  await expect(dialog.getByRole("alert")).toContainText("Nothing was marked.");
  await shoot(alice.page, "compare-differ");
  await dialog.getByRole("button", { name: "Compare again" }).click();
  await dialog.getByRole("button", { name: "They match" }).click();
  await expect(panel).toContainText("You compared the safety number on");
  await alice.close();

  const again = await apps.open(people.alice);
  await openChat(again.page, people.bob.address);
  const { panel: later } = await openContactPanel(again.page);
  await expect(later).toContainText("You compared the safety number on");
  await openComparison(again.page);
  await shoot(again.page, "compare-compared");
  await comparison(again.page).dialog.getByRole("button", { name: "Take it back" }).click();
  await expect(later).toContainText("bob’s key was accepted on first contact and not compared.");
});

test("a changed key is compared by the code on the other screen, and accepted with that", async ({ apps, servers, people }) => {
  const server = await servers.start("embedded", [people.alice, people.bob]);
  const alice = await apps.open(people.alice);
  const { page } = alice;
  await openChat(page, people.bob.address);
  const bob = await apps.start("bobs-new-computer");
  await signIn(bob.page, { address: people.bob.address, password: people.bob.password, server: server.url });
  await protectAndFinish(bob.page, PASSPHRASE);
  await expectOnline(bob.page);
  await writeTo(bob.page, people.alice.address);

  const { panel } = await openContactPanel(page);
  await expect(panel).toContainText("bob’s key has changed");
  await chat(page).send("Is it really you?");
  await chat(page).expectMark("Is it really you?", "Needs your decision");
  await openContactPanel(bob.page);
  await Promise.all([openComparison(page), openComparison(bob.page)]);
  await shoot(page, "compare-changed");
  const { dialog, readCode } = comparison(page);
  await expect(dialog.getByRole("region", { name: "The key until now" })).toBeVisible();

  await readCode({ name: "holiday.png", buffer: await page.getByRole("heading", { level: 2 }).first().screenshot() });
  await expect(dialog).toContainText("No code was found in this picture.");
  const code = { name: "bob.png", buffer: await comparison(bob.page).code().screenshot() };
  await readCode(code);
  await expect(dialog).toContainText("The codes match");
  await shoot(page, "compare-match");
  await resize(alice, 480, 720);
  await shoot(page, "compare-narrow", ["light"]);
  await resize(alice, 1280, 800);
  await dialog.getByRole("button", { name: "They match" }).click();
  await expect(panel).toContainText("You compared the safety number on");
  await chat(page).expectMark("Is it really you?", "Sent to the device");

  // The other way round, and with a code of something else.
  await comparison(bob.page).readCode({ name: "card.png", buffer: await ownCode(alice) });
  await expect(comparison(bob.page).dialog).toContainText("This is another kind of code.");
});

/** A picture of the code with the own contact card. */
async function ownCode({ page }: StampApp): Promise<Buffer> {
  await openSettings(page, "Account");
  await page.getByRole("button", { name: "Show…" }).click();
  return page.getByRole("dialog", { name: "Your contact card" }).getByRole("img").screenshot();
}
