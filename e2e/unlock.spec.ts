// A locked profile: the ways in, what is said when one is wrong, and that nothing is ever touched when none works.
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { damageHistory, historyFile } from "./fixtures/damage";
import { PASSPHRASE } from "./fixtures/people";
import { expect, test } from "./fixtures/test";
import { chat } from "./pages/chat";
import { unlock } from "./pages/first-run";
import { connectionLine, expectOnline, openChat, RECONNECTED, row } from "./pages/main-window";

test("a profile opens with its passphrase or its recovery key, and says what was wrong with others", async ({
  apps,
  servers,
  people,
}) => {
  await servers.start("embedded", [people.alice, people.bob]);
  let { page, close } = await apps.start("alice");
  await expect(page.getByRole("heading", { name: "Unlock Stamp" })).toBeVisible();
  await expect(page.getByText(people.alice.address)).toBeVisible();
  await unlock(page, `${PASSPHRASE}!`);
  await expect(page.getByText("That is not the passphrase. Check the keyboard layout and Caps Lock, then try again.")).toBeVisible();
  await unlock(page, PASSPHRASE);
  await expectOnline(page);
  await close();

  ({ page, close } = await apps.start("alice"));
  await page.getByRole("button", { name: "Use the recovery key" }).click();
  const field = page.getByLabel("Recovery key");
  await field.fill(people.bob.recoveryKey);
  await page.getByRole("button", { name: "Unlock" }).click();
  await expect(page.getByText("That is not the recovery key of this profile. Check every group, then try again.")).toBeVisible();
  await field.fill(people.alice.recoveryKey.toLowerCase().replaceAll(/[ -]/g, ""));
  await page.getByRole("button", { name: "Unlock" }).click();
  await expectOnline(page);
  await expect(row(page, people.bob.address)).toContainText("Hello");
});

test("a damaged history is not opened, and its file stays as it is", async ({ apps, userData, people }) => {
  damageHistory(userData, "alice");
  const file = historyFile(userData, "alice");
  const before = hashOf(file);
  const { page } = await apps.start("alice");
  await unlock(page, PASSPHRASE);
  await expect(page.getByRole("heading", { name: "Stamp can’t open your history" })).toBeVisible();
  await expect(page.getByText(people.alice.address)).toBeVisible();
  await expect(page.getByText("The file with your history is damaged.")).toBeVisible();
  await expect(page.getByText("Nothing was deleted. Whatever is done here, the damaged file is kept.")).toBeVisible();
  await expect(page.getByText("Code: database-damaged")).toBeVisible();
  expect(hashOf(file)).toBe(before);
});

test("a password that the server no longer takes is an account's matter: a new one signs in and nothing is lost", async ({
  apps,
  servers,
  people,
}) => {
  const server = await servers.start("embedded", [people.alice, people.bob]);
  const { page } = await apps.open(people.alice);
  await openChat(page, people.bob.address);
  await server.addAccount({ user: "alice", password: "a new one" });
  const line = connectionLine(page, "Sign-in refused.");
  await expect(line).toContainText("The server doesn’t accept this address and password. Your history stays.", RECONNECTED);
  await chat(page).send("Waits for the password");
  await chat(page).expectMark("Waits for the password", "Waiting");

  await line.getByRole("button", { name: "Sign in again" }).click();
  const dialog = page.getByRole("dialog", { name: "Sign in again" });
  await dialog.getByLabel("Password", { exact: true }).fill("also wrong");
  await dialog.getByRole("button", { name: "Sign in" }).click();
  await expect(dialog).toBeHidden();
  await expect(line).toBeVisible();
  await line.getByRole("button", { name: "Sign in again" }).click();
  await dialog.getByLabel("Password", { exact: true }).fill("a new one");
  await dialog.getByRole("button", { name: "Sign in" }).click();
  await expectOnline(page);
  await expect(line).toBeHidden();
  await chat(page).expectMark("Waits for the password", "Handed to the server");
});

function hashOf(file: string): string {
  return createHash("sha256").update(readFileSync(file)).digest("hex");
}
