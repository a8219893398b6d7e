import { describe, expect, it } from "vitest";
import { OWN_CAPABILITIES } from "../../shared/capability";
import type { Address } from "../../shared/ids";
import { decodeNotification } from "../protocol/notification";
import { bob, mallory } from "../protocol/testing/people";
import { stateCapabilities } from "./statements";
import { openDesk, WITHOUT_RECEIPTS, type Desk, type FriendOptions } from "./testing/desk";

/** Capabilities that the waiting statements to Bob say, oldest first. */
function waiting({ store }: Desk): (readonly string[])[] {
  return [...store.outgoing.openNotifications(bob.address)].reverse().flatMap(({ ampVersion, payload }) => {
    const content = decodeNotification(ampVersion, payload);
    return content.type === "capability-statement" ? [content.capabilities] : [];
  });
}

function begin(options: FriendOptions) {
  const desk = openDesk();
  const contactId = desk.befriend(bob, options);
  const woken: Address[] = [];
  const hear = stateCapabilities(desk.context, (address) => woken.push(address));
  return { desk, contactId, woken, touched: () => { hear({ type: "contact-touched", contactId }); } };
}

describe("a capability statement", () => {
  it("waits at once for an accepted contact whose app knows it, and its lane is woken", () => {
    const { desk, woken } = begin({});
    expect(waiting(desk)).toEqual([OWN_CAPABILITIES]);
    expect(woken).toEqual([bob.address]);
  });

  it.each<[string, FriendOptions]>([
    ["a stranger", { relation: "request" }],
    ["a blocked contact", { relation: "blocked" }],
    ["an app without receipts", { capabilities: WITHOUT_RECEIPTS }],
    ["an app of which nothing is known", { capabilities: [] }],
    ["a contact without a key", { withoutKey: true }],
  ])("is not for %s", (_who, options) => {
    const { desk, touched } = begin(options);
    touched();
    expect(waiting(desk)).toEqual([]);
  });

  it("goes when a request is accepted", () => {
    const { desk, contactId, touched } = begin({ relation: "request" });
    desk.store.contacts.setRelation(contactId, "accepted");
    touched();
    expect(waiting(desk)).toEqual([OWN_CAPABILITIES]);
  });

  it("is said once, also over a restart, and again when our own list changed", () => {
    const { desk, touched } = begin({});
    touched();
    stateCapabilities(desk.context, () => undefined);
    expect(waiting(desk)).toHaveLength(1);
    const older = { ...desk.context, own: { ...desk.context.own, capabilities: ["3.1.2", "3.1.3"] } };
    stateCapabilities(older, () => undefined);
    expect(waiting(desk)).toEqual([OWN_CAPABILITIES, ["3.1.2", "3.1.3"]]);
  });

  it("waits while another key is offered and is said again to a key that was accepted", () => {
    const { desk, contactId, touched } = begin({});
    const { certificate } = mallory.identity;
    desk.context.trust.offer(contactId, certificate, desk.clock.now());
    touched();
    expect(waiting(desk)).toHaveLength(1);
    desk.context.trust.decide(contactId, certificate.publicKey.spkiSha256, desk.clock.now());
    touched();
    expect(waiting(desk)).toHaveLength(2);
  });
});
