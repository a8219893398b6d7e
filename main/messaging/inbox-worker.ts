// Opens what was received (spec 2.4, steps 2–5): a batch is opened in parallel, mostly off the main thread, then written
// in the order of arrival in one transaction, while the next one is opened. One batch is written at a time and always the
// oldest rows first, so the order within a sender holds even when parked rows come back.
import { setImmediate as nextTurn } from "node:timers/promises";
import type { Address, Millis } from "../../shared/ids";
import { isStoreFailure } from "../db/open";
import { errorFacts } from "../platform/log";
import { createBacklog, type ReportBacklog } from "./backlog";
import type { MessagingContext } from "./context";
import { createInboxCommit } from "./inbox-commit";
import { settleReading, type ReadRow } from "./inbox-read";
import { createReadAhead } from "./read-ahead";

const BATCH = 32;
/** When the store failed, the rows are still there and later is soon enough. */
const STORE_PAUSE: Millis = 5000;

export interface InboxWorker {
  wake(): void;
  /** Resolves when everything that was there has been looked at. */
  idle(): Promise<void>;
  stop(): Promise<void>;
}

/** `onCommitted` is told after each batch whose messages it held; acks to them may wait in the queue then. */
export function createInboxWorker(
  context: MessagingContext,
  onCommitted: (senders: ReadonlySet<Address>) => void,
  report: ReportBacklog = () => undefined,
): InboxWorker {
  const { store, clock, log } = context;
  const backlog = createBacklog(clock, report);
  const commit = createInboxCommit(context);
  const readings = createReadAhead((row) => settleReading(context, row));
  let stopped = false;
  let again = false;
  let running: Promise<void> | undefined;
  let cancelPause: (() => void) | undefined;
  /** Senders of what was perhaps written and not told of yet; they outlive a failure of the store half-way. */
  const untold = new Set<Address>();

  async function commitBatch(batch: readonly ReadRow[]): Promise<void> {
    const waiting = new Set<Address>();
    for (let rest = batch; rest.length > 0 && !stopped; ) {
      rest = rest.slice(commitSome(rest, waiting));
      if (rest.length > 0) await nextTurn();
    }
  }

  /** Where one stumbles over a fault of ours, the others do not wait for it. */
  function commitSome(batch: readonly ReadRow[], waiting: Set<Address>): number {
    try {
      return commit(batch, waiting);
    } catch (error) {
      if (isStoreFailure(error)) throw error;
      log("error", "inbox-batch-split", errorFacts(error));
      for (const read of batch) commitAlone(read, waiting);
      return batch.length;
    }
  }

  function commitAlone(read: ReadRow, waiting: Set<Address>): void {
    try {
      commit([read], waiting);
    } catch (error) {
      if (isStoreFailure(error)) throw error;
      log("error", "inbox-row-failed", { row: read.row.id, ...errorFacts(error) });
      commit([{ ...read, reading: { type: "failed", code: "internal" } }], waiting);
    }
  }

  async function openAll(): Promise<void> {
    while (!stopped) {
      const oldest = store.incoming.fresh(2 * BATCH);
      const rows = oldest.slice(0, BATCH);
      if (rows.length === 0 && untold.size === 0) return;
      const batch = await readings.take(rows, oldest.slice(BATCH));
      for (const { sender } of rows) untold.add(sender);
      await commitBatch(batch);
      onCommitted(untold);
      untold.clear();
      backlog.went(rows.length, rows.length < BATCH ? 0 : store.incoming.countFresh());
    }
  }

  function takeWake(): boolean {
    const woken = again;
    again = false;
    return woken && !stopped;
  }

  async function run(): Promise<void> {
    backlog.begin();
    while (takeWake()) {
      try {
        await openAll();
      } catch (error) {
        log("warn", "inbox-paused", errorFacts(error));
        cancelPause?.();
        cancelPause = clock.after(STORE_PAUSE, wake);
      }
    }
    backlog.end();
    running = undefined;
  }

  function wake(): void {
    if (stopped) return;
    again = true;
    running ??= run();
  }

  return {
    wake,
    async idle() {
      while (running !== undefined) await running;
    },
    async stop() {
      stopped = true;
      cancelPause?.();
      await running;
    },
  };
}
