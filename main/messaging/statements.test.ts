import { describe, expect, it } from "vitest";
import { OWN_CAPABILITIES } from "../../shared/capability";
import type { Address, ContactId } from "../../shared/ids";
import { decodeNotification } from "../protocol/notification";
import { bob, mallory } from "../protocol/testing/people";
import type { MessagingContext } from "./context";
import type { SendOutcome } from "./ports";
import { accept, addByAddress, block, removeContact } from "./relations";
import { GIVE_UP_AFTER_ONLINE } from "./retry-policy";
import { stateCapabilities } from "./statements";
import { openDesk, turns, WITHOUT_RECEIPTS, type Desk, type FriendOptions } from "./testing/desk";
import { cryptoDone } from "./testing/letters";
import { NO_ANSWER } from "./testing/scripted-sender";
import { openSendingDesk } from "./testing/sending-desk";

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

  it.each([
    ["removed and added again", (desk: Desk, id: ContactId) => { removeContact(desk.context, id); addByAddress(desk.context, bob.address, undefined); }],
    ["blocked and unblocked", (desk: Desk, id: ContactId) => { block(desk.context, id); accept(desk.context, id); }],
  ])("that never left is said again to a contact who was %s", (_what, change) => {
    const { desk, contactId, touched } = begin({});
    change(desk, contactId);
    touched();
    expect(waiting(desk)).toEqual([OWN_CAPABILITIES]);
  });

  it.each<[string, SendOutcome]>([
    ["refused", { type: "permanent", reason: { code: "refused" } }],
    ["given up", NO_ANSWER],
  ])("that was %s is said again with the next occasion", async (_what, outcome) => {
    const desk = openSendingDesk();
    const contactId = desk.befriend(bob);
    const hear = stateCapabilities(desk.context, desk.queue.wake);
    desk.online = GIVE_UP_AFTER_ONLINE;
    (await desk.sender.next()).answer(outcome);
    await turns();
    expect(desk.store.outgoing.lanes()).toEqual([]);
    hear({ type: "contact-touched", contactId });
    (await desk.sender.next()).answer({ type: "sent" });
    await turns();
    hear({ type: "contact-touched", contactId });
    await cryptoDone();
    expect(desk.sender.sendings).toHaveLength(2);
  });

  it("is put off by a disk that fails, and nothing else is", () => {
    const desk = openDesk();
    const contactId = desk.befriend();
    let full = true;
    const failing: MessagingContext = {
      ...desk.context,
      write: (work) => {
        if (full) throw Object.assign(new Error("disk full"), { code: "SQLITE_FULL" });
        return desk.context.write(work);
      },
    };
    const hear = stateCapabilities(failing, () => undefined);
    hear({ type: "contact-touched", contactId });
    expect(waiting(desk)).toEqual([]);
    full = false;
    hear({ type: "contact-touched", contactId });
    expect(waiting(desk)).toEqual([OWN_CAPABILITIES]);
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
