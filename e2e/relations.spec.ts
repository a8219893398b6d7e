// Who may write: blocking and unblocking a contact, removing it, and a stranger's request.
import { HELLO } from "./fixtures/people";
import { expect, test } from "./fixtures/test";
import { chat, own, peer } from "./pages/chat";
import { openContactPanel } from "./pages/contact-panel";
import { openChat, openRequest, openSettings, row, writeTo } from "./pages/main-window";

test("nothing comes from a blocked contact and nothing goes there, until it is unblocked", async ({ apps, servers, people }) => {
  await servers.start("embedded", [people.alice, people.bob]);
  const [alice, bob] = await Promise.all([apps.open(people.alice), apps.open(people.bob)]);
  await Promise.all([openChat(alice.page, people.bob.address), openChat(bob.page, people.alice.address)]);
  const { panel } = await openContactPanel(alice.page);
  await panel.getByRole("button", { name: "Block" }).click();
  const question = alice.page.getByRole("dialog", { name: "Block bob?" });
  await expect(question.getByRole("button", { name: "Cancel" })).toBeFocused();
  await question.getByRole("button", { name: "Block" }).click();
  await expect(alice.page.getByText("You blocked bob. Nothing comes or goes.")).toBeVisible();

  await chat(bob.page).send("Do you hear me?");
  await chat(bob.page).expectMark("Do you hear me?", "Sent to the device");
  const { composer } = chat(alice.page);
  await composer.fill("I should not send this");
  await composer.press("Enter");
  await expect(alice.page.getByRole("alert")).toContainText("That is not possible right now");
  await expect(composer).toHaveValue("I should not send this");

  await openSettings(alice.page, "Blocked");
  await expect(alice.page.getByText(people.bob.address)).toBeVisible();
  await alice.page.getByRole("button", { name: "Unblock" }).click();
  await expect(alice.page.getByText("Nobody is blocked")).toBeVisible();
  await alice.page.getByRole("navigation", { name: "Settings" }).getByRole("button", { name: "Back" }).click();
  await composer.press("Enter");
  await chat(alice.page).expectMark("I should not send this", "Read");
  await chat(bob.page).send("And now?");
  await chat(bob.page).expectMark("And now?", "Read");
  await chat(alice.page).expectTexts([own(HELLO.alice), peer(HELLO.bob), own("I should not send this"), peer("And now?")]);
});

test("a removed contact leaves the list, and its next text is a request that can be blocked", async ({ apps, servers, people }) => {
  await servers.start("embedded", [people.alice, people.bob]);
  const [alice, bob] = await Promise.all([apps.open(people.alice), apps.open(people.bob)]);
  await Promise.all([openChat(alice.page, people.bob.address), openChat(bob.page, people.alice.address)]);
  const { panel } = await openContactPanel(alice.page);
  await panel.getByRole("button", { name: "Remove contact" }).click();
  await alice.page.getByRole("dialog", { name: "Remove bob?" }).getByRole("button", { name: "Remove" }).click();
  await expect(row(alice.page, people.bob.address)).toBeHidden();

  await chat(bob.page).send("Please take me back");
  const request = await openRequest(alice.page, people.bob.address);
  await expect(request).toContainText("Please take me back");
  await request.getByRole("button", { name: "Block" }).click();
  await expect(request).toBeHidden();
  await expect(alice.page.getByText("No requests.")).toBeVisible();
  await expect(row(alice.page, people.bob.address)).toBeHidden();
  await chat(bob.page).expectMark("Please take me back", "Sent to the device");
});

test("a stranger learns nothing until the request is accepted, and gets receipts afterwards", async ({ apps, servers, people }) => {
  await servers.start("embedded", [people.alice, people.carol]);
  const [alice, carol] = await Promise.all([apps.open(people.alice), apps.open(people.carol)]);
  await writeTo(carol.page, people.alice.address, "Alice from work");
  await chat(carol.page).send("Hello, I am Carol");
  const request = await openRequest(alice.page, people.carol.address);
  await expect(request).toContainText("Hello, I am Carol");
  await expect(request).toContainText("wants to write to you. You have no earlier contact with this address.");
  await expect(request).toContainText("2.2, encrypted to you");
  await chat(carol.page).expectMark("Hello, I am Carol", "Sent to the device");

  await request.getByRole("button", { name: "Accept" }).click();
  await chat(carol.page).expectMark("Hello, I am Carol", "Read");
  await chat(alice.page).send("Welcome");
  await chat(alice.page).expectMark("Welcome", "Read");
  await chat(alice.page).expectTexts([peer("Hello, I am Carol"), own("Welcome")]);
});
