import { describe, expect, it } from "vitest";
import type { ContactId, MessageId } from "../../shared/ids";
import { petrasWorld } from "../testing/scenes";
import { fromSnapshot, type AppState } from "./app-store";
import { applyEvents, applyProgress } from "./events";
import { waitingReason } from "./waiting";
import { expectPage, takePage, WINDOW_LIMIT } from "./chat-pages";
import { EMPTY_WINDOW } from "./chats";

const BOB = 1 as ContactId;

function stateWithBob(offline = false): AppState {
  const world = petrasWorld({ offline });
  const state = fromSnapshot(world.snapshot);
  const messages = world.messages.get(BOB) ?? [];
  return { ...state, chats: { [BOB]: takePage(expectPage(EMPTY_WINDOW), { messages, older: false, newer: false }, "whole") } };
}

function idOf(state: AppState, text: string): MessageId {
  const found = Object.values(state.chats[BOB]?.byId ?? {}).find(
    (message) => message.kind !== "note" && message.text.startsWith(text),
  );
  if (found === undefined) throw new Error(`no message ${text}`);
  return found.id;
}

describe("a batch of events", () => {
  it("is applied in its order", () => {
    const state = stateWithBob();
    const messageId = idOf(state, "Are you still coming?");
    const base = { type: "delivery-changed", contactId: BOB, messageId, attempts: 3 } as const;
    const after = applyEvents(state, [
      { ...base, delivery: { status: "sending" } },
      { ...base, delivery: { status: "sent" } },
      { ...base, delivery: { status: "delivered" } },
    ]);
    expect(after.chats[BOB]?.byId[messageId]).toMatchObject({ delivery: { status: "delivered" } });
  });

  it("keeps the list's last line as new as the bubble", () => {
    const state = stateWithBob();
    const messageId = idOf(state, "My new door code");
    const after = applyEvents(state, [
      { type: "delivery-changed", contactId: BOB, messageId, attempts: 1, delivery: { status: "sending" } },
    ]);
    expect(after.conversations[BOB]?.lastMessage).toMatchObject({ delivery: { status: "sending" } });
  });

  it("lets a chat that is not on screen not grow with what arrives", () => {
    const world = petrasWorld();
    const state = stateWithBob();
    const template = (world.messages.get(BOB) ?? []).find((message) => message.kind === "peer");
    if (template === undefined) throw new Error("Bob wrote nothing");
    const arriving = Array.from({ length: WINDOW_LIMIT + 5 }, (_, index) => {
      const id = (100_000 + index) as MessageId;
      return { type: "message-added", message: { ...template, id, position: 1e9 + index } } as const;
    });
    const shown = { ...state, ui: { ...state.ui, view: { type: "chats" }, openChat: BOB } } as const;
    const elsewhere = { ...shown, ui: { ...shown.ui, view: { type: "settings", page: "about" } } } as const;
    for (const hidden of [state, elsewhere]) {
      const chat = applyEvents(hidden, arriving).chats[BOB];
      expect(chat?.order).toHaveLength(WINDOW_LIMIT);
      expect(Object.keys(chat?.byId ?? {})).toHaveLength(WINDOW_LIMIT);
      expect(chat).toMatchObject({ older: true, newer: false });
      expect(chat?.order.at(-1)).toBe(arriving.at(-1)?.message.id);
    }
    expect(applyEvents(shown, arriving).chats[BOB]?.order.length).toBeGreaterThan(WINDOW_LIMIT);
  });

  it("leaves a removed conversation and closes its chat", () => {
    const state = stateWithBob();
    const open = { ...state, ui: { ...state.ui, openChat: BOB, panel: { type: "contact" } as const } };
    const after = applyEvents(open, [{ type: "conversation-removed", contactId: BOB }]);
    expect(after.conversations[BOB]).toBeUndefined();
    expect(after.chats[BOB]).toBeUndefined();
    expect(after.ui).toMatchObject({ openChat: undefined, panel: undefined });
  });

  it("does not overwrite a draft that is being typed", () => {
    const state = stateWithBob();
    const typing = { ...state, drafts: { ...state.drafts, [BOB]: { text: "new", unsaved: true } } };
    const conversation = state.conversations[BOB];
    if (conversation === undefined) throw new Error("no conversation with Bob");
    const after = applyEvents(typing, [
      { type: "conversation-changed", conversation: { ...conversation, draft: "old" } },
    ]);
    expect(after.drafts[BOB]?.text).toBe("new");
  });
});

describe("the reason why a text waits", () => {
  it("is the connection, told once with the number of texts", () => {
    const state = stateWithBob(true);
    expect(waitingReason(state, BOB, idOf(state, "Are you still coming?"))).toBeUndefined();
    expect(waitingReason(state, BOB, idOf(state, "I’ll be at the notary"))).toEqual({ code: "offline", count: 2 });
  });

  it("is the text above it, when that one is queued, sending or retrying", () => {
    const state = stateWithBob();
    expect(waitingReason(state, BOB, idOf(state, "I’ll be at the notary"))).toEqual({ code: "order" });
  });

  it("is the contact's key, when it is unknown", () => {
    const state = stateWithBob();
    const bob = state.contacts[BOB];
    if (bob === undefined) throw new Error("no Bob");
    const after = applyEvents(state, [{ type: "contact-changed", contact: { ...bob, trust: { status: "unknown" } } }]);
    expect(waitingReason(after, BOB, idOf(state, "I’ll be at the notary"))).toEqual({ code: "certificate" });
  });

  it("is not told for the text whose turn it is", () => {
    const state = stateWithBob();
    const first = idOf(state, "Are you still coming?");
    const after = applyEvents(state, [
      { type: "delivery-changed", contactId: BOB, messageId: first, attempts: 0, delivery: { status: "queued" } },
    ]);
    expect(waitingReason(after, BOB, first)).toBeUndefined();
  });
});

describe("progress", () => {
  it("has the task that was told of last at the end", () => {
    const state = stateWithBob();
    const started = applyProgress(applyProgress(state, { task: "connect", state: "started" }), {
      task: "key-generation",
      state: "started",
    });
    const again = applyProgress(started, { task: "connect", state: "running" });
    expect(Object.keys(again.progress)).toEqual(["key-generation", "connect"]);
  });
});
