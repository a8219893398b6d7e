import { describe, expect, it } from "vitest";
import { ipcContract, type RequestInput, type RequestName } from "../../shared/ipc/schema";
import type { MessageId } from "../../shared/ids";
import { fastClock } from "../messaging/testing/fast-clock";
import { openSeat, type Seat } from "../messaging/testing/seat";
import { seededRandom } from "../messaging/testing/seeded-random";
import { createSipNetwork } from "../messaging/testing/sip-network";
import { createTrustKeeper } from "../contacts/trust";
import { createStore } from "../db/store";
import { alice, bob, mallory } from "../protocol/testing/people";
import { sessionHandlers, type SessionHandlers } from "./handlers";

type Name = keyof SessionHandlers;

async function newHandlers() {
  const clock = fastClock(40);
  const random = seededRandom(5);
  const network = createSipNetwork(clock, random);
  network.setReachable(alice.address, false);
  const seat = await openSeat({ who: alice, network, clock, random });
  const handlers = sessionHandlers(seat.session);
  /** As the request comes from the window: through the schema of the contract. */
  const ask = async <Asked extends Name>(name: Asked, params: RequestInput<Asked>): Promise<unknown> => {
    const handler = handlers[name] as (params: unknown) => unknown;
    return handler(ipcContract.requests[name].params.parse(params));
  };
  return { seat, handlers, ask, network };
}

const statusOf = (seat: Seat, id: unknown) => seat.session.commands.details((id as { messageId: MessageId }).messageId).message.delivery.status;

