import { describe, expect, it } from "vitest";
import type { Address } from "../../shared/ids";
import { T0 } from "./testing/rows";
import { tempStore } from "./testing/temp-database";

const BOB = "bob@example.com" as Address;

describe("received rows", () => {
  const received = (sender: Address, receivedAt = T0) => ({
    sender,
    receiver: "alice@example.com" as Address,
    body: "AAAA",
    sha256: Uint8Array.of(1),
    receivedAt,
    stored: true,
  });

  it("are opened oldest first and leave by state", () => {
    const { incoming } = tempStore();
    for (let n = 0; n < 3; n += 1) incoming.insert(received(BOB, T0 + n));
    const [first, second] = incoming.fresh(2);
    expect([first?.receivedAt, second?.receivedAt, first?.stored, first?.body]).toEqual([T0, T0 + 1, true, "AAAA"]);
    incoming.setState(first!.id, "parked", "no-certificate");
    incoming.remove(second!.id);
    expect([incoming.exists(first!.id), incoming.exists(second!.id)]).toEqual([true, false]);
    expect(incoming.fresh(9).map(({ receivedAt }) => receivedAt)).toEqual([T0 + 2]);
    expect(incoming.unpark("x@example.com" as Address)).toBe(0);
    expect(incoming.unpark(BOB)).toBe(1);
    expect(incoming.fresh(9)[0]).toMatchObject({ receivedAt: T0, code: "no-certificate" });
  });

  it("are evicted from quarantine oldest first, per sender and in all, and parked ones never", () => {
    const { incoming } = tempStore();
    const carol = "carol@example.com" as Address;
    for (const sender of [carol, BOB, BOB, BOB]) incoming.insert(received(sender));
    const rows = incoming.fresh(9);
    incoming.setState(rows[1]!.id, "parked", "no-certificate");
    for (const row of [rows[0]!, rows[2]!, rows[3]!]) incoming.setState(row.id, "quarantined", "bad-mac");
    incoming.trimQuarantine(BOB, 1, 10);
    expect([incoming.count("quarantined", BOB), incoming.count("quarantined", carol)]).toEqual([1, 1]);
    expect(incoming.exists(rows[3]!.id)).toBe(true);
    incoming.trimQuarantine(BOB, 1, 1);
    expect([incoming.count("quarantined", carol), incoming.count("parked", BOB)]).toEqual([0, 1]);
  });

  it("below the pin wait for a look, each sender's for its own, until they are released or deleted", () => {
    const { incoming, contacts, conversations } = tempStore();
    const [bob, carol] = ([BOB, "carol@example.com"] as const).map((address) => {
      const id = contacts.insert({ address: address as Address, localName: undefined, relation: "accepted", createdAt: T0, firstSequenceNumber: 1 });
      conversations.touch(id, T0);
      for (let n = 0; n < 2; n += 1) incoming.insert(received(address as Address));
      return id;
    });
    const waiting = () => [bob, carol].map((id) => conversations.find(id!)?.olderWaiting);
    const [first, ...others] = incoming.fresh(9);
    incoming.setState(first!.id, "parked", "no-certificate");
    for (const { id } of others) incoming.setState(id, "parked", "below-pin");
    expect(waiting()).toEqual([1, 2]);
    incoming.unparkAll();
    expect(waiting()).toEqual([1, 2]);
    incoming.releaseOlder(BOB);
    expect(waiting()).toEqual([0, 2]);
    expect(incoming.fresh(9).map(({ id }) => incoming.isReleased(id))).toEqual([false, true, false, false]);
    incoming.removeOlder("carol@example.com" as Address);
    expect(waiting()).toEqual([0, 0]);
    expect(incoming.fresh(9).map(({ sender }) => sender)).toEqual([BOB, BOB]);
  });

  it("that were kept long enough go, and new ones stay", () => {
    const { incoming } = tempStore();
    for (let n = 0; n < 3; n += 1) incoming.insert(received(BOB, T0));
    const rows = incoming.fresh(9);
    incoming.setState(rows[0]!.id, "parked", "no-certificate");
    incoming.setState(rows[1]!.id, "quarantined", "bad-mac");
    expect(incoming.expireBefore(T0)).toEqual(new Set());
    expect(incoming.expireBefore(T0 + 1)).toEqual(new Set([BOB]));
    expect(incoming.fresh(9)).toHaveLength(1);
    incoming.removeOf(BOB);
    expect(incoming.fresh(9)).toEqual([]);
  });
});
