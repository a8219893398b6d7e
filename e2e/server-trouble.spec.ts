// The server is killed, frozen, or does not know the other one: what was written waits, says why, and arrives once.
import { HELLO } from "./fixtures/people";
import { SERVER_KINDS } from "./fixtures/sip-server";
import { expect, test } from "./fixtures/test";
import { chat, own, peer, type Mark } from "./pages/chat";
import { connectionLine, expectOnline, openChat } from "./pages/main-window";
import { marksOf, recordMarks } from "./pages/marks";

const HISTORY = { alice: [own(HELLO.alice), peer(HELLO.bob)], bob: [peer(HELLO.alice), own(HELLO.bob)] } as const;

for (const kind of SERVER_KINDS) {
  test(`a killed server is told with a countdown, and what waited goes by itself when it is back (${kind})`, async ({
    apps,
    servers,
    people,
  }) => {
    const server = await servers.start(kind, [people.alice, people.bob]);
    const [alice, bob] = await Promise.all([apps.open(people.alice), apps.open(people.bob)]);
    await Promise.all([openChat(alice.page, people.bob.address), openChat(bob.page, people.alice.address)]);

    await server.kill();
    const line = connectionLine(alice.page, /^Not connected since/);
    await expect(line).toContainText("What you write waits here and goes by itself.");
    await expect(line).toContainText(/Next try in \d+ s\.|Trying now\./);
    await expect(line.getByRole("button", { name: "Try now" })).toBeVisible();
    await chat(alice.page).send("Written while it was dead");
    await chat(alice.page).expectMark("Written while it was dead", "Waiting");
    await expect(chat(alice.page).message("Written while it was dead")).toContainText("Waits for the connection");
    await chat(alice.page).send("And another one");
    await expect(chat(alice.page).log).toContainText("2 messages wait for the connection");

    await server.restart();
    await Promise.all([expectOnline(alice.page), expectOnline(bob.page)]);
    await expect(line).toBeHidden();
    await chat(alice.page).expectMark("Written while it was dead", "Read");
    await chat(alice.page).expectMark("And another one", "Read");
    await chat(bob.page).expectTexts([...HISTORY.bob, peer("Written while it was dead"), peer("And another one")]);
  });
}

test("a server that does not answer is tried again with a countdown, and the text arrives once when it lives", async ({
  apps,
  servers,
  people,
}) => {
  const server = await servers.start("embedded", [people.alice, people.bob]);
  const alice = await apps.open(people.alice, "--stamp-response-deadline=1000", "--stamp-retry-schedule=0,60000");
  const bob = await apps.open(people.bob);
  await Promise.all([openChat(alice.page, people.bob.address), openChat(bob.page, people.alice.address)]);
  const text = "Can you hear me?";

  await recordMarks(alice.page);
  server.freeze();
  await chat(alice.page).send(text);
  await chat(alice.page).expectMark(text, "Trying again");
  const message = chat(alice.page).message(text);
  await expect(message).toContainText("The server did not answer.");
  await expect(message).toContainText(/Again in \d+ s/);
  const seconds = async (): Promise<number> => Number(/Again in (\d+) s/.exec((await message.textContent()) ?? "")?.[1]);
  const first = await seconds();
  await expect.poll(seconds, { message: "it counts down" }).toBeLessThan(first);

  await message.getByRole("button", { name: "Send now" }).click();
  const id = await message.getAttribute("data-message");
  const lastMarks = async (): Promise<readonly Mark[]> => (await marksOf(alice.page, id ?? "")).slice(-3);
  await expect.poll(lastMarks).toEqual(["Trying again", "Sending", "Trying again"]);
  // Now it reads both copies and answers both, late: the answer counts, and the second copy is not shown.
  server.thaw();
  await chat(alice.page).expectMark(text, "Read");
  await chat(alice.page).expectTexts([...HISTORY.alice, own(text)]);
  await chat(bob.page).expectTexts([...HISTORY.bob, peer(text)]);
});

test("a text that the server refused says why, and is delivered once when it is sent again after the cause is gone", async ({
  apps,
  servers,
  people,
}) => {
  const server = await servers.start("embedded", [people.alice]);
  const alice = await apps.open(people.alice);
  await openChat(alice.page, people.bob.address);
  const texts = ["Is this still your address?", "I hope it is"] as const;
  for (const text of texts) {
    await chat(alice.page).send(text);
    await chat(alice.page).expectMark(text, "Not sent");
    const message = chat(alice.page).message(text);
    await expect(message).toContainText("Not sent: the server doesn’t know this address. Check it in the contact.");
    await expect(message.getByRole("button", { name: "Delete" })).toBeVisible();
  }
  await expect(alice.page.getByText("2 messages were not sent")).toBeVisible();

  await server.addAccount(people.bob);
  await expectOnline(alice.page);
  const bob = await apps.open(people.bob);
  await openChat(bob.page, people.alice.address);
  await chat(alice.page).message(texts[0]).getByRole("button", { name: "Resend" }).click();
  await chat(alice.page).expectMark(texts[0], "Read");
  await chat(alice.page).expectMark(texts[1], "Not sent");
  await chat(alice.page).message(texts[1]).getByRole("button", { name: "Resend" }).dblclick();
  await chat(alice.page).expectMark(texts[1], "Read");
  await chat(alice.page).expectTexts([...HISTORY.alice, ...texts.map(own)]);
  await chat(bob.page).expectTexts([...HISTORY.bob, ...texts.map(peer)]);
});
