// A contact comes with another key: nothing goes out until somebody has decided, and what was held goes then.
import { PASSPHRASE } from "./fixtures/people";
import { shoot } from "./fixtures/screens";
import { expect, test } from "./fixtures/test";
import { chat } from "./pages/chat";
import { openContactPanel } from "./pages/contact-panel";
import { protectAndFinish, signIn } from "./pages/first-run";
import { expectOnline, openChat, openRequest } from "./pages/main-window";

test("a contact with a new key is not written to before the key is accepted", async ({ apps, servers, people }) => {
  const server = await servers.start("embedded", [people.alice, people.bob]);
  const { page } = await apps.open(people.alice);
  await openChat(page, people.bob.address);

  const bob = await apps.start("bobs-new-computer");
  await signIn(bob.page, { address: people.bob.address, password: people.bob.password, server: server.url });
  await protectAndFinish(bob.page, PASSPHRASE);
  await expectOnline(bob.page);

  const { panel, protocol, safetyNumber } = await openContactPanel(page);
  await expect(panel).toContainText("bob’s key has changed. Nothing goes out until you decide.");
  await expect(protocol()).toContainText("bob’s key has changed. New messages wait.");
  await chat(page).send("Is it really you?");
  await chat(page).expectMark("Is it really you?", "Needs your decision");
  const card = chat(page).message("Is it really you?");
  await expect(card).toContainText("Not sent: bob’s key has changed.");
  await shoot(page, "key-changed");
  const offered = await safetyNumber();

  await card.getByRole("button", { name: "Accept and send" }).click();
  await chat(page).expectMark("Is it really you?", "Sent to the device");
  const request = await openRequest(bob.page, people.alice.address);
  await request.getByRole("button", { name: "Accept" }).click();
  await chat(page).expectMark("Is it really you?", "Read");
  await expect(panel).toContainText("bob’s key was accepted on first contact and not compared.");
  expect(await (await openContactPanel(bob.page)).safetyNumber()).toBe(offered);
});
