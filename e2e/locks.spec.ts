// Locking for real: what a hidden window still knows, what a locked account still does, what opens it, and other accounts.
import { HELLO, PASSPHRASE } from "./fixtures/people";
import { shoot } from "./fixtures/screens";
import type { StampApp } from "./fixtures/stamp-app";
import { expect, test } from "./fixtures/test";
import { chat, own, peer } from "./pages/chat";
import { unlock } from "./pages/first-run";
import { openChat, openSettings, row } from "./pages/main-window";

const NEW_PASSPHRASE = "copper window heron nine";

test("a window left alone hides its content, messages keep coming, and the passphrase shows the same chat again", async ({ apps, servers, people }) => {
  await servers.start("embedded", [people.alice, people.bob]);
  const bob = await apps.open(people.bob);
  await openChat(bob.page, people.alice.address);
  const alice = await apps.open(people.alice, "--stamp-lock-minute=1500");
  const { page } = alice;
  await openChat(page, people.bob.address);
  await chat(page).expectTexts([own(HELLO.alice), peer(HELLO.bob)]);
  await chat(page).composer.pressSequentially("half a thought");
  await alice.request("settings.update", { autoLockMinutes: 1 });

  await expect(page.getByRole("heading", { name: "Stamp has locked itself" })).toBeVisible();
  await shoot(page, "locked-itself");
  await chat(bob.page).send("While you were away");
  await chat(bob.page).expectMark("While you were away", "Delivered");
  const left = await page.evaluate(() => document.documentElement.outerHTML + document.title);
  for (const secret of [HELLO.alice, HELLO.bob, "half a thought", "While you were away", people.bob.address]) expect(left).not.toContain(secret);
  await expectRefused(alice);

  await unlock(page, "not the passphrase");
  await expect(page.getByText("That is not the passphrase.")).toBeVisible();
  await chat(bob.page).expectMark("While you were away", "Delivered");
  await unlock(page, PASSPHRASE);
  await chat(page).expectTexts([own(HELLO.alice), peer(HELLO.bob), peer("While you were away")]);
  await expect(chat(page).composer).toHaveValue("half a thought");
  await chat(bob.page).expectMark("While you were away", "Read");
});

/** What a page that forgot its manners could still ask. */
async function expectRefused(app: StampApp): Promise<void> {
  const refused = { ok: false, error: { code: "not-allowed-now", details: {} } };
  const contact = { contactId: 1 as never };
  expect(await app.request("messages.page", { ...contact, place: { type: "newest" }, limit: 10 })).toEqual(refused);
  expect(await app.request("conversations.setDraft", { ...contact, draft: "" })).toEqual(refused);
  expect(await app.request("messages.sendText", { ...contact, text: "not by me" })).toEqual(refused);
  expect(await app.request("protection.state", {})).toEqual(refused);
  expect(await app.request("account.signOut", {})).toEqual(refused);
}

test("a full lock signs out until it is unlocked, and the panic shortcut is the system's only while the account is open", async ({ apps, servers, people }) => {
  await servers.start("embedded", [people.alice, people.bob]);
  const bob = await apps.open(people.bob);
  await openChat(bob.page, people.alice.address);
  const { page, electron } = await apps.open(people.alice);
  const taken = () => electron.evaluate(({ globalShortcut }) => globalShortcut.isRegistered("Control+Alt+F9"));
  await openSettings(page, "Security");
  await page.getByRole("button", { name: "Choose keys…" }).click();
  await page.keyboard.press("Control+Alt+F9");
  await expect(page.getByRole("button", { name: "Ctrl Alt F9. Choose other keys" })).toBeVisible();
  expect(await taken()).toBe(true);
  await shoot(page, "settings-locks");

  await page.keyboard.press("Control+l");
  await expect(page.getByRole("heading", { name: "Unlock Stamp" })).toBeVisible();
  expect(await taken()).toBe(false);
  await chat(bob.page).send("Are you there?");
  await chat(bob.page).expectMark("Are you there?", "Handed to the server");
  await unlock(page, PASSPHRASE);
  await chat(bob.page).expectMark("Are you there?", "Delivered");
  expect(await taken()).toBe(true);
});

test("a changed passphrase opens after a restart, and the old one does not", async ({ apps, people }) => {
  const first = await apps.start("alice");
  await unlock(first.page, PASSPHRASE);
  await openSettings(first.page, "Security");
  await first.page.getByRole("button", { name: "Change…" }).click();
  const dialog = first.page.getByRole("dialog");
  await dialog.getByLabel("Present passphrase").fill(PASSPHRASE);
  await dialog.getByLabel("New passphrase").fill(NEW_PASSPHRASE);
  await dialog.getByLabel("Passphrase again").fill(NEW_PASSPHRASE);
  await shoot(first.page, "change-passphrase");
  await dialog.getByRole("button", { name: "Change the passphrase" }).click();
  await expect(first.page.getByText("The new passphrase opens Stamp on this computer from now on.")).toBeVisible();
  await first.close();

  const { page } = await apps.start("alice");
  await unlock(page, PASSPHRASE);
  await expect(page.getByText("That is not the passphrase.")).toBeVisible();
  await unlock(page, NEW_PASSPHRASE);
  await expect(row(page, people.bob.address)).toBeVisible();
});

test("another account of this computer gets a window of its own, also from the locked page", async ({ apps, people }) => {
  const app = await apps.start("alice");
  const { page } = app;
  await page.getByRole("button", { name: "Other accounts" }).click();
  const dialog = page.getByRole("dialog", { name: "Other accounts" });
  await expect(dialog.getByText(people.bob.address)).toBeVisible();
  const add = async (): Promise<void> => {
    await dialog.getByRole("button", { name: "Add…" }).click();
    await page.getByLabel("Name on this computer").fill("club");
    await shoot(page, "add-account");
    await page.getByRole("button", { name: "Open its window" }).click();
  };
  const club = await apps.second(app, add, "club");
  await expect(club.page.getByRole("button", { name: "Sign in", exact: true })).toBeVisible();
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Other accounts" }).click();
  await expect(dialog.getByText("Name club · open now")).toBeVisible();
  await shoot(page, "other-accounts");
});
