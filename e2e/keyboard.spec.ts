// Everything with the keyboard alone: from the locked app to a message sent, one read, and what can be done with it.
import { PASSPHRASE } from "./fixtures/people";
import { expect, test } from "./fixtures/test";
import { chat } from "./pages/chat";
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
    await expect(page.getByRole("menuitem", { name: "Copy text" })).toBeFocused();
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
