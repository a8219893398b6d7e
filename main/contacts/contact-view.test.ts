import { describe, expect, it } from "vitest";
import { OWN_CAPABILITIES, type MinimumProtocol } from "../../shared/capability";
import { insertContact } from "../db/testing/rows";
import { tempStore } from "../db/testing/temp-database";
import { bob, mallory } from "../protocol/testing/people";
import { createContactView } from "./contact-view";
import { createPresenceBoard } from "./presence-board";
import { createTrustKeeper } from "./trust";

function newView() {
  const store = tempStore();
  const id = insertContact(store, bob.address);
  const trust = createTrustKeeper(store.keys);
  const presence = createPresenceBoard();
  let minimum: MinimumProtocol = "proved";
  const view = createContactView({ store, trust, presence, ownCapabilities: OWN_CAPABILITIES, minimumProtocol: () => minimum });
  return {
    store,
    id,
    trust,
    presence,
    setMinimum: (value: MinimumProtocol) => void (minimum = value),
    see: () => view(store.contacts.find(id)!),
  };
}

describe("a contact as the window shows it", () => {
  it("has only what is known", () => {
    const { see, id } = newView();
    expect(see()).toEqual({
      id,
      address: bob.address,
      relation: "accepted",
      presence: { status: "unknown" },
      outlook: { type: "hold", reason: { code: "capability-unknown" } },
      trust: { status: "unknown" },
      plainTextAllowed: false,
      sendsReceipts: false,
    });
  });

  it("is written to openly where the user allows it, until anything better is known", () => {
    const { see, store, id, trust } = newView();
    store.contacts.setPlainTextAllowed(id, true);
    expect(see().outlook).toEqual({ type: "plain" });
    trust.offer(id, bob.identity.certificate, 5);
    expect(see()).toMatchObject({ plainTextAllowed: true, outlook: { type: "hold", reason: { code: "capability-unknown" } } });
  });

  it("has name, capabilities, pin, key and what will be used", () => {
    const { see, store, id, trust, presence } = newView();
    store.contacts.setLocalName(id, "Bob");
    store.contacts.setPin(id, { level: "2.1", since: 2, by: "proved" });
    store.capabilities.insert(id, { strings: OWN_CAPABILITIES, carrier: "presence", since: 3 });
    trust.offer(id, bob.identity.certificate, 4);
    presence.update(bob.address, "away", 5);
    expect(see()).toMatchObject({
      localName: "Bob",
      presence: { status: "away", since: 5 },
      capabilities: { strings: OWN_CAPABILITIES, carrier: "presence", since: 3 },
      outlook: { type: "use", level: "2.2", reason: { code: "newest-common" } },
      pin: { level: "2.1" },
      trust: { status: "pinned" },
      sendsReceipts: true,
    });
  });

  it("says that a key holds texts that is not the one on the contact's card", () => {
    const { see, id, trust } = newView();
    trust.announce(id, bob.identity.certificate.publicKey.spkiSha256, 1);
    trust.offer(id, mallory.identity.certificate, 2);
    expect(see().outlook).toEqual({ type: "hold", reason: { code: "unlike-card" } });
  });

  it("says what holds texts: a block first, then a changed key, then the choice of protocol", () => {
    const { see, store, id, trust, setMinimum } = newView();
    store.capabilities.insert(id, { strings: ["3.1.2"], carrier: "presence", since: 3 });
    setMinimum("2.2");
    expect(see().outlook).toEqual({ type: "hold", reason: { code: "below-minimum", offered: "2.0", minimum: "2.2" } });
    trust.offer(id, bob.identity.certificate, 4);
    trust.offer(id, mallory.identity.certificate, 5);
    expect(see().outlook).toEqual({ type: "hold", reason: { code: "key-changed" } });
    trust.decide(id, mallory.identity.certificate.publicKey.spkiSha256, 6);
    expect(see().outlook).toMatchObject({ type: "hold", reason: { code: "below-minimum" } });
    store.contacts.setRelation(id, "blocked");
    expect(see().outlook).toEqual({ type: "hold", reason: { code: "blocked" } });
  });
});
