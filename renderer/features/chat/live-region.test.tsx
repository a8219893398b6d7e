// @vitest-environment happy-dom
import { act, render } from "@testing-library/react";
import { beforeEach, describe, expect, it, vi } from "vitest";
import type { SessionEvent } from "../../../shared/app-state";
import { FOR_EVER } from "../../../shared/conversation";
import { createBridgeClient } from "../../../shared/ipc/bridge";
import type { ContactId } from "../../../shared/ids";
import { createAppStore, fromSnapshot, type AppStore } from "../../store/app-store";
import { createCommands } from "../../store/commands";
import { ServicesProvider } from "../../store/context";
import { applyEvents } from "../../store/events";
import { BOB } from "../../testing/bobs-chat";
import { createMockBridge } from "../../testing/mock-bridge";
import { addMessage, changeDelivery, sessionOf, type MockWorld } from "../../testing/mock-world";
import { at, writer } from "../../testing/people";
import { cleanUpAfterEach } from "../../testing/render-app";
import { petrasWorld } from "../../testing/scenes";
import { LiveRegion } from "./LiveRegion";

const [ALICE, JANA, TOMAS, EVA] = [3, 6, 9, 8] as readonly number[] as readonly [ContactId, ContactId, ContactId, ContactId];

cleanUpAfterEach();

describe("announcements to screen readers", () => {
  let world: MockWorld;
  let store: AppStore;
  let heard: string[];
  let nextId = 50_000;

  beforeEach(() => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] });
    world = petrasWorld();
    const client = createBridgeClient(createMockBridge(world));
    store = createAppStore();
    store.setState(fromSnapshot(world.snapshot), true);
    const commands = createCommands(store, client);
    commands.show({ openChat: BOB });
    const { container } = render(
      <ServicesProvider services={{ store, client, commands }}>
        <LiveRegion />
      </ServicesProvider>,
    );
    heard = [];
    new MutationObserver(() => {
      if (container.textContent !== "") heard.push(container.textContent);
    }).observe(container, { childList: true, subtree: true });
  });

  function tell(...events: readonly SessionEvent[]): void {
    act(() => store.setState((state) => applyEvents(state, events), true));
  }

  function arrival(contactId: ContactId, text: string): readonly SessionEvent[] {
    nextId += 1;
    return addMessage(world, writer(contactId, nextId).peer(at("14:07"), text, { unread: true }));
  }

  async function pass(ms: number): Promise<void> {
    await act(() => vi.advanceTimersByTimeAsync(ms));
  }

  it("reads a text out in its open chat, and names who wrote elsewhere", async () => {
    tell(...arrival(BOB, "I am at the door"));
    await pass(1500);
    expect(heard).toEqual(["Bob Kováč: I am at the door"]);
    tell(...arrival(ALICE, "Not for everybody’s ears"));
    await pass(5000);
    expect(heard.slice(1)).toEqual(["New message from Alice Nováková"]);
  });

  it("reads of a reply what is new in it", async () => {
    tell(...arrival(BOB, "> petra@example.com:\n> Where are you?\n\nAt the door"));
    await pass(1500);
    expect(heard).toEqual(["Bob Kováč: At the door"]);
  });

  it("says the same sentence again when it is news again", async () => {
    for (let time = 0; time < 2; time += 1) {
      tell(...arrival(ALICE, "knock"));
      await pass(6000);
    }
    expect(heard).toEqual(["New message from Alice Nováková", "New message from Alice Nováková"]);
  });

  it("tells a flood of 500 texts in ten seconds in three sentences, each text counted once", async () => {
    for (let second = 0; second < 10; second += 1) {
      tell(...Array.from({ length: 50 }, (_, index) => arrival(BOB, `${second}.${index}`)).flat());
      await pass(1000);
    }
    await pass(10_000);
    const counts = heard.map((words) => Number(/^(\d+) new messages from Bob Kováč$/.exec(words)?.[1]));
    expect(counts.length).toBeLessThanOrEqual(3);
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(500);
  });

  it("gives one number when many people write at once", async () => {
    tell(...[ALICE, JANA, TOMAS, EVA, JANA].flatMap((id) => arrival(id, "Happy new year!")));
    await pass(1500);
    expect(heard).toEqual(["5 new messages in 4 chats"]);
  });

  it("says once that own texts need their writer, and nothing of those that go well", async () => {
    const [first, second, third] = world.messages.get(BOB)!.filter((message) => message.kind === "own").slice(-3);
    tell(...changeDelivery(world, first!.id, { status: "failed", reason: { code: "unknown-address" } }));
    tell(...changeDelivery(world, second!.id, { status: "held", reason: { code: "key-changed" } }));
    tell(...changeDelivery(world, third!.id, { status: "delivered" }));
    await pass(20_000);
    expect(heard).toEqual(["A message to Bob Kováč: not sent, or not confirmed"]);
  });

  it("stays silent about strangers, own texts and muted chats that are not open", async () => {
    const conversation = sessionOf(world).conversations.find(({ contactId }) => contactId === JANA)!;
    tell({ type: "conversation-changed", conversation: { ...conversation, mutedUntil: FOR_EVER } });
    const [, changed] = arrival(JANA, "quiet, please");
    tell(changed!.type === "conversation-changed" ? { ...changed, conversation: { ...changed.conversation, mutedUntil: FOR_EVER } } : changed!);
    tell(...arrival(10 as ContactId, "Do you know me?"));
    nextId += 1;
    tell(...addMessage(world, writer(BOB, nextId).own(at("14:07"), "mine", { status: "sent" })));
    await pass(20_000);
    expect(heard).toEqual([]);
  });
});
