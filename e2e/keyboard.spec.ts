// Everything with the keyboard alone: from the locked app to a message sent, one read, and what can be done with it.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { HELLO, PASSPHRASE } from "./fixtures/people";
import { expect, test } from "./fixtures/test";
import { chat } from "./pages/chat";
import { cardQuestion } from "./pages/contact-cards";
import { comparison, openContactPanel } from "./pages/contact-panel";
import { readRecoveryKey } from "./pages/first-run";
import { chooseItem, expectFocusKept, pressKey, tabTo } from "./pages/keys";
import { expectOnline, openChat, row } from "./pages/main-window";

test("unlocking, finding a chat, sending, reading and looking things up need no mouse", async ({ apps, servers, people }) => {
  await servers.start("embedded", [people.alice, people.bob]);
  const bob = await apps.open(people.bob);
  await openChat(bob.page, people.alice.address);
  const { page } = await apps.start("alice");
  const { keyboard } = page;
  const { composer, log, message } = chat(page);

  await test.step("unlock", async () => {
    await expect(page.getByLabel("Passphrase", { exact: true })).toBeFocused();
    await keyboard.type(PASSPHRASE);
    await keyboard.press("Enter");
    await expectOnline(page);
  });
  await test.step("search a chat, write two lines, send", async () => {
    await keyboard.press("Control+K");
    await keyboard.type("bob");
    await keyboard.press("Enter");
    await expect(composer).toBeFocused();
    await keyboard.type("First line");
    await keyboard.press("Shift+Enter");
    await keyboard.type("Second line");
    await keyboard.press("Enter");
    await chat(page).expectMark("First line Second line", "Read");
    await expect(composer).toBeFocused();
    await expect(composer).toHaveValue("");
  });
  await test.step("read the answer, walk through the messages, open the details and come back", async () => {
    await chat(bob.page).send("Both lines came");
    await expect(message("Both lines came")).toBeVisible();
    await keyboard.press("Shift+Tab");
    await expect(log).toBeFocused();
    await keyboard.press("End");
    await expect(message("Both lines came")).toBeFocused();
    await keyboard.press("ArrowUp");
    await expect(message("First line Second line")).toBeFocused();
    await keyboard.press("Enter");
    await expect(page.getByRole("complementary", { name: "Message details" })).toBeVisible();
    await keyboard.press("Shift+F10");
    await expect(page.getByRole("menuitem").first()).toBeFocused();
    const [menu, bubble] = await Promise.all([
      page.getByRole("menu").boundingBox(),
      message("First line Second line").locator("[data-bubble]").boundingBox(),
    ]);
    expect(menu?.x, "the menu stands at the message, not at the edge of the log").toBeLessThan((bubble?.x ?? 0) + (bubble?.width ?? 0));
    expect((menu?.x ?? 0) + (menu?.width ?? 0)).toBeGreaterThan(bubble?.x ?? Infinity);
    await keyboard.press("Escape");
    await expect(message("First line Second line")).toBeFocused();
    await keyboard.press("Escape");
    await expect(page.getByRole("complementary", { name: "Message details" })).toBeHidden();
    await keyboard.press("Escape");
    await expect(composer).toBeFocused();
  });
  await test.step("contact panel, help, a new chat, settings", async () => {
    await keyboard.press("Control+I");
    await expect(page.getByRole("complementary", { name: "Contact" })).toBeVisible();
    await keyboard.press("Control+/");
    await expect(page.getByRole("dialog", { name: "Keyboard" })).toBeVisible();
    await keyboard.press("Escape");
    await expect(page.getByRole("dialog")).toBeHidden();
    await keyboard.press("Control+N");
    await keyboard.type(people.carol.address);
    await keyboard.press("Enter");
    await expect(page.getByRole("heading", { level: 2, name: people.carol.address })).toBeVisible();
    await keyboard.press("Alt+ArrowDown");
    await expect(page.getByRole("heading", { level: 2, name: people.bob.address })).toBeVisible();
    await expect(row(page, people.bob.address)).toHaveAttribute("aria-selected", "true");
    await keyboard.press("Control+,");
    await expect(page.getByRole("heading", { level: 2, name: "Account" })).toBeVisible();
    await keyboard.press("Escape");
    await expect(composer).toBeFocused();
  });
});

