// Where an app or the built-in server can be made to die by its own hand (spec 2.7, "Crashes"): in the middle of a
// transaction, while it is committed, between commit and SIP answer, between answer and what follows from it. Product
// code knows nothing of it: the database driver's statements and the SIP connection are watched from outside.
import { setImmediate as nextTurn } from "node:timers/promises";
import { Worker } from "node:worker_threads";
import type { Database } from "../../../main/db/open";
import { createSipClient } from "../../../main/sip/client";
import type { SessionOptions } from "../../../main/session-contract";

/** Points of an app. An app writes in transactions only, so a write is always in the middle of one. */
export const APP_POINTS = [
  "before-write",
  "after-write",
  "in-commit",
  "after-commit",
  "before-answer",
  "after-answer",
  "before-send",
  "after-send",
  "before-outcome",
] as const;
/** The built-in server writes each message by itself: a write is its commit, and the SIP answer follows. */
export const SERVER_POINTS = ["before-write", "after-write"] as const;

export type KillPoint = (typeof APP_POINTS)[number];

export interface Trap {
  readonly point: KillPoint;
  /** Snaps when the point is passed for the n-th time, n ≥ 1. */
  readonly count: number;
  /** From there to the end in microseconds; only while a commit runs. */
  readonly micros: number;
}

export interface Watch {
  arm(trap: Trap): void;
  pass(point: KillPoint): void;
}

export function createWatch(): Watch {
  let armed: Trap | undefined;
  let left = 0;
  let die = dieNow;

  return {
    arm(trap) {
      armed = trap;
      left = trap.count;
      die = trap.point === "in-commit" ? dieBesides(trap.micros) : dieNow;
    },
    pass(point) {
      if (point !== armed?.point) return;
      left -= 1;
      if (left === 0) die();
    },
  };
}

function dieNow(): void {
  process.kill(process.pid, "SIGKILL");
}

/** The main thread goes on into the commit while another one counts the microseconds. */
function dieBesides(micros: number): () => void {
  const flag = new Int32Array(new SharedArrayBuffer(4));
  const source = `
    const { workerData: { flag, micros } } = require("node:worker_threads");
    Atomics.wait(flag, 0, 0);
    const end = performance.now() + micros / 1000;
    while (performance.now() < end);
    process.kill(process.pid, "SIGKILL");`;
  new Worker(source, { eval: true, workerData: { flag, micros } }).unref();
  return () => {
    Atomics.store(flag, 0, 1);
    Atomics.notify(flag, 0);
  };
}

/** Watches every statement of every database of this process, also those that a transaction is made of. */
export function watchWrites(database: Database, watch: Watch): void {
  const statements = Object.getPrototypeOf(database.prepare("SELECT 1")) as StatementPrototype;
  const { run } = statements;
  statements.run = function (...parameters) {
    if (this.source === "COMMIT") watch.pass("in-commit");
    else if (!isFrame(this.source)) watch.pass("before-write");
    const result = run.apply(this, parameters);
    if (this.source === "COMMIT") watch.pass("after-commit");
    else if (!isFrame(this.source)) watch.pass("after-write");
    return result;
  };
}

interface StatementPrototype {
  run(this: { readonly source: string }, ...parameters: unknown[]): unknown;
}

const isFrame = (source: string): boolean => /^(BEGIN|ROLLBACK|SAVEPOINT|RELEASE)\b/.test(source);

/** The real SIP connection, watched where messages come in and go out. */
export function watchedSip(watch: Watch): NonNullable<SessionOptions["createSip"]> {
  return (options, handlers) => {
    const sip = createSipClient(options, {
      ...handlers,
      async onMessage(message) {
        const answer = await handlers.onMessage(message);
        watch.pass("before-answer");
        // The answer is written in this turn; what was received is opened in later ones.
        void nextTurn().then(() => watch.pass("after-answer"));
        return answer;
      },
    });
    const send = sip.send.bind(sip);
    sip.send = async (...request) => {
      watch.pass("before-send");
      void nextTurn().then(() => watch.pass("after-send"));
      const outcome = await send(...request);
      watch.pass("before-outcome");
      return outcome;
    };
    return sip;
  };
}
