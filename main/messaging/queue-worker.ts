// Sends what waits (spec 2.3): per recipient strictly first in, first out with one in flight, recipients in
// parallel, at most eight in flight overall; notifications in a lane of their own that texts do not hold up.
// Every row it takes ends in a decision: sent, rescheduled at a known time, held, failed or dropped.
import type { Address, Millis } from "../../shared/ids";
import { errorFacts } from "../platform/log";
import type { Lane } from "../db/outgoing-repository";
import type { MessagingContext } from "./context";
import type { Outbox } from "./outbox";
import type { MessageSender } from "./ports";
import { createRowRun, type RowResult } from "./row-run";

const MAX_IN_FLIGHT = 8;

interface LaneState {
  readonly receiver: Address;
  readonly lane: Lane;
  running: boolean;
  /** Woken while running: what was decided before may be outdated. */
  wokenWhileRunning: boolean;
  /** Cancels the timer of a known later time. */
  cancelTimer: (() => void) | undefined;
}

export interface QueueWorker {
  /** Attempts are made only while connected; going online makes every waiting retry due. */
  setConnected(connected: boolean): void;
  /** Something changed for this recipient: look at its lanes again. */
  wake(receiver: Address): void;
  /** As `wake`, and known retry times are over. */
  retryNow(receiver: Address): void;
  /** No new attempts; resolves when the ones in flight are over or after `limit` ms. */
  stop(limit: Millis): Promise<void>;
}

export interface QueueWorkerOptions {
  readonly sender: MessageSender;
  readonly outbox: Outbox;
  readonly retrySchedule: readonly Millis[];
}

export function createQueueWorker(context: MessagingContext, options: QueueWorkerOptions): QueueWorker {
  const { store, clock, log } = context;
  const runRow = createRowRun(context, options);
  const lanes = new Map<string, LaneState>();
  /** Lanes with a due row that wait for a free place, oldest first. */
  const ready = new Set<LaneState>();
  let connected = false;
  let stopped = false;
  let inFlight = 0;
  let whenIdle: (() => void) | undefined;

  function laneOf(receiver: Address, lane: Lane): LaneState {
    const key = `${lane} ${receiver}`;
    const known = lanes.get(key);
    if (known !== undefined) return known;
    const state: LaneState = { receiver, lane, running: false, wokenWhileRunning: false, cancelTimer: undefined };
    lanes.set(key, state);
    return state;
  }

  /** Decides what a lane does next: nothing, wait for a time, or take a place. */
  function poke(state: LaneState): void {
    state.wokenWhileRunning = state.running;
    if (state.running || !connected || stopped) return;
    state.cancelTimer?.();
    state.cancelTimer = undefined;
    const head = store.outgoing.head(state.receiver, state.lane);
    if (head === undefined) {
      ready.delete(state);
      lanes.delete(`${state.lane} ${state.receiver}`);
      return;
    }
    const wait = (head.resendTime ?? 0) - clock.now();
    if (wait > 0) sleep(state, wait);
    else ready.add(state);
    pump();
  }

  function sleep(state: LaneState, delay: Millis): void {
    ready.delete(state);
    state.cancelTimer = clock.after(delay, () => {
      poke(state);
    });
  }

  function pump(): void {
    for (const state of [...ready]) {
      if (inFlight >= MAX_IN_FLIGHT || !connected || stopped) return;
      ready.delete(state);
      state.running = true;
      inFlight += 1;
      void run(state);
    }
  }

  async function run(state: LaneState): Promise<void> {
    let result: RowResult = { type: "next" };
    try {
      const head = store.outgoing.head(state.receiver, state.lane);
      if (head !== undefined) result = await runRow(head);
    } catch (error) {
      // A failing disk, say: the row is untouched or rolled back, so later is soon enough.
      log("warn", "queue-row-failed", errorFacts(error));
      result = { type: "wait", until: clock.now() + 5000 };
    }
    state.running = false;
    inFlight -= 1;
    if (inFlight === 0) whenIdle?.();
    if (result.type === "next" || state.wokenWhileRunning) poke(state);
    else if (result.until !== undefined) sleep(state, Math.max(result.until - clock.now(), 0));
    pump();
  }

  function wakeLanes(receiver: Address): void {
    poke(laneOf(receiver, "text"));
    poke(laneOf(receiver, "ack"));
  }

  return {
    setConnected(value) {
      if (connected === value) return;
      connected = value;
      if (!value) return;
      for (const { receiver } of store.outgoing.lanes()) {
        store.outgoing.makeRetriesDue(receiver);
        wakeLanes(receiver);
      }
    },
    wake: wakeLanes,
    retryNow(receiver) {
      store.outgoing.makeRetriesDue(receiver);
      wakeLanes(receiver);
    },
    async stop(limit) {
      stopped = true;
      for (const state of lanes.values()) state.cancelTimer?.();
      if (inFlight === 0) return;
      await new Promise<void>((resolve) => {
        whenIdle = resolve;
        clock.after(limit, resolve);
      });
    },
  };
}
