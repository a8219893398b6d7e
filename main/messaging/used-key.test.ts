import { describe, expect, it } from "vitest";
import { FORMER_KEY_GRACE } from "../contacts/trust";
import { bob, mallory } from "../protocol/testing/people";
import { UNOPENED_KEPT } from "./housekeeping";
import { messageDetails, peerDetails } from "./message-details";
import { openReceivingDesk } from "./testing/receiving-desk";
import { sealText } from "./testing/letters";
import { signingKey, usedKey } from "./used-key";

const KEY = bob.identity.certificate.publicKey.spkiSha256;
const OTHER = mallory.identity.certificate.publicKey.spkiSha256;

function newDesk() {
  const desk = openReceivingDesk();
  const contact = desk.befriend();
  const { trust } = desk.context;
  const replace = (): void => {
    trust.offer(contact, mallory.identity.certificate, desk.clock.now());
    trust.decide(contact, OTHER, desk.clock.now());
  };
  return { desk, contact, trust, replace };
}

describe("the key that a message was made with", () => {
  it("is the contact's, and not compared until somebody does", () => {
    const { desk, contact, trust } = newDesk();
    expect(usedKey(desk.store, contact, KEY)).toEqual({ fingerprint: KEY, now: "current" });
    trust.verify(contact, KEY, 77);
    expect(usedKey(desk.store, contact, KEY)).toEqual({ fingerprint: KEY, now: "current", comparedAt: 77 });
  });

  it("is a former one after another took its place, and forgotten when nothing is kept of it", () => {
    const { desk, contact, replace } = newDesk();
    replace();
    expect(usedKey(desk.store, contact, KEY).now).toBe("former");
    expect(usedKey(desk.store, contact, OTHER).now).toBe("current");
    expect(usedKey(desk.store, contact, "00".repeat(32))).toEqual({ fingerprint: "00".repeat(32), now: "forgotten" });
  });

  it("of a text that came is told only where one comes into question", () => {
    const { desk, contact, replace } = newDesk();
    const came = desk.clock.now();
    expect(signingKey(desk.store, contact, came)?.fingerprint).toBe(KEY);
    desk.clock.advance(UNOPENED_KEPT + 1000);
    replace();
    const changed = desk.clock.now();
    expect(signingKey(desk.store, contact, came)?.fingerprint).toBe(KEY);
    expect(signingKey(desk.store, contact, changed)).toBeUndefined();
    expect(signingKey(desk.store, contact, changed + FORMER_KEY_GRACE + 1)?.fingerprint).toBe(OTHER);
  });

  it("is not said to be the one before, when the text waited for the new one", () => {
    const { desk, contact, replace } = newDesk();
    const came = desk.clock.now();
    desk.clock.advance(1000);
    replace();
    expect(signingKey(desk.store, contact, came)).toBeUndefined();
  });

  it("is told of a text that came before any key was known", () => {
    const { desk, contact } = newDesk();
    expect(signingKey(desk.store, contact, desk.clock.now() - 1)?.fingerprint).toBe(KEY);
  });
});

describe("the details of a contact's text", () => {
  it("have its size and the key that signed it", async () => {
    const { desk, contact } = newDesk();
    await desk.take(await sealText("dobrý deň", 7));
    const [message] = desk.peerTexts(contact);
    if (message === undefined) throw new Error("nothing came");
    expect(peerDetails(desk.context, message.id)).toEqual({ message, textBytes: 11, signedBy: { fingerprint: KEY, now: "current" } });
    expect(() => messageDetails(desk.context, message.id)).toThrow("unknown-message");
    expect(() => peerDetails(desk.context, (message.id + 1) as typeof message.id)).toThrow("unknown-message");
  });
});