describe("the session's requests", () => {
  it("are all there, by the names of the contract", async () => {
    const { handlers } = await newHandlers();
    const ofSession = (Object.keys(ipcContract.requests) as RequestName[]).filter(
      (name) => /^(contacts|conversations|messages|settings|connection)\./.test(name) || name === "account.signIn",
    );
    expect(Object.keys(handlers).sort()).toEqual(ofSession.sort());
  });

  it("about contacts answer in the shapes of the contract", async () => {
    const { ask, seat } = await newHandlers();
    const answer = await ask("contacts.add", { address: "sip:bob@PHONE-X.net", localName: "Bob" });
    const contactId = seat.contactOf(bob);
    expect(answer).toEqual({ contactId });
    // The window knows the contact before it is answered, so that it can open the chat.
    expect(seat.events.find(({ type }) => type === "contact-changed")).toMatchObject({ contact: { id: contactId } });
    expect(await ask("contacts.rename", { contactId, localName: "" })).toBeUndefined();
    expect(seat.session.snapshot().contacts[0]).not.toHaveProperty("localName");
    expect(await ask("contacts.capabilityHistory", { contactId })).toEqual([]);
    expect(await ask("contacts.safetyNumber", { contactId })).toEqual({});

    const store = createStore(seat.database);
    const trust = createTrustKeeper(store.keys);
    trust.offer(contactId, bob.identity.certificate, 1);
    store.capabilities.insert(contactId, { strings: ["3.1.2"], carrier: "presence", since: 7 });
    store.contacts.setPin(contactId, { level: "2.2", since: 8, by: "proved" });
    expect(await ask("contacts.capabilityHistory", { contactId })).toEqual([{ at: 7, carrier: "presence", strings: ["3.1.2"] }]);
    expect(await ask("contacts.safetyNumber", { contactId })).toEqual({ digits: expect.stringMatching(/^\d{60}$/) as string });
    expect(await ask("contacts.allowProtocol", { contactId, level: "2.0" })).toBeUndefined();
    trust.offer(contactId, mallory.identity.certificate, 2);
    const fingerprint = mallory.identity.certificate.publicKey.spkiSha256;
    expect(await ask("contacts.acceptKey", { contactId, fingerprint })).toBeUndefined();
    expect(seat.session.snapshot().contacts[0]).toMatchObject({ pin: { level: "2.0" }, trust: { key: { fingerprint } } });

    expect(await ask("contacts.block", { contactId })).toBeUndefined();
    expect(seat.session.snapshot().contacts[0]?.relation).toBe("blocked");
    expect(await ask("contacts.unblock", { contactId })).toBeUndefined();
    expect(await ask("contacts.accept", { contactId })).toBeUndefined();
    expect(seat.session.snapshot().contacts[0]?.relation).toBe("accepted");
    expect(await ask("contacts.remove", { contactId })).toBeUndefined();
    expect(seat.session.snapshot().contacts).toEqual([]);
  });

  it("about messages answer in the shapes of the contract", async () => {
    const { ask, seat } = await newHandlers();
    const contactId = seat.add(bob);
    const sent = await ask("messages.sendText", { contactId, text: "hello" });
    expect(sent).toEqual({ messageId: expect.any(Number) as number });
    const { messageId } = sent as { messageId: MessageId };
    const page = await ask("messages.page", { contactId, limit: 50 });
    expect(page).toEqual({ messages: [seat.session.commands.details(messageId).message], more: false });
    expect(await ask("messages.details", { messageId })).toEqual({
      message: expect.objectContaining({ id: messageId, text: "hello" }) as object,
      attempts: [],
      textBytes: 5,
      receiptsExpected: false,
      sendAgainOffered: false,
    });
    expect(await ask("messages.resend", { messageId })).toBeUndefined();
    expect(await ask("messages.sendNow", { messageId })).toBeUndefined();
    expect(await ask("messages.resendAllFailed", { contactId })).toBeUndefined();
    expect(statusOf(seat, sent)).toBe("queued");
    expect(await ask("conversations.setDraft", { contactId, draft: "unfinished" })).toBeUndefined();
    expect(await ask("conversations.markRead", { contactId, messageId })).toBeUndefined();
    expect(seat.session.snapshot().conversations[0]).toMatchObject({ contactId, draft: "unfinished" });
    expect(await ask("messages.takeBack", { messageId })).toEqual({ text: "hello" });
    const other = (await ask("messages.sendText", { contactId, text: "other" })) as { messageId: MessageId };
    expect(await ask("messages.remove", other)).toBeUndefined();
    expect(await ask("messages.page", { contactId, limit: 50 })).toEqual({ messages: [], more: false });
  });

  it("page through a conversation without holes", async () => {
    const { ask, seat } = await newHandlers();
    const contactId = seat.add(bob);
    for (let n = 1; n <= 5; n += 1) seat.say(bob, String(n));
    const texts: string[] = [];
    let before: number | undefined;
    for (let more = true; more; ) {
      const page = (await ask("messages.page", before === undefined ? { contactId, limit: 2 } : { contactId, before, limit: 2 })) as {
        messages: { position: number; text: string }[];
        more: boolean;
      };
      texts.unshift(...page.messages.map(({ text }) => text));
      ({ more } = page);
      before = page.messages[0]?.position;
    }
    expect(texts).toEqual(["1", "2", "3", "4", "5"]);
  });

  it("about settings change what was given and tell it", async () => {
    const { ask, seat } = await newHandlers();
    seat.add(bob);
    expect(await ask("settings.update", { theme: "dark", minimumProtocol: "2.2" })).toBeUndefined();
    expect(await ask("settings.update", { readReceipts: undefined, notifications: "none" })).toBeUndefined();
    expect(seat.session.snapshot().settings).toEqual({
      minimumProtocol: "2.2",
      readReceipts: true,
      theme: "dark",
      notifications: "none",
    });
    await seat.until(() => seat.events.filter(({ type }) => type === "settings-changed").length === 2);
  });

  it("about the connection connect, with another password too", async () => {
    const { ask, seat, network } = await newHandlers();
    await seat.until(() => seat.session.snapshot().connection.status === "offline");
    network.setReachable(alice.address, true);
    await seat.until(() => seat.session.snapshot().connection.status === "online");
    expect(await ask("connection.tryNow", {})).toBeUndefined();
    expect(await ask("account.signIn", { password: "another" })).toBeUndefined();
    await seat.until(() => seat.session.snapshot().connection.status === "online");
    expect(seat.database.prepare("SELECT password FROM account").pluck().get()).toBe("another");
  });

  it("about what is not there fail with a code", async () => {
    const { ask } = await newHandlers();
    const contactId = 99;
    const messageId = 99;
    const failures: readonly [Name, object, string][] = [
      ["contacts.rename", { contactId, localName: "x" }, "unknown-contact"],
      ["contacts.accept", { contactId }, "unknown-contact"],
      ["contacts.block", { contactId }, "unknown-contact"],
      ["contacts.remove", { contactId }, "unknown-contact"],
      ["contacts.allowProtocol", { contactId, level: "2.0" }, "unknown-contact"],
      ["contacts.safetyNumber", { contactId }, "unknown-contact"],
      ["messages.sendText", { contactId, text: "x" }, "unknown-contact"],
      ["messages.resend", { messageId }, "unknown-message"],
      ["messages.sendNow", { messageId }, "unknown-message"],
      ["messages.remove", { messageId }, "unknown-message"],
      ["messages.takeBack", { messageId }, "unknown-message"],
      ["messages.details", { messageId }, "unknown-message"],
      ["contacts.add", { address: "nonsense" }, "invalid-address"],
      ["contacts.add", { address: alice.address }, "own-address"],
    ];
    for (const [name, params, code] of failures) {
      await expect(ask(name, params as RequestInput<Name>), name).rejects.toMatchObject({ name: "StampError", code });
    }
  });
});
