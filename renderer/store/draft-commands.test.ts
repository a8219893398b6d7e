import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createBridgeClient } from "../../shared/ipc/bridge";
import type { ContactId } from "../../shared/ids";
import { createMockBridge } from "../testing/mock-bridge";
import { sessionOf } from "../testing/mock-world";
import { petrasWorld } from "../testing/scenes";
import { createAppStore, fromSnapshot } from "./app-store";
import { createDraftCommands, DRAFT_PAUSE_MS } from "./draft-commands";

const JANA = 6 as ContactId;

function setUp() {
  const bridge = createMockBridge(petrasWorld());
  const store = createAppStore();
  store.setState(fromSnapshot(bridge.world.snapshot), true);
  const stored = (): string | undefined =>
    sessionOf(bridge.world).conversations.find((one) => one.contactId === JANA)?.draft;
  return { bridge, store, stored, drafts: createDraftCommands(store, createBridgeClient(bridge)) };
}

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

describe("a draft", () => {
  it("is in the store at once and with main after a pause, in one request", async () => {
    const { store, stored, drafts } = setUp();
    drafts.type(JANA, "o");
    drafts.type(JANA, "on");
    drafts.type(JANA, "one");
    expect(store.getState().drafts[JANA]).toEqual({ text: "one", unsaved: true });
    expect(stored()).toBe("");
    await vi.advanceTimersByTimeAsync(DRAFT_PAUSE_MS);
    expect(stored()).toBe("one");
    expect(store.getState().drafts[JANA]).toEqual({ text: "one", unsaved: false });
  });

  it("stays unsaved when it was typed on while it was being stored", async () => {
    const { bridge, store, stored, drafts } = setUp();
    const answer = bridge.delayNext("conversations.setDraft");
    drafts.type(JANA, "one");
    const saving = drafts.save(JANA);
    drafts.type(JANA, "one two");
    answer();
    await saving;
    expect(store.getState().drafts[JANA]).toEqual({ text: "one two", unsaved: true });
    await vi.advanceTimersByTimeAsync(DRAFT_PAUSE_MS);
    expect(stored()).toBe("one two");
  });

  it("goes to main at once when the window is left", async () => {
    const { stored, drafts } = setUp();
    drafts.type(JANA, "in a hurry");
    drafts.saveAll();
    await vi.advanceTimersByTimeAsync(0);
    expect(stored()).toBe("in a hurry");
  });

  it("is not lost under a text that is put back", async () => {
    const { store, drafts } = setUp();
    drafts.type(JANA, "already here");
    await drafts.putBack(JANA, "taken back");
    expect(store.getState().drafts[JANA]?.text).toBe("taken back\nalready here");
  });
});
