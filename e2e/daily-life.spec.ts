// A day in a chat: quoting, emoji, links, a draft over a restart, everything read at once, a muted chat, and messages that
// are kept for a while only.
import type { Page } from "@playwright/test";
import { HELLO } from "./fixtures/people";
import type { StampApp } from "./fixtures/stamp-app";
import { expect, test } from "./fixtures/test";
import { chat } from "./pages/chat";
import { openContactPanel } from "./pages/contact-panel";
import { openChat, row } from "./pages/main-window";

const LINK = "https://example.org/lease?page=2";

test("a day in a chat", async ({ apps, servers, people }) => {
  await servers.start("embedded", [people.alice, people.bob]);
  const alice = await apps.open(people.alice);
  let bob = await apps.open(people.bob);
  await openChat(alice.page, people.bob.address);
  await openChat(bob.page, people.alice.address);

  await test.step("a quote goes as plain text and is a block at the other side", () => quote(alice.page, bob.page, people.bob.address));
  await test.step("an emoji comes to the caret without the mouse", () => emoji(alice.page));
  await test.step("a link opens after a question, and only an https one", () => link(alice, bob));
  await test.step("a draft survives a restart", async () => {
    await chat(bob.page).composer.fill("Not done y");
    await bob.close();
    bob = await apps.open(people.bob);
    await expect(row(bob.page, people.alice.address)).toContainText("Draft: Not done y");
  });
  await test.step("everything is read with one key, and the other side is told", async () => {
    await chat(alice.page).send("While you were away");
    await expect(bob.page).toHaveTitle("(1) Stamp");
    await chat(alice.page).expectMark("While you were away", "Delivered");
    await bob.page.keyboard.press("Shift+Escape");
    await expect(bob.page).toHaveTitle("Stamp");
    await chat(alice.page).expectMark("While you were away", "Read");
  });
  await test.step("a chat is muted from its row", async () => {
    const alicesRow = row(bob.page, people.alice.address);
    await alicesRow.click({ button: "right" });
    await bob.page.getByRole("menuitem", { name: "Mute until I take it back" }).click();
    await expect(alicesRow.getByRole("img", { name: "Muted" })).toBeVisible();
    expect((await bob.request("app.snapshot", {})).ok).toBe(true);
  });
  await test.step("messages older than they shall be kept go after a question", () => keep(bob, people.alice.address));
});

async function quote(alice: Page, bob: Page, writer: string): Promise<void> {
  const { composer, message } = chat(alice);
  await message(HELLO.bob).focus();
  await alice.keyboard.press("r");
  await expect(composer).toBeFocused();
  await expect(composer).toHaveValue(`> ${writer}:\n> ${HELLO.bob}\n\n`);
  await alice.keyboard.type("Hello again");
  await alice.keyboard.press("Enter");
  const arrived = bob.getByRole("article").filter({ hasText: "Hello again" });
  await expect(arrived.getByRole("blockquote")).toHaveText(`You${HELLO.bob}`);
}

async function emoji(page: Page): Promise<void> {
  const { composer } = chat(page);
  await composer.fill("ab");
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("Control+J");
  await expect(page.getByRole("textbox", { name: "Search emoji" })).toBeFocused();
  await page.keyboard.type("party pop");
  await page.keyboard.press("Enter");
  await expect(composer).toBeFocused();
  await page.keyboard.type("c");
  await expect(composer).toHaveValue("a🎉cb");
  await page.keyboard.press("Control+J");
  const grid = page.getByRole("group", { name: "Smileys and feelings" });
  await page.keyboard.press("ArrowDown");
  await expect(page.getByRole("group", { name: "Used lately" }).getByRole("button", { name: "party popper" })).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await expect(grid.getByRole("button").nth(8), "the first row has eight").toBeFocused();
  await page.keyboard.press("Escape");
  await expect(composer).toBeFocused();
  await composer.fill("");
}

async function link(from: StampApp, to: StampApp): Promise<void> {
  const { page } = to;
  await to.electron.evaluate(({ shell }) => {
    const opened: string[] = [];
    Object.assign(globalThis, { opened });
    shell.openExternal = (url) => Promise.resolve(void opened.push(url));
  });
  const opened = (): Promise<unknown> => to.electron.evaluate(() => (globalThis as { opened?: unknown }).opened);
  await chat(from.page).send(`See ${LINK} or http://example.org`);
  const found = chat(page).log.getByRole("link");
  await expect(found).toHaveText(LINK);
  await found.click();
  const dialog = page.getByRole("dialog", { name: "Open example.org in your browser?" });
  await expect(dialog.getByRole("button", { name: "Cancel" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(dialog).toBeHidden();
  await expect(found).toBeFocused();
  expect(await opened()).toEqual([]);
  await page.keyboard.press("Enter");
  await dialog.getByRole("button", { name: "Open in browser" }).click();
  await expect(dialog).toBeHidden();
  expect(await opened()).toEqual([LINK]);
  for (const url of ["http://example.org/", "file:///etc/passwd", "https://a@example.org/"]) {
    expect(await to.request("app.openLink", { url })).toMatchObject({ ok: false, error: { code: "link-refused" } });
  }
  expect(await opened()).toEqual([LINK]);
}

async function keep(app: StampApp, contact: string): Promise<void> {
  const { page } = app;
  await openChat(page, contact);
  await expect(chat(page).message("Hello again")).toBeVisible();
  // A clock that jumps looks like a computer that slept, and Stamp would lock itself.
  expect((await app.request("settings.update", { autoLockMinutes: 0 })).ok).toBe(true);
  await app.electron.evaluate(() => {
    const now = Date.now;
    Date.now = () => now() + 60 * 24 * 3600 * 1000;
  });
  const { panel } = await openContactPanel(page);
  const section = panel.locator("section").filter({ has: page.getByRole("heading", { name: "This chat" }) });
  await section.getByRole("button", { name: "Change" }).click();
  await section.getByRole("radio", { name: "30 days" }).click();
  const dialog = page.getByRole("dialog", { name: /^Delete \d+ older messages now\?$/ });
  await expect(dialog.getByRole("button", { name: "Keep them" })).toBeFocused();
  await dialog.getByRole("button", { name: /^Delete \d+ messages$/ }).click();
  await expect(dialog).toBeHidden();
  await expect(chat(page).log.getByRole("article")).toHaveCount(0);
  await expect(section.getByRole("radio", { name: "30 days" })).toBeChecked();
}
