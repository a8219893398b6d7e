// Whether anything computes right now. Runs move their clock by hand, and time must not pass while a signature is made
// or checked: that happens in Node's thread pool and shows in no timer.
import { createHook } from "node:async_hooks";
import { setImmediate as nextTurn } from "node:timers/promises";

/** Work in the thread pool that messaging waits for: signing, verifying, unwrapping. */
const AWAITED: readonly string[] = ["SIGNREQUEST", "VERIFYREQUEST", "CIPHERREQUEST"];
/** Continuations that follow each other without any work in between. */
const TURNS = 4;

const computing = new Set<number>();
let whenDone: (() => void)[] = [];

function done(id: number): void {
  if (!computing.delete(id) || computing.size > 0) return;
  const waiting = whenDone;
  whenDone = [];
  for (const resume of waiting) resume();
}

/** A job of Node's crypto: who waits for it is told by `ondone`, and nobody waits for one that is done at once. */
interface Job {
  readonly ondone?: unknown;
}

createHook({
  init(id, type, _trigger, resource) {
    if (!AWAITED.includes(type)) return;
    computing.add(id);
    // Of a job that is done at once no end is told.
    queueMicrotask(() => {
      if ((resource as Job).ondone === undefined) done(id);
    });
  },
  after: done,
}).enable();

/** Resolves when nothing computes and nothing follows from what was computed. */
export async function nothingComputes(): Promise<void> {
  for (let turn = 0; turn < TURNS; turn += 1) {
    await nextTurn();
    if (computing.size === 0) continue;
    await new Promise<void>((resolve) => whenDone.push(resolve));
    turn = -1;
  }
}
