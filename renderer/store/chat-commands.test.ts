import { describe, expect, it } from "vitest";
import { createBridgeClient } from "../../shared/ipc/bridge";
import type { ContactId, MessageId } from "../../shared/ids";
import { createMockBridge } from "../testing/mock-bridge";
import { petrasWorld } from "../testing/scenes";
import { createAppStore, fromSnapshot } from "./app-store";
import { createCommands } from "./commands";

const BOB = 1 as ContactId;
const ALICE = 3 as ContactId;

function setUp() {
  const bridge = createMockBridge(petrasWorld({ history: 400 }));
  const store = createAppStore();
  store.setState(fromSnapshot(bridge.world.snapshot), true);
  const all = bridge.world.messages.get(BOB) ?? [];
  const chat = () => store.getState().chats[BOB];
  return { bridge, store, all, chat, commands: createCommands(store, createBridgeClient(bridge)) };
}

async function answered(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
}

describe("a chat opened at a message", () => {
  it("has what is around it, and calls the log there with the keyboard", async () => {
    const { all, chat, commands } = setUp();
    const id = all[100]?.id ?? (0 as MessageId);
    await commands.openAt(BOB, { type: "message", messageId: id });
    expect(chat()).toMatchObject({ older: true, newer: true, arrival: { to: "message", id, take: true } });
    expect(chat()?.order).toContain(id);
    commands.arrived(BOB);
    expect(chat()?.arrival).toBeUndefined();
  });

  it("asks for nothing when the message is there already", async () => {
    const { bridge, all, chat, commands } = setUp();
    commands.openChat(BOB);
    await answered();
    bridge.failNext("messages.page", "internal");
    const id = all.at(-5)?.id ?? (0 as MessageId);
    await commands.openAt(BOB, { type: "message", messageId: id });
    expect(chat()?.arrival).toEqual({ to: "message", id, take: true });
  });

  it("that is gone says so, and shows the newest messages", async () => {
    const { all, chat, commands } = setUp();
    await expect(commands.openAt(BOB, { type: "message", messageId: 999_999 as MessageId })).rejects.toMatchObject({ code: "unknown-message" });
    await answered();
    expect(chat()?.order.at(-1)).toBe(all.at(-1)?.id);
  });

  it("goes on in both directions from there, and back to the newest", async () => {
    const { all, chat, commands } = setUp();
    await commands.openAt(BOB, { type: "date", at: all[100]?.arrivedAt ?? 0 });
    const before = chat()?.order ?? [];
    commands.loadOlder(BOB);
    await answered();
    commands.loadNewer(BOB);
    await answered();
    expect(chat()?.order).toHaveLength(before.length + 120);
    commands.toNewest(BOB);
    await answered();
    expect(chat()).toMatchObject({ newer: false, arrival: { to: "newest" } });
    expect(chat()?.order.at(-1)).toBe(all.at(-1)?.id);
  });

  it("takes a page in when the list on screen is ready for it, with what happened meanwhile", async () => {
    const { all, chat, commands } = setUp();
    await commands.openAt(BOB, { type: "date", at: all[100]?.arrivedAt ?? 0 });
    const before = chat()?.order ?? [];
    let ready = (): void => undefined;
    commands.loadOlder(BOB, () => new Promise((resolve) => { ready = resolve; }));
    await answered();
    expect(chat()?.order).toEqual(before);
    // Only one page is on its way.
    commands.loadOlder(BOB);
    await answered();
    expect(chat()?.order).toEqual(before);
    ready();
    await answered();
    expect(chat()?.order).toHaveLength(before.length + 60);
  });

  it("is where its reader left it, when it is opened again", async () => {
    const { all, chat, commands } = setUp();
    const id = all[100]?.id ?? (0 as MessageId);
    await commands.openAt(BOB, { type: "message", messageId: id });
    commands.keepPlace(BOB, { id, offset: -7 });
    commands.openChat(ALICE);
    await answered();
    commands.openChat(BOB);
    await answered();
    expect(chat()).toMatchObject({ newer: true, place: { id, offset: -7 } });
    expect(chat()?.order).toContain(id);
  });

  it("keeps the page that was asked for last, when two are on their way", async () => {
    const { bridge, all, chat, commands } = setUp();
    const [first, second] = [all[50]?.id ?? (0 as MessageId), all[300]?.id ?? (0 as MessageId)];
    const late = bridge.delayNext("messages.page");
    const one = commands.openAt(BOB, { type: "message", messageId: first });
    await answered();
    await commands.openAt(BOB, { type: "message", messageId: second });
    late();
    await one;
    expect(chat()?.arrival).toMatchObject({ id: second });
    expect(chat()?.order).not.toContain(first);
  });
});