test("the contact, the search, emoji, the settings and the lock need no mouse", async ({ apps, servers, people }) => {
  await servers.start("embedded", [people.alice, people.bob, people.carol]);
  const { page } = await apps.open(people.alice);
  const { keyboard } = page;
  const { composer, message } = chat(page);
  const panel = page.getByRole("complementary", { name: "Contact" });
  const dialog = page.getByRole("dialog");
  await openChat(page, people.bob.address);

  await test.step("compare the safety number, and the keyboard is back where it was", async () => {
    await keyboard.press("Control+I");
    const compare = panel.getByRole("button", { name: "Compare safety number" });
    await pressKey(page, compare);
    await comparison(page).digits();
    await pressKey(page, dialog.getByRole("button", { name: "They match" }));
    await expect(panel.getByText("Compared", { exact: true })).toBeVisible();
    await expectFocusKept(page);
  });
  await test.step("name, pin, card, block and unblock", async () => {
    await pressKey(page, panel.getByRole("button", { name: "Change the name" }));
    await keyboard.type("Bob");
    await keyboard.press("Enter");
    await expect(panel.getByText("Bob", { exact: true })).toBeVisible();
    await expectFocusKept(page);
    await pressKey(page, (await openContactPanel(page)).protocol().getByRole("button", { name: "Change the oldest protocol" }));
    await tabTo(page, panel.getByRole("radio", { name: "Protocol 2.2" }));
    await keyboard.press("ArrowDown");
    await expect(panel.getByRole("radio", { name: "Protocol 2.1" })).toBeFocused();
    await pressKey(page, panel.getByRole("button", { name: "Cancel" }));
    await expectFocusKept(page);
    const card = panel.getByRole("button", { name: "Contact card" });
    await pressKey(page, card);
    await expect(dialog).toBeVisible();
    await keyboard.press("Escape");
    await expect(card).toBeFocused();
    await pressKey(page, panel.getByRole("button", { name: "Block" }));
    await pressKey(page, dialog.getByRole("button", { name: "Block" }));
    await expect(dialog).toBeHidden();
    await expectFocusKept(page);
    await pressKey(page, panel.getByRole("button", { name: "Unblock" }));
    await expect(panel.getByRole("button", { name: "Block" })).toBeVisible();
    await expectFocusKept(page);
  });
  await test.step("search everything, and in the chat", async () => {
    await keyboard.press("Control+K");
    await keyboard.type("Hello Alice");
    await expect(page.getByRole("listbox", { name: "What was found" })).toContainText("Hello Alice");
    await keyboard.press("Enter");
    await expect(message("Hello Alice")).toBeVisible();
    const bar = page.getByRole("search", { name: "Search in this chat" });
    await keyboard.press("Control+F");
    await expect(bar.locator("input")).toBeFocused();
    await keyboard.press("Control+A");
    await keyboard.type("Hello");
    await expect(bar).toContainText("1 of 2");
    await keyboard.press("Escape");
    await expect(composer).toBeFocused();
  });
  await test.step("an emoji", async () => {
    await keyboard.press("Control+J");
    // At once: nothing of it goes into the text.
    await keyboard.type("party pop");
    await expect(page.getByRole("dialog", { name: "Emoji" }).getByRole("group", { name: "Found" })).toContainText("🎉");
    await keyboard.press("Enter");
    await expect(composer).toHaveValue("🎉");
    await expect(composer).toBeFocused();
    await keyboard.press("Control+A");
    await keyboard.press("Delete");
  });
  await test.step("a switch and a choice in the settings", async () => {
    await keyboard.press("Control+,");
    await pressKey(page, page.getByRole("navigation", { name: "Settings" }).getByRole("button", { name: "Security" }));
    const receipts = page.getByRole("switch", { name: "Tell contacts when I have read a message" });
    await pressKey(page, receipts, "Space");
    await expect(receipts).not.toBeChecked();
    await pressKey(page, receipts, "Space");
    await pressKey(page, page.getByRole("navigation", { name: "Settings" }).getByRole("button", { name: "Appearance" }));
    await tabTo(page, page.getByRole("radio", { name: "Like this computer" }));
    await keyboard.press("ArrowDown");
    await expect(page.getByRole("radio", { name: /^Light/ })).toBeChecked();
    await keyboard.press("Escape");
    await expect(page.getByRole("navigation", { name: "Conversations" })).toBeVisible();
    await expectFocusKept(page);
  });
  await test.step("lock and unlock", async () => {
    await keyboard.press("Control+,");
    await pressKey(page, page.getByRole("navigation", { name: "Settings" }).getByRole("button", { name: "Security" }));
    await pressKey(page, page.getByRole("button", { name: "Lock", exact: true }));
    await expect(page.getByRole("heading", { level: 1, name: "Unlock Stamp" })).toBeVisible();
    await expect(page.getByLabel("Passphrase", { exact: true })).toBeFocused();
    await keyboard.type(PASSPHRASE);
    await keyboard.press("Enter");
    await expectOnline(page);
    await expectFocusKept(page);
  });
  await test.step("accept who asks to write", async () => {
    const carol = await apps.open(people.carol);
    await carol.request("contacts.add", { address: people.alice.address });
    await openChat(carol.page, people.alice.address);
    await chat(carol.page).send("Do you know me?");
    await pressKey(page, page.getByRole("navigation", { name: "Conversations" }).getByRole("button", { name: /Message requests/ }));
    await pressKey(page, page.getByRole("article", { name: people.carol.address }).getByRole("button", { name: "Accept" }));
    await expect(page.getByRole("heading", { level: 2, name: people.carol.address })).toBeVisible();
    await expectFocusKept(page);
  });
});

