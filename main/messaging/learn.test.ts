import { describe, expect, it } from "vitest";
import { OWN_CAPABILITIES } from "../../shared/capability";
import { bob, mallory } from "../protocol/testing/people";
import { encodeStatement } from "../protocol/notification";
import { certificateOf, testKeyPair } from "../crypto/testing/keys";
import { turns, type FriendOptions } from "./testing/desk";
import { AUTH_V2, sealText, seal, textIn, unseal } from "./testing/letters";
import { openReceivingDesk, type ReceivingDesk } from "./testing/receiving-desk";
import { NO_ANSWER } from "./testing/scripted-sender";

const OLDER = ["3.1.2", "3.1.2.1"];
const BELOW_PIN: FriendOptions = { capabilities: OLDER, pin: { level: "2.2", since: 1, by: "proved" } };
const otherKey = await certificateOf(testKeyPair, [{ CN: [bob.address] }]);

function deskWith(options: FriendOptions = {}) {
  const desk = openReceivingDesk();
  return { desk, contact: desk.befriend(bob, options) };
}

function bobIs(desk: ReceivingDesk, report: { status?: "online" | "away" | "offline"; capabilities?: readonly string[]; certificate?: Uint8Array } = {}): void {
  desk.learning.presence({ address: bob.address, status: "online", ...report });
}

const notes = (desk: ReceivingDesk, contact: ReturnType<ReceivingDesk["befriend"]>): string[] =>
  desk.messages(contact).flatMap((message) => (message.kind === "note" ? [message.note.type] : []));

describe("when a contact appears", () => {
  it("a retry that waits is due", async () => {
    const { desk, contact } = deskWith();
    bobIs(desk, { status: "offline" });
    const id = desk.write(contact, "text");
    (await desk.sender.next()).answer(NO_ANSWER);
    await desk.reaches(id, "retrying");
    bobIs(desk);
    await desk.sender.next();
    expect(desk.text(id).attempts).toBe(2);
  });

  it("being there still, or leaving, makes nothing due", async () => {
    const { desk, contact } = deskWith();
    bobIs(desk);
    const id = desk.write(contact, "text");
    (await desk.sender.next()).answer(NO_ANSWER);
    await desk.reaches(id, "retrying");
    await turns();
    bobIs(desk);
    bobIs(desk, { status: "offline" });
    await turns();
    expect(desk.sender.sendings).toHaveLength(1);
  });

  it("the certificate in it lets waiting texts go", async () => {
    const { desk, contact } = deskWith({ withoutKey: true, capabilities: [] });
    const id = desk.write(contact, "text");
    await turns();
    expect(desk.text(id).delivery.status).toBe("queued");
    bobIs(desk, { capabilities: OWN_CAPABILITIES, certificate: bob.identity.certificate.der });
    expect(await textIn((await desk.sender.next()).body)).toBe("text");
    expect(desk.context.trust.of(contact)).toMatchObject({ status: "pinned" });
  });

  it("the capabilities in it free texts that were held for them", async () => {
    const { desk, contact } = deskWith(BELOW_PIN);
    const id = desk.write(contact, "text");
    await desk.reaches(id, "held");
    bobIs(desk, { capabilities: OWN_CAPABILITIES });
    expect((await unseal((await desk.sender.next()).body)).opened.level).toBe("2.2");
  });

  it("with another key, nothing more goes and the user is told once", async () => {
    const { desk, contact } = deskWith();
    bobIs(desk, { certificate: otherKey });
    bobIs(desk, { certificate: otherKey });
    expect(desk.context.trust.of(contact).status).toBe("changed");
    expect(notes(desk, contact)).toEqual(["key-changed"]);
    const id = desk.write(contact, "text");
    await desk.reaches(id, "held");
    expect(desk.sender.sendings).toHaveLength(0);
  });

  it("with one strange key after another, the user is told once and asked about the newest", async () => {
    const { desk, contact } = deskWith();
    const third = await certificateOf(
      { publicKey: mallory.identity.certificate.publicKey.key, privateKey: mallory.identity.privateKey.signing },
      [{ CN: [bob.address] }],
    );
    for (const certificate of [otherKey, third, otherKey, third]) bobIs(desk, { certificate });
    expect(notes(desk, contact)).toEqual(["key-changed"]);
    expect(desk.context.trust.of(contact)).toMatchObject({
      offered: { fingerprint: mallory.identity.certificate.publicKey.spkiSha256 },
    });
  });

  it("but is blocked, removed or unknown, nothing is learned", () => {
    for (const relation of ["blocked", "none"] as const) {
      const { desk, contact } = deskWith({ relation, withoutKey: true, capabilities: [] });
      bobIs(desk, { capabilities: OWN_CAPABILITIES, certificate: bob.identity.certificate.der });
      expect(desk.store.capabilities.newest(contact)).toBeUndefined();
      expect(desk.store.keys.ofContact(contact)).toEqual([]);
    }
    const { desk } = deskWith();
    desk.learning.presence({ address: mallory.address, status: "online", certificate: mallory.identity.certificate.der });
    expect(desk.store.contacts.findByAddress(mallory.address)).toBeUndefined();
  });
});

