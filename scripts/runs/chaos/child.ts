// A child process of the run: this very program, started in another role. Ends with its parent.
import { fork, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import type { Role } from "./orders";

export interface Child<Order> {
  send(order: Order): void;
  kill(): void;
  /** Resolves when it was killed or has ended in order, and everything that it said was heard. Rejects otherwise. */
  readonly ended: Promise<void>;
}

const running = new Set<ChildProcess>();
process.once("exit", () => {
  for (const child of running) child.kill("SIGKILL");
});

/** `listen` hears its reports in their order. */
export function startChild<Order extends object, Report>(role: Role, listen: (report: Report) => void): Child<Order> {
  // Standard output is for the result. Source maps are not worth reading at every start.
  const child = fork(process.argv[1] ?? "", [role], { stdio: ["ignore", 2, 2, "ipc"], execArgv: [] });
  running.add(child);
  child.on("message", (report) => listen(report as Report));
  // A channel to somebody who was just killed.
  child.on("error", () => undefined);
  const ended = Promise.all([once(child, "exit"), once(child, "disconnect")]).then(([[code, signal]]) => {
    running.delete(child);
    if (signal !== "SIGKILL" && code !== 0) throw new Error(`${role} ended by itself: ${String(signal ?? code)}`);
  });
  ended.catch(() => undefined);
  return {
    ended,
    send: (order) => void (child.connected && child.send(order, () => undefined)),
    kill: () => void child.kill("SIGKILL"),
  };
}

/** The other side: hears orders in their order, and reports. Whatever goes wrong ends the process with a word. */
export function serveParent<Order, Report extends object>(
  handle: (order: Order, report: (report: Report) => void) => void | Promise<void>,
): void {
  const report = (value: Report): void => void process.send?.(value, undefined, undefined, () => undefined);
  const fail = (error: unknown): never => {
    console.error(error);
    process.exit(1);
  };
  let last: Promise<void> = Promise.resolve();
  process.on("message", (order) => {
    last = last.then(() => handle(order as Order, report)).catch(fail);
  });
  process.once("disconnect", () => process.exit(1));
  process.on("unhandledRejection", fail);
}
