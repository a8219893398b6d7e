import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { makeHa1 } from "./digest";
import { openStore } from "./store";
import type { Store } from "./store";

let directory: string;
let store: Store;

function open(domain = "stamp.test"): Store {
  return openStore({ file: join(directory, "server.sqlite"), domain, nativeBinding: process.env["STAMP_SQLITE_BINDING"] });
}

function add(body: string, options: { readonly user?: string; readonly receivedAt?: number; readonly limit?: number } = {}): boolean {
  const { user = "bob", receivedAt = 1000, limit = 100 } = options;
  return store.addMessage(user, { sender: "alice", contentType: "a/b", body: Buffer.from(body), receivedAt }, limit);
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
    store.addMessage("bob", { sender: "alice", contentType: "a/b", body, receivedAt: 1 }, 1);
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