describe("the user's decision", () => {
  it("for an older protocol really sends what was held", async () => {
    const { desk, contact } = deskWith(BELOW_PIN);
    const id = desk.write(contact, "text");
    await desk.reaches(id, "held");
    desk.learning.allowLevel(contact, "2.1");
    expect((await unseal((await desk.sender.next()).body)).opened.level).toBe("2.1");
    expect(desk.contact(contact).pin).toMatchObject({ level: "2.1", by: "user" });
  });

  it("for the new key sends what was held, sealed to it", async () => {
    const { desk, contact } = deskWith();
    desk.context.trust.offer(contact, mallory.identity.certificate, 1);
    const id = desk.write(contact, "text");
    await desk.reaches(id, "held");
    desk.learning.decideKey(contact, mallory.identity.certificate.publicKey.spkiSha256);
    const newBob = { address: bob.address, identity: mallory.identity };
    expect(await textIn((await desk.sender.next()).body, newBob)).toBe("text");
    expect(notes(desk, contact)).toEqual(["key-accepted"]);
  });

  it("for the old key sends what was held, sealed to the old one, without a line", async () => {
    const { desk, contact } = deskWith();
    desk.context.trust.offer(contact, mallory.identity.certificate, 1);
    const id = desk.write(contact, "text");
    await desk.reaches(id, "held");
    desk.learning.decideKey(contact, bob.identity.certificate.publicKey.spkiSha256);
    expect(await textIn((await desk.sender.next()).body)).toBe("text");
    expect(notes(desk, contact)).toEqual([]);
  });

  it("is asked for again under its own name when something else holds the text then", async () => {
    const { desk, contact } = deskWith(BELOW_PIN);
    desk.context.trust.offer(contact, mallory.identity.certificate, 1);
    const id = desk.write(contact, "text");
    await desk.reaches(id, "held");
    expect(desk.text(id).delivery).toEqual({ status: "held", reason: { code: "key-changed" } });
    desk.learning.decideKey(contact, mallory.identity.certificate.publicKey.spkiSha256);
    await desk.reaches(id, "held");
    expect(desk.text(id).delivery).toEqual({ status: "held", reason: { code: "below-pin", offered: "2.1", pinned: "2.2" } });
    bobIs(desk, { capabilities: ["3.1.2"] });
    await desk.reaches(id, "held");
    expect(desk.text(id).delivery).toMatchObject({ reason: { code: "below-pin", offered: "2.0", pinned: "2.2" } });
    bobIs(desk, { certificate: otherKey });
    await desk.reaches(id, "held");
    expect(desk.text(id).delivery).toMatchObject({ reason: { code: "key-changed" } });
    const changes = desk.events.length;
    desk.learning.heardFrom(bob.address);
    await turns();
    expect(desk.events).toHaveLength(changes);
    expect(desk.sender.sendings).toHaveLength(0);
  });

  it("about a key that is not offered any more changes nothing", () => {
    const { desk, contact } = deskWith();
    desk.context.trust.offer(contact, mallory.identity.certificate, 1);
    expect(() => { desk.learning.decideKey(contact, "00".repeat(32)); }).toThrow("not-allowed-now");
    expect(desk.context.trust.of(contact).status).toBe("changed");
  });
});

