// Foreign peers: baresip, which can only do unencrypted text, through the production server. It is taken and sent only where
// the user allows it, and whatever is not protected is red.
import { freePort } from "./fixtures/paths";
import { shoot } from "./fixtures/screens";
import { expect, test } from "./fixtures/test";
import { chat, own, peer } from "./pages/chat";
import { openContactPanel } from "./pages/contact-panel";
import { openChat, row, writeTo } from "./pages/main-window";

const BARRY = { user: "barry", password: "barry opens sesame" } as const;
const OVER_THE_FIELD = "Not encrypted: everybody on the way can read this.";

test("unencrypted text with a foreign app goes both ways while the user allows it, in red, and neither before nor after", async ({
  apps,
  servers,
  foreign,
  people,
}) => {
  const port = await freePort();
  await servers.start("kamailio", [people.alice, BARRY], ["--foreign-port", String(port)]);
  const alice = await apps.open(people.alice);
  const { page } = alice;
  const barry = await foreign.baresip(BARRY, port, people.alice.address);

  await test.step("from a stranger it is refused and leaves nothing behind", async () => {
    expect(await barry.write("Let me in")).toBe(415);
    await expect(row(page, barry.address)).toHaveCount(0);
    await expect(page.getByRole("button", { name: "Message requests" })).toHaveCount(0);
  });

  const first = "Can you read this?";
  await test.step("to a contact nothing goes, and nothing is taken, before the user says so", async () => {
    await writeTo(page, barry.address);
    await chat(page).send(first);
    await expect(chat(page).message(first)).toContainText("Waits for barry’s key");
    expect(await barry.write("I am your contact now")).toBe(415);
    await chat(page).expectTexts([own(first)]);
    expect(barry.heard()).toEqual([]);
  });

  const { panel } = await openContactPanel(page);
  await test.step("the user is asked in plain words", async () => {
    await panel.getByRole("button", { name: "Allow…" }).click();
    const question = page.getByRole("dialog", { name: "Allow unencrypted text with barry?" });
    await expect(question).toContainText("Everybody on the way, like the servers, can then read what you two write");
    await shoot(page, "plain-text-question");
    await question.getByRole("button", { name: "Allow unencrypted text" }).click();
    await expect(question).toBeHidden();
  });

  const answer = "Yes, every word. Grüße!";
  await test.step("then both read each other, and all of it is marked", async () => {
    await chat(page).expectMark(first, "Sent to the device");
    await expect.poll(() => barry.heard()).toEqual([{ text: first, type: "text/plain;charset=UTF-8" }]);
    expect(barry.answered()).toEqual([200]);
    expect(await barry.write(answer)).toBe(200);
    await chat(page).expectTexts([own(first), peer(answer)]);
    for (const text of [first, answer]) await expect(chat(page).message(text)).toContainText("Not encrypted");
    await expect(page.getByText(OVER_THE_FIELD)).toBeVisible();
    await expect(panel.getByRole("alert")).toContainText("You allowed unencrypted text with barry.");
    await expect(panel).toContainText("Everybody on the way can read what you two write");
    await shoot(page, "plain-text-chat", ["dark", "contrast", "light"]);
    await chat(page).message(first).getByText(first).click();
    const details = page.getByRole("complementary", { name: "Message details" });
    await expect(details).toContainText("It went unencrypted, as you allowed for barry");
    await expect(details).toContainText("This contact’s app sends no receipts.");
    await shoot(page, "plain-text-details");
  });

  await test.step("until the user ends it", async () => {
    await openContactPanel(page);
    await panel.getByRole("button", { name: "Stop unencrypted text" }).click();
    await expect(panel.getByRole("alert")).toBeHidden();
    await expect(page.getByText(OVER_THE_FIELD)).toBeHidden();
    expect(await barry.write("Are you still there?")).toBe(415);
    await chat(page).send("Not in the open");
    await expect(chat(page).message("Not in the open")).toContainText("Waits for barry’s key");
    expect(barry.heard()).toHaveLength(1);
    await chat(page).expectTexts([own(first), peer(answer), own("Not in the open")]);
  });
});

test("a contact whose key is known is never written to openly: a foreign app refuses what is encrypted, and the user is told", async ({
  apps,
  servers,
  foreign,
  people,
}) => {
  const port = await freePort();
  await servers.start("kamailio", [people.alice, people.bob], ["--foreign-port", String(port)]);
  const { page } = await apps.open(people.alice);
  const bob = await foreign.baresip(people.bob, port, people.alice.address);
  await openChat(page, people.bob.address);
  const text = "Is this you?";
  await chat(page).send(text);
  await chat(page).expectMark(text, "Not sent");
  await expect(chat(page).message(text)).toContainText("Not sent: bob’s app doesn’t accept messages of this kind. Ask bob which app it is.");
  expect(bob.answered()).toEqual([415]);
  expect(bob.heard().map(({ type }) => type)).toEqual(["application/x-phonex-mime"]);
  expect(bob.output()).not.toContain(text);
  const { panel } = await openContactPanel(page);
  await expect(panel.getByRole("button", { name: "Allow…" })).toHaveCount(0);
  expect(await bob.write("It is me")).toBe(415);
});
