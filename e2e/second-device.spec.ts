// One device per account: a second one takes the account over, the first says so, keeps its history and can take it back.
import { HELLO, PASSPHRASE } from "./fixtures/people";
import { shoot } from "./fixtures/screens";
import { expect, test } from "./fixtures/test";
import { chat, own, peer } from "./pages/chat";
import { finish, protect, signIn } from "./pages/first-run";
import { connectionLine, expectOnline, openChat } from "./pages/main-window";

const REPLACED = "This account was opened on another device.";

test("the account moves to the device that signs in last, and back when the first one is told to", async ({ apps, servers, people }) => {
  const server = await servers.start("embedded", [people.alice, people.bob]);
  const first = await apps.open(people.alice);
  await openChat(first.page, people.bob.address);

  const second = await apps.start("other-device");
  await signIn(second.page, { address: people.alice.address, password: people.alice.password, server: server.url });
  await protect(second.page, PASSPHRASE);
  await expect(second.page.getByRole("heading", { name: "Open on another device" })).toBeVisible();
  await shoot(second.page, "other-device");
  await expect(connectionLine(first.page, REPLACED)).toBeHidden();
  await second.page.getByRole("button", { name: "Use Stamp here instead" }).click();
  await finish(second.page);
  await expectOnline(second.page);

  const line = connectionLine(first.page, REPLACED);
  await expect(line).toContainText("Stamp is signed out here. Your history stays.");
  await chat(first.page).expectTexts([own(HELLO.alice), peer(HELLO.bob)]);
  await shoot(first.page, "replaced");
  await line.getByRole("button", { name: "Sign in here" }).click();
  await expectOnline(first.page);
  await expect(line).toBeHidden();
  await expect(connectionLine(second.page, REPLACED)).toBeVisible();
  await chat(first.page).send("Back again");
  await chat(first.page).expectMark("Back again", "Handed to the server");
});
