// No silent downgrade, in both directions: what comes below the protocol that somebody has proved waits until the user
// looks, and what would go in 1.0 waits until the user says so.
import { otherApp, SMIME, STP_SIMPLE_V3 } from "./fixtures/other-app";
import { shoot } from "./fixtures/screens";
import { expect, test } from "./fixtures/test";
import { chat, own, peer } from "./pages/chat";
import { openContactPanel } from "./pages/contact-panel";
import { openChat, row, writeTo } from "./pages/main-window";

test("a message older than what its sender has proved is shown only when the user looks, or deleted unseen", async ({
  apps,
  servers,
  people,
}) => {
  const server = await servers.start("embedded", [people.alice, people.bob]);
  const dana = await otherApp(server, "dana");
  await dana.signIn();
  let alice = await apps.open(people.alice);
  await writeTo(alice.page, dana.address, "Dana");
  const card = () => alice.page.getByRole("group", { name: "Messages in an older protocol" });

  await test.step("it waits, without keeping later ones from coming", async () => {
    await dana.write(people.alice.address, "From my new app", STP_SIMPLE_V3);
    await chat(alice.page).expectTexts([peer("From my new app")]);
    await dana.write(people.alice.address, "From my old app", SMIME);
    await expect(card()).toContainText("1 message in an older protocol is waiting. It came in 1.0, but Dana’s app has used a newer one with you.");
    await dana.write(people.alice.address, "From my new app again", STP_SIMPLE_V3);
    await chat(alice.page).expectTexts([peer("From my new app"), peer("From my new app again")]);
    await shoot(alice.page, "message-below-pin", ["dark", "contrast", "light"]);
  });

  await test.step("the list tells it, also after a restart", async () => {
    await openChat(alice.page, people.bob.address);
    await expect(row(alice.page, "Dana")).toContainText("Older protocol, not shown");
    await alice.close();
    alice = await apps.open(people.alice);
    await expect(row(alice.page, "Dana")).toContainText("Older protocol, not shown");
    await openChat(alice.page, "Dana");
    await expect(card()).toBeVisible();
    await expect(alice.page.getByText("From my old app")).toBeHidden();
  });

  await test.step("it comes when the user looks, with a mark that explains itself", async () => {
    await card().getByRole("button", { name: "Show" }).click();
    await expect(card()).toBeHidden();
    await chat(alice.page).expectTexts([peer("From my new app"), peer("From my new app again"), peer("From my old app")]);
    const message = chat(alice.page).message("From my old app");
    await message.getByRole("button", { name: "Recipient not bound (protocol 1.0)" }).click();
    await expect(message).toContainText("nothing in it says that it is for you");
    const { value } = await openContactPanel(alice.page);
    await expect(value("Never below")).toContainText("2.2, proved");
  });

  await test.step("the next one can be deleted unseen", async () => {
    await dana.write(people.alice.address, "From my old app again", SMIME);
    await card().getByRole("button", { name: "Delete" }).click();
    const question = alice.page.getByRole("dialog", { name: "Delete this message without looking?" });
    await expect(question.getByRole("button", { name: "Keep it" })).toBeFocused();
    await question.getByRole("button", { name: "Delete unseen" }).click();
    await expect(card()).toBeHidden();
    await expect(alice.page.getByText("From my old app again")).toBeHidden();
  });
  await dana.signOut();
});

test("nothing goes in 1.0 to an app of which nothing is known until the user says so, and then the panel says what that is", async ({
  apps,
  servers,
  people,
}) => {
  const server = await servers.start("embedded", [people.alice]);
  const dana = await otherApp(server, "dana");
  await dana.signIn([]);
  const { page } = await apps.open(people.alice);
  await writeTo(page, dana.address, "Dana");
  const { panel, protocol } = await openContactPanel(page);
  await expect(panel.getByText("Not compared", { exact: true })).toBeVisible();
  // While Dana is there, Stamp would wait a while for what her app supports.
  await dana.signOut();
  await expect(panel.getByText(/^Offline|^Last seen/)).toBeVisible();

  await chat(page).send("Are you there?");
  await chat(page).expectMark("Are you there?", "Needs your decision");
  const card = chat(page).message("Are you there?");
  await expect(card).toContainText("Not sent: Stamp doesn’t know yet what Dana’s app supports.");
  await expect(card).toContainText("1.0 is S/MIME, the oldest.");
  await expect(panel.getByText("New messages wait until Stamp knows how Dana’s app can protect them.")).toBeVisible();
  await shoot(page, "message-held-unknown");
  await card.getByRole("button", { name: "Wait until Dana is online" }).click();
  await chat(page).expectMark("Are you there?", "Needs your decision");
  await card.getByRole("button", { name: "Decide" }).click();
  await card.getByRole("button", { name: "Send with protocol 1.0" }).click();
  await chat(page).expectMark("Are you there?", "Handed to the server");

  await expect(protocol().getByRole("heading")).toHaveText("Protocol1.0");
  await expect(panel.getByText("Dana could pass on what you write as if it were meant for somebody else.")).toBeVisible();
  await shoot(page, "contact-panel-oldest");
  await dana.signIn([]);
  expect(await dana.nextText(people.alice.address)).toEqual({ text: "Are you there?", stp: SMIME });
  await chat(page).expectTexts([own("Are you there?")]);
  await dana.signOut();
});