test("what did not go, a reply, a date, a chat put away, a card and another account need no mouse", async ({ apps, servers, people, userData }) => {
  const server = await servers.start("embedded", [people.alice]);
  const alice = await apps.open(people.alice);
  const { page } = alice;
  const { keyboard } = page;
  const { composer, log, message } = chat(page);
  const dialog = page.getByRole("dialog");
  /** Opens the menu of the newest message and takes what is called this. */
  const inMenuOfNewest = async (item: string): Promise<void> => {
    await tabTo(page, log, "Shift+Tab");
    await keyboard.press("End");
    await keyboard.press("Shift+F10");
    await expect(page.getByRole("menuitem").first()).toBeFocused();
    await chooseItem(page, item);
  };
  await openChat(page, people.bob.address);
  await expect(composer).toBeFocused();

  await test.step("send again what was refused, one by itself and then all that is left", async () => {
    for (const text of ["One", "Two", "Three"]) {
      await keyboard.type(text);
      await keyboard.press("Enter");
      await chat(page).expectMark(text, "Not sent");
    }
    await server.addAccount(people.bob);
    await expectOnline(page);
    await inMenuOfNewest("Resend");
    await chat(page).expectMark("Three", "Handed to the server");
    await expectFocusKept(page);
    await pressKey(page, page.getByRole("button", { name: "Resend all" }));
    await chat(page).expectMark("One", "Handed to the server");
    await chat(page).expectMark("Two", "Handed to the server");
    await expectFocusKept(page);
  });
  await test.step("reply with a quote, and delete it again", async () => {
    await inMenuOfNewest("Reply with quote");
    await expect(composer).toBeFocused();
    await keyboard.type("You got all three");
    await keyboard.press("Enter");
    await expect(log.getByRole("article").last()).toContainText("You got all three");
    await inMenuOfNewest("Delete for me");
    await pressKey(page, dialog.getByRole("button", { name: "Delete for me" }));
    await expect(log.getByRole("article").last()).not.toContainText("You got all three");
    await expectFocusKept(page);
  });
  await test.step("go to a date", async () => {
    await keyboard.press("Control+Shift+D");
    await expect(dialog.getByLabel("Date")).toBeFocused();
    await keyboard.press("Enter");
    await expect(dialog).toBeHidden();
    await expect(message(HELLO.alice)).toBeInViewport();
    await expectFocusKept(page);
  });
  await test.step("mute the chat and delete its history, from its row in the list", async () => {
    const own = row(page, people.bob.address);
    await tabTo(page, own);
    await keyboard.press("Shift+F10");
    await chooseItem(page, "Mute for 1 hour");
    await expect(own.getByRole("img", { name: /^Muted until/ })).toBeVisible();
    await expect(own).toBeFocused();
    await keyboard.press("Shift+F10");
    await chooseItem(page, "Delete history for me");
    await pressKey(page, dialog.getByRole("button", { name: "Delete history" }));
    await expect(log.getByRole("article")).toHaveCount(0);
    await expectFocusKept(page);
  });
  await test.step("add somebody from a card", async () => {
    const card = join(userData, "dana.vcf");
    writeFileSync(card, "BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Dana\r\nIMPP:sip:dana@stamp.test\r\nEND:VCARD\r\n");
    await keyboard.press("Control+N");
    const [chooser] = await Promise.all([page.waitForEvent("filechooser"), pressKey(page, dialog.getByRole("button", { name: "Add from a contact card…" }))]);
    await chooser.setFiles(card);
    await expect(cardQuestion(page)).toContainText("dana@stamp.test");
    await pressKey(page, cardQuestion(page).getByRole("button", { name: "Add contact" }));
    await expect(page.getByRole("heading", { level: 2, name: "Dana" })).toBeVisible();
    await expectFocusKept(page);
  });
  await test.step("open the window of another account", async () => {
    await keyboard.press("Control+,");
    await pressKey(page, page.getByRole("button", { name: "Add…" }));
    await expect(dialog.getByLabel("Name on this computer")).toBeFocused();
    await keyboard.type("club");
    const club = await apps.second(alice, () => keyboard.press("Enter"), "club");
    await expect(club.page.getByLabel("Address")).toBeVisible();
  });
});

test("the first run needs no mouse", async ({ apps }) => {
  const { page } = await apps.start("default");
  const { keyboard } = page;
  await expect(page.getByLabel("Address")).toBeFocused();
  await pressKey(page, page.getByRole("button", { name: "Try it here" }));
  await expect(page.getByLabel("Passphrase", { exact: true })).toBeFocused();
  await keyboard.type(PASSPHRASE);
  await tabTo(page, page.getByLabel("Passphrase again"));
  await keyboard.type(PASSPHRASE);
  await keyboard.press("Enter");
  await readRecoveryKey(page);
  await pressKey(page, page.getByRole("button", { name: "Go on" }));
  await expect(row(page, "Echo")).toBeVisible();
  await tabTo(page, row(page, "Echo"));
  await keyboard.press("Enter");
  await expect(chat(page).composer).toBeFocused();
});
