// Searching with the keyboard alone: over all conversations and in one, whatever the accents, to the message on screen.
import { HELLO } from "./fixtures/people";
import { expect, test } from "./fixtures/test";
import { chat } from "./pages/chat";

test("what was written is found from the keyboard, in all chats and in one", async ({ apps, servers, people }) => {
  await servers.start("embedded", [people.alice, people.bob]);
  const alice = await apps.open(people.alice);
  const { page } = alice;
  const open = async (address: string): Promise<number> => {
    const answer = await alice.request("contacts.add", { address });
    if (!answer.ok) throw new Error(answer.error.code);
    return answer.value.contactId;
  };
  const bob = await open(people.bob.address);
  const carol = await open(people.carol.address);
  // Enough of them that the one that is looked for is not on screen when its chat opens.
  await alice.request("messages.sendText", { contactId: carol, text: "Příliš žluťoučký kůň" });
  for (let n = 1; n <= 40; n += 1) await alice.request("messages.sendText", { contactId: carol, text: `Line ${String(n)}\nand one more` });
  await alice.request("messages.sendText", { contactId: bob, text: "東京都庁で会いましょう" });

  const field = page.getByRole("combobox", { name: "Search" });
  const found = page.getByRole("listbox", { name: "What was found" }).getByRole("option");
  const marked = chat(page).log.locator("mark");

  await test.step("a text of another chat, without its accents", async () => {
    await page.keyboard.press("Control+k");
    await page.keyboard.type("zlutoucky prilis");
    await expect(found).toHaveCount(1);
    await expect(found.locator("mark")).toHaveText(["Příliš", "žluťoučký"]);
    await page.keyboard.press("Enter");
    await expect(page.getByRole("heading", { level: 2, name: people.carol.address })).toBeVisible();
    await expect(marked).toHaveText(["Příliš", "žluťoučký"]);
    await expect(marked.first()).toBeInViewport();
    await expect(chat(page).message("Příliš žluťoučký kůň")).toBeFocused();
  });

  await test.step("two characters in the middle of a text without spaces", async () => {
    await page.keyboard.press("Control+k");
    await page.keyboard.type("京都");
    await expect(found).toHaveCount(1);
    await expect(found.locator("mark")).toHaveText(["京都"]);
  });

  await test.step("a contact by its address, and back to the list", async () => {
    await field.fill(people.bob.user);
    await expect(found.first()).toContainText(people.bob.address);
    await page.keyboard.press("Enter");
    await expect(page.getByRole("heading", { level: 2, name: people.bob.address })).toBeVisible();
    await expect(chat(page).message(HELLO.alice)).toBeVisible();
    await page.keyboard.press("Control+k");
    await page.keyboard.press("Escape");
    await expect(field).toHaveValue("");
    await expect(page.getByRole("listbox", { name: "Conversations" })).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(chat(page).composer).toBeFocused();
  });

  await test.step("one place after the other in a chat", async () => {
    await page.keyboard.press("Control+k");
    await page.keyboard.type(people.carol.user);
    await expect(found.first()).toContainText(people.carol.address);
    await page.keyboard.press("Enter");
    await page.keyboard.press("Control+f");
    const inChat = page.getByRole("textbox", { name: "Search in this chat" });
    await expect(inChat).toBeFocused();
    await page.keyboard.type("line 1");
    await expect(page.getByText("1 of 11")).toBeVisible();
    await expect(marked.filter({ hasText: "1" }).first()).toBeVisible();
    for (let step = 0; step < 10; step += 1) await page.keyboard.press("Enter");
    await expect(page.getByText("11 of 11")).toBeVisible();
    await expect(chat(page).message("Line 1\nand one more")).toBeInViewport();
    await expect(inChat).toBeFocused();
    await page.keyboard.press("Escape");
    await expect(marked).toHaveCount(0);
    await expect(chat(page).composer).toBeFocused();
  });
});
