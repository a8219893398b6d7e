// What the list remembers must not outlive the account that it is of (spec 2.5). Whether something is still held can only be
// asked of the garbage collector.
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { describe, expect, it } from "vitest";
import { listedConversations, requestIds } from "./list-order";

setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc");

const stateOf = (...relations) => ({
  contacts: Object.fromEntries(relations.map((relation, id) => [id, { id, relation }])),
  conversations: Object.fromEntries(relations.map((_, id) => [id, { contactId: id, lastActivity: id }])),
  ui: { openChat: undefined },
});

describe("what the list shows", () => {
  it("is the same answer until what it is made of changes", () => {
    const state = stateOf("accepted", "request", "accepted", "blocked");
    expect(listedConversations(state)).toEqual([2, 0]);
    expect(requestIds(state)).toEqual([1]);
    expect(listedConversations({ ...state })).toBe(listedConversations(state));
    expect(listedConversations({ ...state, ui: { openChat: 3 } })).toEqual([3, 2, 0]);
    expect(listedConversations({ ...state, contacts: {} })).toEqual([]);
  });

  it("holds nothing of a state that is gone", async () => {
    const seen = (() => {
      const state = stateOf("accepted", "request");
      listedConversations(state);
      requestIds(state);
      return [new WeakRef(state.conversations), new WeakRef(state.contacts)];
    })();
    // A reference just made holds until the end of this turn.
    await new Promise((resolve) => {
      setImmediate(resolve);
    });
    collect();
    expect(seen.map((one) => one.deref())).toEqual([undefined, undefined]);
  });
});
