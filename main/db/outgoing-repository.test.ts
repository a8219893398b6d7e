import { describe, expect, it } from "vitest";
import type { Address } from "../../shared/ids";
import { insertContact, insertOwn, outgoing, T0 } from "./testing/rows";
import { tempStore } from "./testing/temp-database";

const BOB = "bob@example.com" as Address;

describe("outgoing rows", () => {
  it("are one per text", () => {
    const store = tempStore();
    const { id } = insertOwn(store, insertContact(store, BOB), "text");
    store.outgoing.insert(outgoing(BOB, { messageId: id }));
    expect(() => store.outgoing.insert(outgoing(BOB, { messageId: id }))).toThrow(/UNIQUE/);
  });

  it("have a head per lane, which is never a held one", () => {
    const store = tempStore();
    const first = store.outgoing.insert(outgoing(BOB));
    const second = store.outgoing.insert(outgoing(BOB));
    const ack = store.outgoing.insert(outgoing(BOB, { lane: "ack" }));
    expect([store.outgoing.head(BOB, "text")?.id, store.outgoing.head(BOB, "ack")?.id]).toEqual([first, ack]);
    store.outgoing.setState(first, "held");
    expect(store.outgoing.head(BOB, "text")?.id).toBe(second);
    store.outgoing.setState(second, "held");
    store.outgoing.remove(ack);
    expect(store.outgoing.lanes()).toEqual([]);
  });

  it("count attempts, and not the ones that never left", () => {
    const store = tempStore();
    const id = store.outgoing.insert(outgoing(BOB, { notBefore: T0 + 5 }));
    expect(store.outgoing.find(id)).toMatchObject({ state: "queued", resendTime: T0 + 5, sendAttempts: 0 });
    store.outgoing.startAttempt(id);
    expect(store.outgoing.find(id)).toMatchObject({ state: "sending", resendTime: undefined, sendAttempts: 1 });
    store.outgoing.cancelAttempt(id);
    expect(store.outgoing.find(id)).toMatchObject({ state: "queued", sendAttempts: 0 });
  });

  it("keep the sealed bytes and what they were sealed under, until they are taken away", () => {
    const store = tempStore();
    const id = store.outgoing.insert(outgoing(BOB));
    const sealed = { type: "sealed", body: "AAAA", sha256: Uint8Array.of(9), stp: { type: 2, version: 3 }, toKey: "key", level: "2.2" } as const;
    store.outgoing.setFinal(id, sealed);
    const read = store.outgoing.find(id)?.final;
    expect({ ...read, sha256: [...(read?.sha256 ?? [])] }).toEqual({ ...sealed, sha256: [9] });
    store.outgoing.unseal(id);
    expect(store.outgoing.find(id)?.final).toBeUndefined();
  });

  it("offer only notifications that nothing was made of yet for more nonces", () => {
    const store = tempStore();
    const open = store.outgoing.insert(outgoing(BOB, { lane: "ack" }));
    const sent = store.outgoing.insert(outgoing(BOB, { lane: "ack" }));
    store.outgoing.insert(outgoing(BOB));
    store.outgoing.startAttempt(sent);
    expect(store.outgoing.openNotifications(BOB).map(({ id }) => id)).toEqual([open]);
    store.outgoing.removeNotifications(BOB);
    expect(store.outgoing.find(open)).toBeUndefined();
    expect(store.outgoing.head(BOB, "text")).toBeDefined();
  });

  it("lose the waiting time of a retry, but not that of an ack that gathers", () => {
    const store = tempStore();
    const retry = store.outgoing.insert(outgoing(BOB));
    const ack = store.outgoing.insert(outgoing(BOB, { lane: "ack", notBefore: T0 + 5 }));
    store.outgoing.setState(retry, "retrying", T0 + 100, "no-answer");
    store.outgoing.makeRetriesDue(BOB);
    expect(store.outgoing.find(retry)?.resendTime).toBeUndefined();
    expect(store.outgoing.find(ack)?.resendTime).toBe(T0 + 5);
  });
});
