import { describe, expect, it } from "vitest";
import type { Address } from "../../shared/ids";
import { bob, mallory } from "../protocol/testing/people";
import { changed, flip } from "../protocol/testing/messages";
import { sealText } from "./testing/letters";
import { openReceivingDesk, type ReceivingDesk } from "./testing/receiving-desk";

const MINUTE = 60_000;

function newDesk() {
  const desk = openReceivingDesk();
  return { desk, contact: desk.befriend() };
}

async function takeAll(desk: ReceivingDesk, bodies: readonly string[]): Promise<void> {
  for (const body of bodies) desk.receive(body);
  await desk.inbox.idle();
}

describe("a message that is not what it says", () => {
  it.each([
    ["bad-mac", (body: string) => changed(body, (fields) => ({ ...fields, hmac: flip(fields.hmac!, 3) }))],
    ["malformed-base64", (body: string) => `${body}!`],
    ["bad-key-block", (body: string) => changed(body, (fields) => ({ ...fields, eAsymBlock: flip(fields.eAsymBlock!, 3) }))],
    ["virtual-field-on-wire", (body: string) => changed(body, (fields) => ({ ...fields, encKey: Uint8Array.of(1) }))],
  ])("is put away with one line and no answer to the sender: %s", async (code, forge) => {
    const { desk, contact } = newDesk();
    expect(await desk.take(forge(await sealText("hello", 7)))).toBe(200);
    expect(desk.inboxRows()).toEqual([{ sender: bob.address, state: "quarantined", code }]);
    expect(desk.messages(contact)).toMatchObject([{ kind: "note", note: { type: "unverified", count: 1 } }]);
    expect(desk.owedTo(bob.address)).toBe(0);
    expect(desk.sender.sendings).toEqual([]);
  });

  it("from a stranger leaves no trace for the user", async () => {
    const { desk } = newDesk();
    await desk.take("AAAA", { from: "eve@example.com" as Address });
    expect(desk.store.contacts.findByAddress("eve@example.com" as Address)).toBeUndefined();
    expect(desk.inboxRows()).toMatchObject([{ state: "quarantined" }]);
  });

  it("is counted in one line a minute, whatever else comes between", async () => {
    const { desk, contact } = newDesk();
    for (let n = 0; n < 3; n += 1) {
      await desk.take(`forged ${String(n)}`);
      await desk.take(await sealText(`true ${String(n)}`, 50 + n, { sequenceNumber: n }));
      desk.clock.advance(20_000);
    }
    const notes = () => desk.messages(contact).flatMap((message) => (message.kind === "note" ? [message.note] : []));
    expect(notes()).toEqual([{ type: "unverified", count: 3 }]);
    expect(desk.events.filter(({ type }) => type === "message-changed")).toHaveLength(2);
    desk.clock.advance(1);
    await desk.take("forged again");
    expect(notes()).toEqual([{ type: "unverified", count: 3 }, { type: "unverified", count: 1 }]);
  });

  it("is counted anew when the clock was set back", async () => {
    const { desk, contact } = newDesk();
    await desk.take("forged 1");
    desk.clock.setBy(-MINUTE);
    await desk.take("forged 2");
    expect(desk.messages(contact)).toMatchObject([{ note: { count: 1 } }, { note: { count: 1 } }]);
  });

  it("fills neither the disk nor the conversation: 500 are kept of a sender", async () => {
    const { desk, contact } = newDesk();
    await takeAll(desk, Array.from({ length: 520 }, (_, index) => `forged ${String(index)}`));
    expect(desk.store.incoming.count("quarantined", bob.address)).toBe(500);
    expect(desk.messages(contact)).toMatchObject([{ note: { type: "unverified", count: 520 } }]);
    // Nor the memory against copies: it goes with what it remembers.
    expect(desk.store.db.prepare("SELECT count(*) FROM raw_copies").pluck().get()).toBe(500);
    await takeAll(desk, ["forged 0", "forged 519"]);
    expect(desk.messages(contact)).toMatchObject([{ note: { type: "unverified", count: 521 } }]);
  });

  it("signed by somebody else is not shown as the contact's", async () => {
    const { desk, contact } = newDesk();
    await desk.take(await sealText("it is me, Bob", 7, { from: { address: bob.address, identity: mallory.identity } }));
    expect(desk.shown(contact)).toEqual([]);
    expect(desk.inboxRows()).toEqual([{ sender: bob.address, state: "parked", code: "bad-signature" }]);
    expect(desk.messages(contact)).toMatchObject([{ note: { type: "unverified" } }]);
  });

  it("and claims another sender than the network told is put away", async () => {
    const { desk, contact } = newDesk();
    desk.befriend(mallory);
    await desk.take(await sealText("hello", 7), { from: mallory.address });
    expect(desk.inboxRows()).toEqual([{ sender: mallory.address, state: "quarantined", code: "sender-mismatch" }]);
    expect(desk.shown(contact)).toEqual([]);
  });
});
