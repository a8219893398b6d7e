import { describe, expect, it } from "vitest";
import { createBridgeClient } from "../../shared/ipc/bridge";
import type { ContactId, MessageId } from "../../shared/ids";
import { createMockBridge } from "../testing/mock-bridge";
import { changeDelivery, updateConnection } from "../testing/mock-world";
import { petrasWorld } from "../testing/scenes";
import { createAppStore } from "./app-store";
import { createCommands } from "./commands";
import { subscribeStore } from "./subscribe";

const BOB = 1 as ContactId;

function connect() {
  const bridge = createMockBridge(petrasWorld());
  const client = createBridgeClient(bridge);
  const store = createAppStore();
  const commands = createCommands(store, client);
  const reactions = { openConversation: commands.openChat, readAgain: commands.readAgain, handOver: commands.drafts.handOver, command: () => undefined };
  return { bridge, store, commands, start: () => subscribeStore(store, client, reactions) };
}

async function answered(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 0));
}

describe("the window's start", () => {
  it("applies events that come before the snapshot's answer after it", async () => {
    const { bridge, store, start } = connect();
    const subscription = start();
    bridge.emit("session.events", [{ type: "connection-changed", connection: { status: "replaced", since: 5 } }]);
    expect(store.getState().phase.phase).toBe("starting");
    await subscription.ready;
    expect(store.getState().phase.phase).toBe("ready");
    expect(store.getState().connection.current).toEqual({ status: "replaced", since: 5 });
  });

  it("hears nothing any more after it stopped", async () => {
    const { bridge, store, start } = connect();
    const subscription = start();
    await subscription.ready;
    subscription.stop();
    bridge.emit("session.events", [updateConnection(bridge.world, { status: "replaced", since: 5 })]);
    expect(store.getState().connection.current.status).toBe("online");
  });
});

describe("another phase", () => {
  it("leaves nothing of the session behind", async () => {
    const { bridge, store, commands, start } = connect();
    await start().ready;
    commands.openChat(BOB);
    await answered();
    const { snapshot } = bridge.world;
    bridge.emit("app.changed", { ...snapshot, state: { phase: "welcome", osKeyStore: false } });
    expect(store.getState()).toMatchObject({ account: undefined, contacts: {}, conversations: {}, chats: {}, drafts: {} });
    expect(store.getState().ui.openChat).toBeUndefined();
  });
});

describe("moved messages", () => {
  it("are read again, in their new order", async () => {
    const { bridge, store, commands, start } = connect();
    await start().ready;
    commands.openChat(BOB);
    await answered();
    const before = store.getState().chats[BOB]?.order ?? [];
    const messages = bridge.world.messages.get(BOB) ?? [];
    const [first, second, ...rest] = messages;
    if (first === undefined || second === undefined) throw new Error("too few messages");
    bridge.world.messages.set(BOB, [
      { ...second, position: first.position },
      { ...first, position: second.position },
      ...rest,
    ]);
    bridge.emit("session.events", [{ type: "messages-moved", contactId: BOB }]);
    await answered();
    expect(store.getState().chats[BOB]?.order.slice(0, 2)).toEqual([before[1], before[0]]);
  });

  it("outdate a page that is on its way", async () => {
    const { bridge, store, commands, start } = connect();
    await start().ready;
    const answer = bridge.delayNext("messages.page");
    commands.openChat(BOB);
    bridge.emit("session.events", [{ type: "messages-moved", contactId: BOB }]);
    const last = bridge.world.messages.get(BOB)?.at(-1)?.id ?? (0 as MessageId);
    bridge.emit("session.events", changeDelivery(bridge.world, last, { status: "queued" }));
    answer();
    await answered();
    const chat = store.getState().chats[BOB];
    expect(chat?.order).toHaveLength(bridge.world.messages.get(BOB)?.length ?? 0);
    expect(chat?.byId[last]).toMatchObject({ delivery: { status: "queued" } });
  });
});

describe("a page that does not come", () => {
  it("is asked for again when the chat is opened again", async () => {
    const { bridge, store, commands, start } = connect();
    await start().ready;
    bridge.failNext("messages.page", "internal");
    commands.openChat(BOB);
    await answered();
    expect(store.getState().chats[BOB]?.loaded).toBe(false);
    commands.openChat(BOB);
    await answered();
    expect(store.getState().chats[BOB]?.loaded).toBe(true);
  });
});
