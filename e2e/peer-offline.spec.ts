// The other one is not there: the server keeps the texts, and says so.
import { HELLO } from "./fixtures/people";
import { SERVER_KINDS } from "./fixtures/sip-server";
import { expect, test } from "./fixtures/test";
import { chat, own, peer } from "./pages/chat";
import { openChat } from "./pages/main-window";

const TEXTS = ["Are you there?", "I will wait", "See you later"] as const;

for (const kind of SERVER_KINDS) {
  test(`texts to somebody who is away are stored and arrive once at the next login, over the ${kind} server`, async ({
    apps,
    servers,
    people,
  }) => {
    await servers.start(kind, [people.alice, people.bob]);
    const alice = await apps.open(people.alice);
    await openChat(alice.page, people.bob.address);
    for (const text of TEXTS) await chat(alice.page).send(text);
    for (const text of TEXTS) await chat(alice.page).expectMark(text, "Handed to the server");
    await expect(chat(alice.page).message(TEXTS[2])).toContainText("Handed to the server, which keeps it for bob");
    await expect(chat(alice.page).message(TEXTS[0])).not.toContainText("which keeps it for");

    const bob = await apps.open(people.bob);
    for (const text of TEXTS) await chat(alice.page).expectMark(text, "Delivered");
    await openChat(bob.page, people.alice.address);
    for (const text of TEXTS) await chat(alice.page).expectMark(text, "Read");
    await chat(bob.page).expectTexts([peer(HELLO.alice), own(HELLO.bob), ...TEXTS.map(peer)]);
  });
}
