// The three that can be killed, as the run holds them in its hands: two apps and a server, each of which is started
// again and again on the same files.
import { present } from "../../../shared/assert";
import type { Connection } from "../../../shared/connection";
import type { Millis } from "../../../shared/ids";
import { runKamailio } from "../../../server/kamailio/run-kamailio";
import { startChild, type Child } from "./child";
import type { Trap } from "./kill-points";
import type { AppOrder, AppReport, ServerOptions, ServerOrder, ServerReport } from "./orders";
import type { ServerKind } from "./schedule";

export interface Part {
  /** Resolves when it can be used. */
  start(trap?: Trap): Promise<void>;
  /** It is to die at that place. */
  arm(trap: Trap): void;
  kill(): void;
  /** Resolves when it is dead; rejects when it ended in another way than by a kill. */
  dead(): Promise<void>;
  /** In order, at the end. */
  stop(): Promise<void>;
}

export interface App extends Part {
  readonly name: string;
  /** Number of the last text whose writing was reported, or that was found in the file at a start. */
  readonly written: number;
  /** Texts whose writing was reported and that were not in the file at the next start. */
  readonly forgotten: number;
  readonly connection: Connection["status"];
  write(upTo: number, gap: Millis): void;
  tryNow(): void;
  look(): Promise<{ readonly queue: number; readonly undelivered: number }>;
  /** Resolves when that holds, now or after one of its reports. */
  until(condition: () => boolean): Promise<void>;
}

export interface AppFile {
  readonly file: string;
  /** 32 bytes. */
  readonly key: Uint8Array;
  readonly logFile: string;
}

export function createApp(name: string, { file, key, logFile }: AppFile): App {
  let child: Child<AppOrder> | undefined;
  let written = 0;
  let forgotten = 0;
  let connection: Connection["status"] = "stopped";
  let isOpen = false;
  let looked: Extract<AppReport, { type: "looked" }> | undefined;
  const waiting = new Set<() => void>();

  function heard(report: AppReport): void {
    if (report.type === "opened") {
      isOpen = true;
      forgotten += Math.max(written - report.written, 0);
      written = report.written;
    }
    if (report.type === "wrote") written = report.number;
    if (report.type === "connection") connection = report.status;
    if (report.type === "looked") looked = report;
    for (const check of [...waiting]) check();
  }

  const until = (condition: () => boolean): Promise<void> =>
    new Promise((resolve) => {
      const check = (): void => {
        if (!condition()) return;
        waiting.delete(check);
        resolve();
      };
      waiting.add(check);
      check();
    });

  const running = (): Child<AppOrder> => present(child, `${name}'s process`);

  return {
    name,
    get written() {
      return written;
    },
    get forgotten() {
      return forgotten;
    },
    get connection() {
      return connection;
    },
    until,
    async start(trap) {
      isOpen = false;
      connection = "stopped";
      const mine = startChild<AppOrder, AppReport>("app", heard);
      child = mine;
      mine.send({ type: "open", file, key: Buffer.from(key).toString("hex"), logFile, trap });
      // With a trap it may not come so far.
      await Promise.race([until(() => isOpen), mine.ended]);
    },
    arm: (trap) => running().send({ type: "arm", trap }),
    kill: () => running().kill(),
    dead: () => running().ended,
    write: (upTo, gap) => running().send({ type: "write", upTo, gap }),
    tryNow: () => running().send({ type: "try-now" }),
    async look() {
      looked = undefined;
      running().send({ type: "look" });
      await Promise.race([until(() => looked !== undefined), running().ended]);
      return present<{ queue: number; undelivered: number }>(looked, `${name}'s answer`);
    },
    async stop() {
      running().send({ type: "stop" });
      await running().ended;
    },
  };
}

export interface Server extends Part {
  readonly url: string;
}

/** Starts it once, so that its address is known. */
export async function startServer(kind: ServerKind, options: ServerOptions): Promise<Server> {
  return kind === "kamailio" ? startKamailio(options) : startBuiltIn(options);
}

async function startBuiltIn(options: ServerOptions): Promise<Server> {
  let { port } = options;
  let child: Child<ServerOrder> | undefined;
  const running = (): Child<ServerOrder> => present(child, "the server's process");

  async function start(): Promise<void> {
    const opened = new Promise<void>((resolve) => {
      child = startChild<ServerOrder, ServerReport>("server", (report) => {
        port = report.port;
        resolve();
      });
    });
    running().send({ type: "open", ...options, port });
    await Promise.race([opened, running().ended]);
  }

  await start();
  return {
    url: `ws://127.0.0.1:${String(port)}`,
    start,
    arm: (trap) => running().send({ type: "arm", trap }),
    kill: () => running().kill(),
    dead: () => running().ended,
    async stop() {
      running().send({ type: "stop" });
      await running().ended;
    },
  };
}

async function startKamailio({ domain, accounts }: ServerOptions): Promise<Server> {
  const kamailio = await runKamailio({ domain, accounts });
  let dead: Promise<void> = Promise.resolve();
  return {
    url: kamailio.url,
    start: () => kamailio.restart(),
    arm() {
      throw new Error("nothing of ours is inside of Kamailio");
    },
    kill() {
      dead = kamailio.kill("SIGKILL");
    },
    dead: () => dead,
    stop: () => kamailio.stop(),
  };
}