describe("at the start", () => {
  it("what is held by nothing any more goes: a crash came before its release, or the app is another one", async () => {
    const { desk, contact } = deskWith(BELOW_PIN);
    const id = desk.write(contact, "text");
    await desk.reaches(id, "held");
    desk.store.capabilities.insert(contact, { strings: OWN_CAPABILITIES, carrier: "statement", since: 2 });
    desk.learning.begin();
    expect(desk.text(id).delivery.status).toBe("queued");
  });

  it("a newer app of ours holds the contact to what it signed, whatever presence says meanwhile", async () => {
    const { desk, contact } = deskWith({ capabilities: [] });
    desk.store.capabilities.insert(contact, { strings: OWN_CAPABILITIES, carrier: "statement", since: 1 });
    desk.store.capabilities.insert(contact, { strings: OLDER, carrier: "presence", since: 2 });
    desk.store.contacts.setPin(contact, { level: "2.1", since: 1, by: "proved" });
    desk.learning.begin();
    const id = desk.write(contact, "text");
    await desk.reaches(id, "held");
    expect(desk.text(id).delivery).toMatchObject({ reason: { code: "below-pin", offered: "2.1", pinned: "2.2" } });
  });
});

describe("a signed statement", () => {
  const statement = (capabilities: readonly string[], sentAt: number): Promise<string> =>
    seal({ stp: AUTH_V2, amp: encodeStatement(capabilities), sentAt });

  it("is believed over presence, raises the pin to what both can do, and frees held texts", async () => {
    const { desk, contact } = deskWith(BELOW_PIN);
    const id = desk.write(contact, "text");
    await desk.reaches(id, "held");
    await desk.take(await statement(OWN_CAPABILITIES, 1000));
    expect(desk.store.capabilities.newest(contact)).toEqual({ strings: OWN_CAPABILITIES, carrier: "statement", since: 1000 });
    expect((await unseal((await desk.sender.next()).body)).opened.level).toBe("2.2");
  });

  it("is that with the greatest signed time, in whatever order they come", async () => {
    const { desk, contact } = deskWith();
    await desk.take(await statement([...OLDER, "3.1.3"], 2000));
    await desk.take(await statement(OLDER, 1000));
    expect(desk.store.capabilities.newest(contact)).toMatchObject({ since: 2000, strings: [...OLDER, "3.1.3"] });
    // Repeated later without a change: still it counts against what is older than the repetition.
    await desk.take(await statement([...OLDER, "3.1.3"], 4000));
    await desk.take(await statement(OLDER, 3000));
    expect(desk.store.capabilities.newest(contact)).toMatchObject({ since: 4000, strings: [...OLDER, "3.1.3"] });
  });

  it("proves what it names: presence cannot go below it any more", async () => {
    const { desk, contact } = deskWith({ capabilities: OLDER });
    // Type 4 version 1 itself proves only 2.0.
    await desk.take(await seal({ stp: { type: 4, version: 1 }, amp: encodeStatement(OLDER), sentAt: 1000 }));
    expect(desk.contact(contact).pin).toMatchObject({ level: "2.1", by: "proved" });
  });

  it("proves what it names also when a newer one has overtaken it", async () => {
    const { desk, contact } = deskWith({ capabilities: OLDER });
    const signed = (capabilities: readonly string[], sentAt: number) =>
      seal({ stp: { type: 4, version: 1 }, amp: encodeStatement(capabilities), sentAt });
    await desk.take(await signed(["3.1.2", "3.1.3"], 2000));
    expect(desk.contact(contact).pin).toMatchObject({ level: "2.0" });
    await desk.take(await signed(OLDER, 1000));
    expect(desk.contact(contact).pin).toMatchObject({ level: "2.1", by: "proved" });
    expect(desk.store.capabilities.newest(contact)?.since).toBe(2000);
  });

  it("from a stranger's key teaches nothing", async () => {
    const { desk, contact } = deskWith({ capabilities: OLDER });
    const forged = await seal({ from: { address: bob.address, identity: mallory.identity }, stp: AUTH_V2, amp: encodeStatement(OWN_CAPABILITIES) });
    await desk.take(forged);
    expect(desk.store.capabilities.newest(contact)?.strings).toEqual(OLDER);
  });

  it("is not needed: a newer text frees what was held below its protocol", async () => {
    const { desk, contact } = deskWith({ capabilities: [] });
    const id = desk.write(contact, "text");
    await desk.reaches(id, "held");
    await desk.take(await sealText("hello", 7));
    expect((await unseal((await desk.sender.next()).body)).opened.level).toBe("2.2");
    expect(desk.text(id).delivery.status).toBe("sending");
  });
});
