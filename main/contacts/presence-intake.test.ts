import { describe, expect, it } from "vitest";
import { OWN_CAPABILITIES } from "../../shared/capability";
import { insertContact } from "../db/testing/rows";
import { tempStore } from "../db/testing/temp-database";
import type { DomainEvent } from "../events/domain-events";
import { bob, mallory } from "../protocol/testing/people";
import { createPresenceBoard } from "./presence-board";
import { takePresence, type PresenceReport } from "./presence-intake";
import { createTrustKeeper } from "./trust";

const der = bob.identity.certificate.der;

function newIntake() {
  const store = tempStore();
  const id = insertContact(store, bob.address);
  const context = { store, presence: createPresenceBoard(), trust: createTrustKeeper(store.keys) };
  const events: DomainEvent[] = [];
  return {
    context,
    id,
    events,
    take: (report: Partial<PresenceReport>, now = 5) =>
      takePresence(context, (event) => void events.push(event), { address: bob.address, status: "online", ...report }, now),
    presence: () => context.presence.of(bob.address, store.contacts.find(id)?.lastSeenAt),
  };
}

describe("an update of presence", () => {
  it("teaches key, capabilities and who is there, and says so once", () => {
    const { take, events, presence, id } = newIntake();
    const report = { capabilities: OWN_CAPABILITIES, certificate: der };
    expect(take(report)).toEqual({ contactId: id, cameOnline: true, isFirstWord: true, capabilitiesChanged: true, key: "pinned" });
    expect(events).toEqual([{ type: "contact-touched", contactId: id }]);
    expect(take(report)).toEqual({ contactId: id, cameOnline: false, isFirstWord: false, capabilitiesChanged: false, key: "same-key" });
    expect(events).toHaveLength(1);
    expect(presence()).toEqual({ status: "online", since: 5 });
  });

  it("says when somebody was last there, which is not when we learned that they are not", () => {
    const { take, presence } = newIntake();
    take({ status: "offline" }, 100);
    expect(presence()).toEqual({ status: "offline" });
    take({ status: "online" }, 200);
    take({ status: "away" }, 300);
    expect(presence()).toEqual({ status: "away", since: 300 });
    take({ status: "offline" }, 400);
    take({ status: "offline" }, 500);
    expect(presence()).toEqual({ status: "offline", lastSeen: 400 });
  });

  it.each([
    ["is no certificate", Uint8Array.of(1, 2, 3)],
    ["is somebody else's", mallory.identity.certificate.der],
    ["is empty", new Uint8Array()],
  ])("teaches no key when its certificate %s, but everything else", (_what, certificate) => {
    const { take, context, id } = newIntake();
    expect(take({ certificate, capabilities: ["3.1.2"] })).toEqual({ contactId: id, cameOnline: true, isFirstWord: true, capabilitiesChanged: true });
    expect(context.trust.of(id)).toEqual({ status: "unknown" });
  });
});

describe("the presence board", () => {
  it("forgets everybody when the connection goes, and one who is not followed any more", () => {
    const board = createPresenceBoard();
    board.update(bob.address, "online", 5);
    board.update(mallory.address, "offline", 5);
    expect(Object.fromEntries(board.clear())).toEqual({ [bob.address]: "online", [mallory.address]: "offline" });
    expect(board.of(bob.address, 3)).toEqual({ status: "unknown", lastSeen: 3 });
    board.update(bob.address, "online", 6);
    board.forget(bob.address);
    expect(board.of(bob.address, undefined)).toEqual({ status: "unknown" });
    expect(board.clear().size).toBe(0);
  });
});
