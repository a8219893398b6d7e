// Sends what waits (spec 2.3): per recipient strictly first in, first out with one in flight, recipients in
// parallel, at most eight in flight overall; notifications in a lane of their own that texts do not hold up.
// Every row it takes ends in a decision: sent, rescheduled at a known time, held, failed or dropped.
import type { Address, Millis } from "../../shared/ids";
import type { Lane, OutgoingRow } from "../db/outgoing-repository";
import { errorFacts } from "../platform/log";
import type { MessagingContext } from "./context";
import type { Outbox } from "./outbox";
import type { MessageSender } from "./ports";
import { MAX_RETRY_AFTER } from "./retry-policy";
import { createRowRun, type RowResult } from "./row-run";

const MAX_IN_FLIGHT = 8;
/** Some places are never taken by the other lane, so an ack does not wait behind eight silent peers, nor a text. */
const MAX_OF_LANE = { text: 6, ack: 4 } as const;
/** When the store fails, a row is as it was and later is soon enough. */
const STORE_PAUSE: Millis = 5000;
/** No wait is longer, whatever a clock says that was set back: gathering an ack, or the longest retry. */
const LONGEST_WAIT = { queued: 2000, sending: 0, held: 0, retrying: MAX_RETRY_AFTER } as const;

interface LaneState {
  readonly receiver: Address;
  readonly lane: Lane;
  running: boolean;
  /** Woken while running: what was decided before may be outdated. */
  wokenWhileRunning: boolean;
  /** Waits for the known time of a row. */
  timer: { readonly rowId: number | undefined; readonly due: Millis | undefined; readonly cancel: () => void } | undefined;
}

export interface QueueWorker {
  /**
   * Attempts are made only while connected, and not while the connection is in doubt; when it begins, every waiting retry
   * is due.
   */
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
  const lanes = new Map<string, LaneState>();
  /** Lanes with a due row that wait for a free place, oldest first. */
  const ready = new Set<LaneState>();
  let connected = false;
  let stopped = false;
  let inFlight = 0;
  const ofLane = { text: 0, ack: 0 };
  let whenIdle: (() => void) | undefined;
  const runRow = createRowRun(context, { ...options, maySend: () => connected && !stopped, onLateAnswer: wake });

  const keyOf = (receiver: Address, lane: Lane): string => `${lane} ${receiver}`;

  function laneOf(receiver: Address, lane: Lane): LaneState {
    const key = keyOf(receiver, lane);
    const known = lanes.get(key);
    if (known !== undefined) return known;
    const state: LaneState = { receiver, lane, running: false, wokenWhileRunning: false, timer: undefined };
    lanes.set(key, state);
    return state;
  }

  /** Decides what a lane does next: nothing, wait for a time, or take a place. */
  function poke(state: LaneState): void {
    state.wokenWhileRunning = state.running;
    if (state.running || !connected || stopped) return;
    try {
      const head = store.outgoing.head(state.receiver, state.lane);
      if (head === undefined) forget(state);
      else schedule(state, head);
    } catch (error) {
      log("warn", "queue-unreadable", errorFacts(error));
      sleep(state, STORE_PAUSE);
    }
  }

  function forget(state: LaneState): void {
    state.timer?.cancel();
    ready.delete(state);
    lanes.delete(keyOf(state.receiver, state.lane));
  }

  function schedule(state: LaneState, head: OutgoingRow): void {
    const wait = Math.min((head.resendTime ?? 0) - clock.now(), LONGEST_WAIT[head.state]);
    if (wait <= 0) makeReady(state);
    // The timer that runs counts real time; starting it anew could move the time away when the clock was set back.
    else if (state.timer?.rowId !== head.id || state.timer.due !== head.resendTime) sleep(state, wait, head);
  }

  function sleep(state: LaneState, delay: Millis, row?: OutgoingRow): void {
    if (stopped) return;
    state.timer?.cancel();
    ready.delete(state);
    const cancel = clock.after(delay, () => {
      state.timer = undefined;
      makeReady(state);
    });
    state.timer = { rowId: row?.id, due: row?.resendTime, cancel };
  }

  function makeReady(state: LaneState): void {
    state.timer?.cancel();
    state.timer = undefined;
    ready.add(state);
    pump();
  }

  function pump(): void {
    for (const state of [...ready]) {
      if (inFlight >= MAX_IN_FLIGHT || !connected || stopped) return;
      if (ofLane[state.lane] >= MAX_OF_LANE[state.lane]) continue;
      ready.delete(state);
      void run(state);
    }
  }

  async function run(state: LaneState): Promise<void> {
    enter(state);
    let result: RowResult;
    try {
      const head = store.outgoing.head(state.receiver, state.lane);
      result = head === undefined ? { type: "next" } : await runRow(head);
    } catch (error) {
      log("warn", "queue-row-failed", errorFacts(error));
      result = { type: "wait", until: clock.now() + STORE_PAUSE };
    }
    leave(state);
    if (result.type === "next" || state.wokenWhileRunning) poke(state);
    else if (result.until !== undefined) sleep(state, Math.max(result.until - clock.now(), 0));
    pump();
  }

  function enter(state: LaneState): void {
    state.running = true;
    inFlight += 1;
    ofLane[state.lane] += 1;
  }

  function leave(state: LaneState): void {
    state.running = false;
    inFlight -= 1;
    ofLane[state.lane] -= 1;
    if (inFlight === 0) whenIdle?.();
  }

  function wake(receiver: Address): void {
    poke(laneOf(receiver, "text"));
    poke(laneOf(receiver, "ack"));
  }

  function retryNow(receiver: Address): void {
    store.outgoing.makeRetriesDue(receiver);
    wake(receiver);
  }

  function retryAllNow(): void {
    if (!connected || stopped) return;
    try {
      // One write for all: a reconnect with hundreds of waiting recipients must not wait for the disk hundreds of times.
      store.outgoing.makeAllRetriesDue();
      for (const { receiver, lane } of store.outgoing.lanes()) poke(laneOf(receiver, lane));
    } catch (error) {
      log("warn", "queue-unreadable", errorFacts(error));
      clock.after(STORE_PAUSE, retryAllNow);
    }
  }

  return {
    setConnected(value) {
      if (connected === value) return;
      connected = value;
      retryAllNow();
    },
    wake,
    retryNow,
    async stop(limit) {
      stopped = true;
      for (const { timer } of lanes.values()) timer?.cancel();
      if (inFlight === 0) return;
      await new Promise<void>((resolve) => {
        const cancel = clock.after(limit, resolve);
        whenIdle = () => {
          cancel();
          resolve();
        };
      });
    },
  };
}
