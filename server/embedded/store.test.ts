import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import BetterSqlite3 from "better-sqlite3-multiple-ciphers";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { makeHa1 } from "./digest";
import { openStore } from "./store";
import type { Store } from "./store";

const binding = process.env["STAMP_SQLITE_BINDING"];
let directory: string;
let store: Store;

function open(domain = "stamp.test"): Store {
  return openStore({ file: join(directory, "server.sqlite"), domain, nativeBinding: binding });
}

interface AddOptions {
  readonly user?: string;
  readonly sender?: string;
  readonly receivedAt?: number;
  readonly limit?: number;
  readonly share?: number;
}

function add(body: string, options: AddOptions = {}): boolean {
  const { user = "bob", sender = "alice", receivedAt = 1000, limit = 100, share = limit } = options;
  const places = { perAccount: limit, perSender: share };
  return store.addMessage(user, { sender, contentType: "a/b", body: Buffer.from(body), receivedAt }, places);
}

function bodies(user = "bob"): readonly string[] {
  const found: string[] = [];
  for (let last = 0; ; ) {
    const message = store.nextMessage(user, last);
    if (message === undefined) return found;
    found.push(message.body.toString());
    last = message.id;
  }
}

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "stamp-store-"));
  store = open();
});

afterEach(() => {
  store.close();
  rmSync(directory, { recursive: true });
});

describe("the store", () => {
  it("keeps messages in order, per account, over a restart", () => {
    for (const body of ["one", "two", "three"]) add(body);
    add("for carol", { user: "carol" });
    store.close();
    store = open();
    expect(bodies()).toEqual(["one", "two", "three"]);
    expect(bodies("carol")).toEqual(["for carol"]);
    expect(store.nextMessage("bob", 0)).toMatchObject({ sender: "alice", contentType: "a/b", receivedAt: 1000 });
  });

  it("has a message on disk before it says so, without being closed", () => {
    add("written");
    const another = open();
    expect(another.nextMessage("bob", 0)?.body.toString()).toBe("written");
    another.close();
  });

  it("keeps bytes that are no text", () => {
    const body = Buffer.from([0, 255, 13, 10, 128]);
    store.addMessage("bob", { sender: "alice", contentType: "a/b", body, receivedAt: 1 }, { perAccount: 1, perSender: 1 });
    expect(store.nextMessage("bob", 0)?.body.equals(body)).toBe(true);
  });

  it("never gives a number twice", () => {
    add("one");
    const first = store.nextMessage("bob", 0)?.id ?? 0;
    store.deleteMessage(first);
    add("two");
    store.deleteMessage(first);
    expect(bodies()).toEqual(["two"]);
  });

  it("takes no more than its share from one sender", () => {
    expect(["1", "2", "3"].map((body) => add(body, { share: 2 }))).toEqual([true, true, false]);
    expect(add("4", { share: 2, sender: "carol" })).toBe(true);
    expect(add("5", { share: 2, user: "carol" })).toBe(true);
    store.deleteMessage(store.nextMessage("bob", 0)?.id ?? 0);
    expect(add("6", { share: 2 })).toBe(true);
  });

  it("of the version before is opened with its messages", () => {
    add("from before");
    store.close();
    const file = new BetterSqlite3(join(directory, "server.sqlite"), binding === undefined ? {} : { nativeBinding: binding });
    file.exec("DROP INDEX message_of_sender; PRAGMA user_version = 1;");
    file.close();
    store = open();
    expect(bodies()).toEqual(["from before"]);
    expect(add("2", { share: 1 })).toBe(false);
  });

  it("takes no more than the limit for an account", () => {
    expect(["1", "2", "3"].map((body) => add(body, { limit: 2 }))).toEqual([true, true, false]);
    expect(add("for carol", { user: "carol", limit: 2 })).toBe(true);
    expect(store.countMessages("bob")).toBe(2);
  });

  it("forgets what is too old", () => {
    add("old", { receivedAt: 1000 });
    add("new", { receivedAt: 2000 });
    expect(store.expireMessages(2000)).toBe(1);
    expect(bodies()).toEqual(["new"]);
  });

  it("keeps accounts as hashes and forgets their messages with them", () => {
    const ha1 = makeHa1("bob", "stamp.test", "secret");
    store.putAccount("bob", ha1);
    store.putAccount("alice", makeHa1("alice", "stamp.test", "other"));
    add("for bob");
    expect(store.findAccount("bob")).toEqual(ha1);
    expect(store.listAccounts()).toEqual(["alice", "bob"]);
    store.removeAccount("bob");
    expect(store.findAccount("bob")).toBeUndefined();
    expect(store.countMessages("bob")).toBe(0);
  });

  it("tells domains apart", () => {
    store.putAccount("bob", makeHa1("bob", "stamp.test", "secret"));
    add("for bob");
    const other = open("other.test");
    expect([other.findAccount("bob"), other.listAccounts(), other.countMessages("bob")]).toEqual([undefined, [], 0]);
    other.close();
  });

  it("is readable for its owner alone", () => {
    expect(statSync(join(directory, "server.sqlite")).mode & 0o077).toBe(0);
  });
});
