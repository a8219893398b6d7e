// An account goes on on another computer: saved in one encrypted file here, imported there, with history and trust.
import { existsSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { HELLO, PASSPHRASE } from "./fixtures/people";
import { answerOpenDialog, answerSaveDialog } from "./fixtures/save-dialog";
import { resize, shoot } from "./fixtures/screens";
import type { StampApp } from "./fixtures/stamp-app";
import { expect, test } from "./fixtures/test";
import { chat, own, peer } from "./pages/chat";
import { finish, protect } from "./pages/first-run";
import { connectionLine, expectOnline, openChat, openSettings } from "./pages/main-window";

const FILE_PASSPHRASE = "copper meadow lantern";

async function onlyContact(app: StampApp) {
  const answer = await app.request("app.snapshot", {});
  if (!answer.ok || answer.value.state.phase !== "ready") throw new Error("the account is not open");
  const [contact] = answer.value.state.session.contacts;
  if (contact === undefined) throw new Error("there is no contact");
  return contact;
}

test("an account moves to another computer with its history and its trust, and chats go on there", async ({ apps, servers, people, userData }) => {
  await servers.start("embedded", [people.alice, people.bob]);
  const [first, bob] = await Promise.all([apps.open(people.alice), apps.open(people.bob)]);
  const known = await onlyContact(first);
  if (known.trust.status !== "pinned") throw new Error("there is no key");
  await first.request("contacts.setCompared", { contactId: known.id, fingerprint: known.trust.key.fingerprint, compared: true });

  const file = join(userData, "alice.stamp-account");
  await openSettings(first.page, "Data");
  await first.page.getByRole("button", { name: "Save account file…" }).click();
  const dialog = first.page.getByRole("dialog", { name: "Move to another computer" });
  await shoot(first.page, "export-account", ["dark", "contrast", "light"]);
  await dialog.getByLabel("Passphrase for the file").fill(FILE_PASSPHRASE);
  await dialog.getByLabel("Passphrase again").fill("something else");
  await dialog.getByRole("button", { name: "Choose where to save…" }).click();
  await expect(dialog.getByRole("alert")).toContainText("The two are not the same.");
  await dialog.getByLabel("Passphrase again").fill(FILE_PASSPHRASE);
  await answerSaveDialog(first);
  await dialog.getByRole("button", { name: "Choose where to save…" }).click();
  await expect(dialog.getByRole("button", { name: "Choose where to save…" })).toBeEnabled();
  await answerSaveDialog(first, join(userData, "no such folder", "alice.stamp-account"));
  await dialog.getByRole("button", { name: "Choose where to save…" }).click();
  await expect(dialog.getByRole("alert")).toContainText("The file could not be saved there.");
  await resize(first, 480, 860);
  await shoot(first.page, "export-account-narrow");
  await resize(first, 1280, 800);
  await answerSaveDialog(first, file);
  await dialog.getByRole("button", { name: "Choose where to save…" }).click();
  const saved = first.page.getByRole("dialog", { name: "The account file is saved" });
  await expect(saved).toBeVisible();
  await shoot(first.page, "export-account-saved");
  await saved.getByRole("button", { name: "Close" }).last().click();
  expect(existsSync(file)).toBe(true);
  expect(statSync(file).mode & 0o777).toBe(0o600);

  const second = await apps.start("new-computer");
  const choose = () => second.page.getByRole("button", { name: "Import an account file…" }).click();
  await answerOpenDialog(second);
  await choose();
  writeFileSync(join(userData, "letter.txt"), "Dear Alice");
  await answerOpenDialog(second, join(userData, "letter.txt"));
  await choose();
  await expect(second.page.getByRole("alert")).toContainText("This is not an account file.");
  await shoot(second.page, "welcome-import");
  await resize(second, 480, 860);
  await second.page.getByRole("button", { name: "Import an account file…" }).scrollIntoViewIfNeeded();
  await shoot(second.page, "welcome-import-narrow");
  await resize(second, 1280, 800);
  await answerOpenDialog(second, file);
  await choose();
  await expect(second.page.getByText("alice.stamp-account")).toBeVisible();
  await second.page.getByLabel("Passphrase for the file").fill(PASSPHRASE);
  await second.page.getByRole("button", { name: "Open the file" }).click();
  await expect(second.page.getByRole("alert")).toContainText("That is not the passphrase of this file.");
  await shoot(second.page, "account-file");
  await second.page.getByLabel("Passphrase for the file").fill(FILE_PASSPHRASE);
  await second.page.getByRole("button", { name: "Open the file" }).click();
  await expect(second.page.getByText(`${people.alice.address}, as it was on`)).toBeVisible();
  await protect(second.page, "another passphrase here", "Import the account");
  await expect(second.page.getByText("Your key comes along, so your contacts notice nothing.")).toBeVisible();
  await shoot(second.page, "other-device-import");
  await second.page.getByRole("button", { name: "Use Stamp here instead" }).click();
  await finish(second.page);
  await expectOnline(second.page);
  await expect(connectionLine(first.page, "This account was opened on another device.")).toBeVisible();

  expect((await onlyContact(second)).trust.status).toBe("verified");
  await openChat(second.page, people.bob.address);
  await chat(second.page).expectTexts([own(HELLO.alice), peer(HELLO.bob)]);
  await chat(second.page).send("From my new computer");
  await openChat(bob.page, people.alice.address);
  await chat(bob.page).send("It looks the same here");
  await chat(second.page).expectTexts([own(HELLO.alice), peer(HELLO.bob), own("From my new computer"), peer("It looks the same here")]);
  await chat(second.page).expectMark("From my new computer", "Read");
  await expect(chat(bob.page).log.getByText(/key/i)).toHaveCount(0);
});
