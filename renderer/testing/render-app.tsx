// The whole app on the stand-in, in a document without layout. What a browser would measure is put in
// place here: a log and a list so high that all their rows of 40 px are on screen.
import { act, cleanup, render } from "@testing-library/react";
import userEvent, { type UserEvent } from "@testing-library/user-event";
import { afterEach, vi } from "vitest";
import type { SessionEvent } from "../../shared/app-state";
import { createBridgeClient } from "../../shared/ipc/bridge";
import type { Language } from "../../shared/settings";
import { App } from "../App";
import { speak } from "../i18n/i18n";
import { createAppStore, type AppStore } from "../store/app-store";
import { createCommands } from "../store/commands";
import { createWindowCommands } from "../features/frame/window-commands";
import { ServicesProvider } from "../store/context";
import { subscribeStore } from "../store/subscribe";
import { createMockBridge, type MockBridge } from "./mock-bridge";
import type { MockWorld } from "./mock-world";
import { petrasWorld } from "./scenes";

const ROW_HEIGHT = 40;
const LOG_HEIGHT = 100_000;

class MeasuringObserver {
  private readonly told: ResizeObserverCallback;

  constructor(told: ResizeObserverCallback) {
    this.told = told;
  }

  observe(target: Element): void {
    const height = ["log", "listbox"].includes(target.getAttribute("role") ?? "") ? LOG_HEIGHT : ROW_HEIGHT;
    queueMicrotask(() => {
      const entry = { target, contentRect: { width: 800, height } } as unknown as ResizeObserverEntry;
      act(() => {
        this.told([entry], this);
      });
    });
  }

  unobserve(): void {}
  disconnect(): void {}
}

export interface Rendered {
  readonly bridge: MockBridge;
  readonly store: AppStore;
  readonly user: UserEvent;
  /** Main tells something. */
  readonly tell: (...events: readonly SessionEvent[]) => Promise<void>;
  /** Lets what was asked for be answered and drawn. */
  readonly settle: () => Promise<void>;
}

export interface RenderOptions {
  readonly world?: MockWorld;
  readonly focused?: boolean;
  /** What the system speaks. */
  readonly language?: Language;
}

export async function renderApp({ world = petrasWorld(), focused = true, language = "en" }: RenderOptions = {}): Promise<Rendered> {
  const languages = [language === "en" ? "en-GB" : language];
  Object.defineProperty(navigator, "languages", { configurable: true, value: languages });
  await speak("system", languages);
  Object.assign(document.defaultView ?? {}, { ResizeObserver: MeasuringObserver });
  Object.defineProperty(HTMLElement.prototype, "offsetParent", { configurable: true, get: () => document.body });
  vi.spyOn(document, "hasFocus").mockReturnValue(focused);
  const user = userEvent.setup({ delay: null });

  const bridge = createMockBridge(world);
  const client = createBridgeClient(bridge);
  const store = createAppStore();
  const commands = createCommands(store, client);
  const subscription = subscribeStore(store, client, {
    openConversation: commands.openChat,
    readAgain: commands.readAgain,
    handOver: commands.drafts.handOver,
    command: createWindowCommands({ store, client, commands }),
  });
  const settle = async (first = Promise.resolve()): Promise<void> => {
    await act(async () => {
      await first;
      for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
    });
  };
  render(
    <ServicesProvider services={{ store, client, commands }}>
      <App />
    </ServicesProvider>,
  );
  // In one: what the first screen asks for as soon as it is there is answered between two.
  await settle(subscription.ready);
  return {
    bridge,
    store,
    user,
    settle: () => settle(),
    tell: async (...events) => {
      act(() => {
        bridge.emit("session.events", events);
      });
      await settle();
    },
  };
}

/** To be called once by each file that draws. */
export function cleanUpAfterEach(): void {
  afterEach(() => {
    cleanup();
    vi.useRealTimers();
    vi.restoreAllMocks();
  });
}
