// What the other's app supports changes: the panel tells it, nothing goes lower without a decision, and what is newer
// is used by itself.
import { expect, test } from "./fixtures/test";
import { chat } from "./pages/chat";
import { openContactPanel } from "./pages/contact-panel";
import { openChat, row } from "./pages/main-window";

test("a contact whose app becomes older is not written to without a decision, and one that becomes newer is, by itself", async ({
  apps,
  servers,
  people,
}) => {
  await servers.start("embedded", [people.alice, people.bob]);
  const { page } = await apps.open(people.alice);
  await openChat(page, people.bob.address);
  const { protocol, value, panel } = await openContactPanel(page);
  await expect(protocol().getByRole("heading")).toHaveText("Protocol2.2");

  let bob = await test.step("the panel changes to what the older app reports", async () => {
    const older = await apps.open(people.bob, "--stamp-capabilities=3.1.2,3.1.2.1,3.1.3");
    await expect(value(/’s app$/)).toHaveText("2.0, 2.1, receipts3.1.2 3.1.2.1 3.1.3");
    await expect(protocol()).toContainText("bob’s app reports 2.1 at most, below the 2.2 you two have used. New messages wait.");
    await expect(protocol().getByRole("heading")).toHaveText("ProtocolWaits for you");
    await expect(value("Last change")).toContainText("2.2 to 2.1");
    await panel.getByRole("button", { name: "History" }).click();
    await expect(panel.getByRole("list").filter({ hasText: "Reported by presence, not signed" })).toBeVisible();
    return older;
  });

  await test.step("a text is held with two choices, and waiting keeps it", async () => {
    await chat(page).send("Private");
    await chat(page).expectMark("Private", "Needs your decision");
    const card = chat(page).message("Private");
    await expect(card).toContainText("Not sent: bob’s app now reports only protocol 2.1.");
    await expect(card).toContainText("You two have used 2.2. Stamp doesn’t go lower by itself.");
    await card.getByRole("button", { name: "Wait for 2.2" }).click();
    await expect(card).toContainText("Older protocol, not sent");
    await chat(page).expectMark("Private", "Needs your decision");
    await card.getByRole("button", { name: "Decide" }).click();
  });

  await test.step("allowing the older one sends it", async () => {
    await chat(page).message("Private").getByRole("button", { name: "Allow 2.1 for bob" }).click();
    // Bob's app knows from before that Alice's can do 2.2: its receipt waits as this text did.
    await chat(page).expectMark("Private", "Sent to the device");
    await expect(row(bob.page, people.alice.address)).toContainText("Private");
    await expect(protocol().getByRole("heading")).toHaveText("Protocol2.1");
    await expect(value("Never below")).toContainText("2.1, set by you");
    await chat(page).message("Private").getByText("Private").click();
    await expect(page.getByRole("complementary", { name: "Message details" })).toContainText("STPSimple v23.1.2.1");
  });

  await test.step("an app that came up newer is written to with the newer one", async () => {
    await bob.close();
    bob = await apps.open(people.bob);
    await openContactPanel(page);
    await chat(page).expectMark("Private", "Delivered");
    await expect(protocol().getByRole("heading")).toHaveText("Protocol2.2");
    await expect(protocol()).toContainText("The newest that both apps know.");
    await chat(page).send("Better now");
    await chat(page).expectMark("Better now", "Delivered");
    await chat(page).message("Better now").getByText("Better now").click();
    await expect(page.getByRole("complementary", { name: "Message details" })).toContainText("STPSimple v33.1.2.2");
  });
});
