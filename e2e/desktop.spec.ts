// The app and the desktop around it: what a second start hands over, the tray, notifications by privacy level.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { clickNotification, closeWindow, isWindowVisible, notifications, recordNotifications, useNotificationButton } from "./fixtures/desktop";
import { PASSPHRASE } from "./fixtures/people";
import { startAgain } from "./fixtures/start-again";
import { shoot } from "./fixtures/screens";
import { expect, test } from "./fixtures/test";
import { chat } from "./pages/chat";
import { cardQuestion } from "./pages/contact-cards";
import { unlock } from "./pages/first-run";
import { leaveSettings, openChat, openSettings, row, writeTo } from "./pages/main-window";

test("with the window in the tray messages come, notifications say as much as they may and lead to the chat", async ({ apps, servers, people }) => {
  await servers.start("embedded", [people.alice, people.bob]);
  const [alice, bob] = await Promise.all([apps.open(people.alice), apps.open(people.bob)]);
  await recordNotifications(bob);
  await openSettings(bob.page, "Notifications");
  await shoot(bob.page, "desktop-notifications");
  await leaveSettings(bob.page);
  await openSettings(bob.page, "Desktop");
  await expect(bob.page.getByRole("switch", { name: "Start with the computer" })).toBeDisabled();
  // A switch shows what the main process told, which is not at once.
  for (const name of ["Keep running in the tray", "Check spelling"]) {
    await bob.page.getByRole("switch", { name }).click();
    await expect(bob.page.getByRole("switch", { name })).toBeChecked();
  }
  await shoot(bob.page, "desktop-desktop");
  await leaveSettings(bob.page);

  await closeWindow(bob);
  expect(await isWindowVisible(bob)).toBe(false);
  await writeTo(alice.page, people.bob.address);
  const write = chat(alice.page);
  await write.send("See you at eight");
  await write.expectMark("See you at eight", "Delivered");
  await expect.poll(() => notifications(bob)).toEqual([{ title: people.alice.address, body: "New message", silent: false }]);

  for (const [level, title, body] of [
    ["full", people.alice.address, "At the harbour"],
    ["none", "Stamp", "3 new messages"],
  ] as const) {
    await bob.request("settings.update", { notifications: level, notificationSound: false });
    await write.send(level === "full" ? "At the harbour" : "Bring the key");
    await expect.poll(async () => (await notifications(bob)).at(-1)).toEqual({ title, body, silent: true });
  }
  await bob.request("settings.update", { doNotDisturb: true });
  await write.send("Quietly");
  await write.expectMark("Quietly", "Delivered");
  expect(await notifications(bob)).toHaveLength(3);

  // The button of the last one reads what it told of, and not what came after it.
  await useNotificationButton(bob);
  await write.expectMark("Bring the key", "Read");
  await write.expectMark("Quietly", "Delivered");
  await clickNotification(bob);
  await expect.poll(() => isWindowVisible(bob)).toBe(true);
  await expect(bob.page.getByRole("heading", { level: 2, name: people.alice.address })).toBeVisible();
  await expect(chat(bob.page).message("Quietly")).toBeVisible();
});

test("a second start hands its sip: link or contact card to the app that runs", async ({ apps, servers, people, userData }) => {
  await servers.start("embedded", [people.alice, people.carol]);
  const alice = await apps.open(people.alice);
  const carol = await apps.start(people.carol.user);
  const card = await alice.request("cards.show", {});
  if (!card.ok) throw new Error(card.error.code);
  const file = join(userData, "alice.vcf");
  writeFileSync(file, card.value.text);

  // The account is closed: it waits for its opening.
  await startAgain(carol, userData, file);
  await expect(cardQuestion(carol.page)).toBeHidden();
  await unlock(carol.page, PASSPHRASE);
  await expect(cardQuestion(carol.page)).toContainText(people.alice.address);
  await cardQuestion(carol.page).getByRole("button", { name: "Add contact" }).click();
  await expect(carol.page.getByRole("heading", { level: 2, name: people.alice.address })).toBeVisible();

  const dialog = carol.page.getByRole("dialog", { name: "New message" });
  await startAgain(carol, userData, "sip:dora@example.org;transport=tls?body=Pay%20now");
  await expect(dialog.getByLabel("Address")).toHaveValue("dora@example.org");
  await dialog.getByRole("button", { name: "Cancel" }).click();
  await expect(row(carol.page, "dora@example.org")).toBeHidden();
  await startAgain(carol, userData, "sip:no address");
  await expect(dialog.getByLabel("Address")).toHaveValue("sip:no address");
  await expect(dialog.getByRole("alert")).toBeVisible();
  await dialog.getByRole("button", { name: "Cancel" }).click();

  await openSettings(carol.page, "About");
  await test.step("about: no updates in this build, and the licences of what is really in it", async () => {
    await expect(carol.page.getByText("This build does not look for updates")).toBeVisible();
    expect((await carol.request("updates.look", {})).ok).toBe(false);
    await carol.page.getByRole("button", { name: "Third-party licenses…" }).click();
    const licences = carol.page.getByRole("dialog", { name: "Third-party licenses" });
    for (const name of [/^Electron/, /^better-sqlite3-multiple-ciphers/, /^dictionary-en/, /^unicode-emoji-json/]) {
      await expect(licences.getByRole("button", { name })).toBeVisible();
    }
    await licences.getByRole("button", { name: /^react \d/ }).press("Enter");
    await expect(licences.getByRole("region")).toContainText("Permission is hereby granted");
    await carol.page.keyboard.press("Escape");
  });
  await startAgain(carol, userData, `SIPS:${people.alice.address}`);
  await expect(carol.page.getByRole("heading", { level: 2, name: people.alice.address })).toBeVisible();
  await openChat(carol.page, people.alice.address);
});
