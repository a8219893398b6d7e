import { describe, expect, it } from "vitest";
import type { Address, MessageId } from "../../shared/ids";
import { insertContact, insertOwn, T0 } from "./testing/rows";
import { tempStore } from "./testing/temp-database";

const BOB = "bob@example.com" as Address;

describe("attempts", () => {
  it("end once, in the order they were made", () => {
    const store = tempStore();
    const { id } = insertOwn(store, insertContact(store, BOB), "text");
    store.attempts.start(id, T0);
    store.attempts.end(id, { at: T0 + 8, outcome: "retryable", reason: { code: "no-answer" }, retryAt: T0 + 9 });
    store.attempts.end(id, { at: T0 + 99, outcome: "sent" });
    store.attempts.start(id, T0 + 9);
    expect(store.attempts.ofMessage(id)).toEqual([
      { startedAt: T0, endedAt: T0 + 8, outcome: "retryable", reason: { code: "no-answer" }, retryAt: T0 + 9 },
      { startedAt: T0 + 9 },
    ]);
    store.attempts.cancel(id);
    store.attempts.cancel(id);
    expect(store.attempts.ofMessage(id)).toHaveLength(1);
    expect(store.attempts.ofMessage(5 as MessageId)).toEqual([]);
  });
});
