import { join } from "node:path";
import { expect, it } from "vitest";
import type { Address } from "../../shared/ids";
import { MOST_GROUPS, readDatabaseVersion, readQueueGroups } from "./queue-groups";
import { tempFolder } from "../platform/testing/temp-folder";
import { createStore } from "./store";
import { openTestDatabase } from "./testing/temp-database";

const OWN = "petra@sip.example.org" as Address;
const BOB = "bob@sip.example.org" as Address;
const EVA = "eva@sip.example.org" as Address;

function openStore() {
  const store = createStore(openTestDatabase(join(tempFolder(), "stamp.db")));
  const waits = (receiver: Address, lane: "text" | "ack" = "text"): number =>
    store.outgoing.insert({ time: 1, sender: OWN, receiver, lane, ampVersion: 1, payload: new Uint8Array(), onlineAtInsert: 0 });
  const came = (sender: Address, receivedAt: number): void => {
    store.incoming.insert({ sender, receiver: OWN, body: "x", sha256: new Uint8Array(32), receivedAt, stored: false });
  };
  return { store, waits, came };
}

it("is empty when nothing waits", () => {
  expect(readQueueGroups(openStore().store.db)).toEqual({ outgoing: [], incoming: [], more: false });
});

it("puts what goes out together by contact, kind and state, what needs somebody first", () => {
  const { store, waits } = openStore();
  waits(BOB);
  waits(BOB);
  waits(BOB, "ack");
  for (const [again, at] of [[waits(EVA), 900], [waits(EVA), 700]] as const) {
    store.outgoing.startAttempt(again);
    store.outgoing.setState(again, "retrying", at, "no-answer");
  }
  store.outgoing.setState(waits(EVA), "held", undefined, "key-changed");
  expect(readQueueGroups(store.db).outgoing).toEqual([
    { address: EVA, kind: "texts", state: "held", count: 1, attempts: 0, lastError: "key-changed" },
    { address: EVA, kind: "texts", state: "retrying", count: 2, attempts: 1, nextTry: 700, lastError: "no-answer" },
    { address: BOB, kind: "texts", state: "queued", count: 2, attempts: 0 },
    { address: BOB, kind: "receipts", state: "queued", count: 1, attempts: 0 },
  ]);
});

it("does not tell one reason for all, nor one that is over", () => {
  const { store, waits } = openStore();
  store.outgoing.setState(waits(BOB), "retrying", 500, "no-answer");
  store.outgoing.setState(waits(BOB), "retrying", 400, "server-busy");
  const accepted = waits(BOB);
  store.outgoing.setState(accepted, "held", undefined, "key-changed");
  store.outgoing.setState(accepted, "queued");
  expect(readQueueGroups(store.db).outgoing).toEqual([
    { address: BOB, kind: "texts", state: "retrying", count: 1, attempts: 0, nextTry: 500, lastError: "no-answer" },
    { address: BOB, kind: "texts", state: "retrying", count: 1, attempts: 0, nextTry: 400, lastError: "server-busy" },
    { address: BOB, kind: "texts", state: "queued", count: 1, attempts: 0 },
  ]);
});

it("says of what came why it is not shown, and since when", () => {
  const { store, came } = openStore();
  for (const at of [30, 20, 10]) came(BOB, at);
  came(EVA, 5);
  const [first, second] = store.incoming.fresh(2);
  store.incoming.setState(first?.id ?? 0, "parked", "no-certificate");
  store.incoming.setState(second?.id ?? 0, "parked", "no-certificate");
  expect(readQueueGroups(store.db).incoming).toEqual([
    { address: BOB, state: "parked", count: 2, reason: "no-certificate", since: 20 },
    { address: BOB, state: "new", count: 1, since: 10 },
    { address: EVA, state: "new", count: 1, since: 5 },
  ]);
});

it("knows whose they are, and stops at some hundred groups", () => {
  const { store, waits } = openStore();
  for (let person = 0; person <= MOST_GROUPS; person += 1) waits(`p${String(person)}@sip.example.org` as Address);
  const { outgoing, more } = readQueueGroups(store.db);
  expect(outgoing).toHaveLength(MOST_GROUPS);
  expect(more).toBe(true);
});

it("names SQLite and what encrypts it, with their versions", () => {
  expect(readDatabaseVersion(openStore().store.db)).toMatch(/^SQLite 3\.\d+\.\d+, .*Multiple Ciphers \d+\.\d+.*SQLCipher$/);
});
