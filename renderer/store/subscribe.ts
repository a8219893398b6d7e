// Where IPC events meet the store. Listening starts before the snapshot is asked for; what comes before
// its answer is applied after it, in order. Events carry whole values, so a fact that the snapshot
// already had changes nothing.
import type { AppSnapshot, SessionEvent } from "../../shared/app-state";
import type { BridgeClient } from "../../shared/ipc/bridge";
import type { ContactId } from "../../shared/ids";
import type { WindowCommand } from "../../shared/window-command";
import { fromSnapshot, type AppStore } from "./app-store";
import { applyEvents, applyProgress } from "./events";

export interface Subscription {
  /** Settles when the first snapshot is in the store. */
  readonly ready: Promise<void>;
  readonly stop: () => void;
}

/** What events ask the window to do beyond changing the state. */
export interface EventReactions {
  readonly openConversation: (contactId: ContactId) => void;
  readonly readAgain: (contactId: ContactId) => void;
  readonly command: (command: WindowCommand) => void;
  /** Saves what was typed; never rejects. */
  readonly handOver: () => Promise<void>;
}

export function subscribeStore(store: AppStore, client: BridgeClient, reactions: EventReactions): Subscription {
  let waiting: (() => void)[] | undefined = [];
  const inOrder = (apply: () => void): void => {
    if (waiting === undefined) apply();
    else waiting.push(apply);
  };
  /** The chat that was open when the content was hidden: opened again afterwards. Nothing else outlives the hiding. */
  let returnTo: ContactId | undefined;
  const takeSnapshot = (snapshot: AppSnapshot): void => {
    const { phase, ui } = store.getState();
    const next = snapshot.state.phase;
    if (next === "hidden" && phase.phase === "ready") returnTo = ui.openChat;
    store.setState(fromSnapshot(snapshot), true);
    if (next === "ready" && returnTo !== undefined) reactions.openConversation(returnTo);
    if (next !== "hidden") returnTo = undefined;
  };
  const takeEvents = (events: readonly SessionEvent[]): void => {
    store.setState((state) => applyEvents(state, events), true);
    for (const event of events) if (event.type === "messages-moved") reactions.readAgain(event.contactId);
  };

  const stops = [
    client.on("app.changed", (snapshot) => {
      inOrder(() => {
        takeSnapshot(snapshot);
      });
    }),
    client.on("session.events", (events) => {
      inOrder(() => {
        takeEvents(events);
      });
    }),
    client.on("progress", (progress) => {
      inOrder(() => {
        store.setState((state) => applyProgress(state, progress), true);
      });
    }),
    client.on("window.command", (command) => {
      inOrder(() => {
        reactions.command(command);
      });
    }),
    client.on("window.openConversation", ({ contactId }) => {
      inOrder(() => {
        if (store.getState().phase.phase === "hidden") returnTo = contactId;
        else reactions.openConversation(contactId);
      });
    }),
    client.on("window.handOver", () => {
      // Main goes on without an answer as well.
      void reactions.handOver().then(() => client.call("app.handedOver", {})).catch(() => undefined);
    }),
  ];

  const ready = client.call("app.snapshot", {}).then((snapshot) => {
    takeSnapshot(snapshot);
    const early = waiting ?? [];
    waiting = undefined;
    for (const apply of early) apply();
  });

  return {
    ready,
    stop: () => {
      for (const stop of stops) stop();
    },
  };
}
