// A history that was damaged on the disk, in the real window: explained, repaired with what reads and with the backup,
// told, and the chat goes on.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { damageHistory, historyFile } from "./fixtures/damage";
import { accountFolder } from "./fixtures/paths";
import { HELLO, PASSPHRASE } from "./fixtures/people";
import { shoot } from "./fixtures/screens";
import { expect, test } from "./fixtures/test";
import { chat, own, peer } from "./pages/chat";
import { unlock } from "./pages/first-run";
import { expectOnline, leaveSettings, openChat, openSettings } from "./pages/main-window";

test("a damaged history is repaired in the window, and the chat goes on", async ({ apps, servers, people, userData }) => {
  await servers.start("embedded", [people.alice, people.bob]);
  const bob = await apps.open(people.bob);
  const first = await apps.open(people.alice);

  await test.step("a backup is made at once when asked for", async () => {
    const { page } = first;
    await openSettings(page, "Data");
    await expect(page.getByText("None yet.")).toBeVisible();
    await page.getByRole("button", { name: "Back up now" }).click();
    await expect(page.getByText(/^Last one: /)).toBeVisible();
    await shoot(page, "backup");
    await leaveSettings(page);
  });
  await openChat(first.page, people.bob.address);
  await chat(first.page).send("After the backup");
  await chat(first.page).expectMark("After the backup", "Delivered");
  await first.close();

  damageHistory(userData, "alice");
  const damaged = readFileSync(historyFile(userData, "alice"));
  const second = await apps.start("alice");
  const { page } = second;
  await unlock(page, PASSPHRASE);
  await expect(page.getByRole("heading", { name: "Stamp can’t open your history" })).toBeVisible();
  await expect(page.getByText(/takes the rest from the backup of/)).toBeVisible();
  await shoot(page, "blocked-repair");
  await page.getByRole("button", { name: "Repair" }).click();
  await expectOnline(page);
  const told = page.getByRole("status").filter({ hasText: "Your history was damaged and has been repaired." });
  await expect(told).toContainText("The damaged file is kept in");
  await openChat(page, people.bob.address);
  await shoot(page, "repaired");
  const folder = join(accountFolder(userData, "alice"), "damaged");
  const [kept] = readdirSync(folder);
  expect(readFileSync(join(folder, kept ?? "", "stamp.db")).equals(damaged)).toBe(true);

  await openChat(bob.page, people.alice.address);
  await chat(page).send("After the repair");
  await chat(page).expectMark("After the repair", "Read");
  await chat(bob.page).send("Welcome back");
  await chat(page).expectTexts([own(HELLO.alice), peer(HELLO.bob), own("After the backup"), own("After the repair"), peer("Welcome back")]);
  await chat(bob.page).expectTexts([peer(HELLO.alice), own(HELLO.bob), peer("After the backup"), peer("After the repair"), own("Welcome back")]);

  await told.getByRole("button", { name: "Got it" }).click();
  await expect(told).toBeHidden();
  await second.close();
  const third = await apps.open(people.alice);
  await expect(third.page.getByText("Your history was damaged and has been repaired.")).toBeHidden();
});
