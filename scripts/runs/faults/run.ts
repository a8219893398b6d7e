// A run: people in two processes write to each other through a network that is as bad as it gets, while the server is
// killed and started again; everything comes to rest under the same faults and is judged from the files.
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { writeNewAccount } from "../../../main/account/new-account";
import { randomBytes } from "../../../main/crypto/random";
import type { Millis } from "../../../shared/ids";
import type { Hits } from "../../../server/testing/fault-proxy/hits";
import { startFaultProxy, type FaultProxy } from "../../../server/testing/fault-proxy/proxy";
import { DEMO_DOMAIN, demoPerson, type DemoPerson } from "../../demo/people";
import { startServer, type Server } from "../chaos/parts";
import { examine } from "./examine";
import { judgeFaults, type Judgement } from "./judgement";
import { badNetwork, SERVER_LIMITS } from "./network";
import type { Look, Seat, Task } from "./orders";
import { startCrowd, type Crowd } from "./remote-crowd";

export interface FaultsReport extends Judgement {
  readonly seed: number;
  readonly conversations: number;
  readonly serverRestarts: number;
  readonly milliseconds: number;
  readonly resentByHand: number;
  /** Why people had to do something, and what the apps logged as warnings. */
  readonly troubles: Readonly<Record<string, number>>;
  /** What really hit. */
  readonly faults: Hits;
}

export interface FaultsOptions {
  readonly messages: number;
  readonly seed: number;
  /** For accounts and files. */
  readonly folder: string;
  readonly progress: (line: string) => void;
}

/** Two processes with four people each, who all know those of the other. */
const CROWDS = [["ada", "ben", "cleo", "dan"], ["eva", "finn", "gus", "hana"]] as const;
/** The server is killed when so many of the texts are delivered. */
const RESTARTS_AT = [0.25, 0.5, 0.75];
const SERVER_AWAY: Millis = 500;
const LOOK_EVERY: Millis = 250;
/** Twice at rest with this in between: an ack is gathered for half a second of the apps' time before it has a row. */
const QUIET: Millis = 500;
/**
 * Nothing waits in the apps, and texts or receipts are still with the server, perhaps for a connection that is half open:
 * after so long everybody's connection breaks, and after longer people send again what has no receipt.
 */
const PATIENCE = { beforeBreak: 10_000, beforeSendAgain: 20_000 };
const LONGEST_STANDSTILL: Millis = 90_000;

export async function runFaults({ messages, seed, folder, progress }: FaultsOptions): Promise<FaultsReport> {
  const started = performance.now();
  const people = CROWDS.map((names) => names.map(demoPerson));
  const accounts = people.flat().map(({ name, password }) => ({ user: name, password }));
  const server = await startServer("embedded", { domain: DEMO_DOMAIN, folder, port: 0, accounts, limits: SERVER_LIMITS });
  const proxy = await startFaultProxy({ target: server.url });
  const seats = await Promise.all(people.map((own, index) => makeSeats(folder, own, people[1 - index] ?? [], proxy.url)));
  const crowds = seats.map(startCrowd);
  await acquaintance(crowds);
  progress(`everybody knows everybody after ${seconds(started)}`);

  proxy.chooseFate = badNetwork(seed);
  const tasks = spread(messages, people);
  for (const crowd of crowds) crowd.write(tasks);
  const serverRestarts = await comeToRest({ crowds, messages, server, proxy, progress, started });
  const faults = proxy.hits;
  proxy.chooseFate = () => ({ type: "pass" });
  const told = await Promise.all(crowds.map((crowd) => crowd.stop()));
  await end(server, proxy);

  const resent = told.flatMap((entry) => entry.resent);
  const judgement = judgeFaults(messages, { ...examine(seats.flat()), resent });
  return {
    ...judgement,
    seed,
    conversations: tasks.length / 2,
    serverRestarts,
    milliseconds: Math.round(performance.now() - started),
    resentByHand: resent.length,
    troubles: sum(told.map(({ troubles }) => troubles)),
    faults,
  };
}

function makeSeats(folder: string, people: readonly DemoPerson[], friends: readonly DemoPerson[], serverUrl: string): Promise<readonly Seat[]> {
  return Promise.all(people.map(async ({ name, address, password }) => {
    const own = join(folder, name);
    mkdirSync(own, { mode: 0o700 });
    const key = randomBytes(32);
    const contacts = friends.map((friend) => ({ address: friend.address }));
    const access = { key, nativeBinding: process.env["STAMP_SQLITE_BINDING"] };
    await writeNewAccount(own, { address, password, serverUrl, tryHere: false, contacts }, access);
    return { file: join(own, "stamp.db"), key: Buffer.from(key).toString("hex") };
  }));
}

/** Both directions of every conversation, as evenly as it goes. */
function spread(messages: number, [here = [], there = []]: readonly (readonly DemoPerson[])[]): readonly Task[] {
  const pairs = here.flatMap((one) => there.flatMap((other) => [[one, other], [other, one]] as const));
  return pairs.map(([from, to], index) => ({
    from: from.address,
    to: to.address,
    texts: Math.floor(messages / pairs.length) + (index < messages % pairs.length ? 1 : 0),
  }));
}

async function acquaintance(crowds: readonly Crowd[]): Promise<void> {
  const end = performance.now() + LONGEST_STANDSTILL;
  while (!(await lookAtAll(crowds)).isAcquainted) {
    if (performance.now() > end) throw new Error("the people of the run did not get to know each other");
    await pause(LOOK_EVERY);
  }
}

interface Course {
  readonly crowds: readonly Crowd[];
  readonly messages: number;
  readonly server: Server;
  readonly proxy: FaultProxy;
  readonly progress: (line: string) => void;
  readonly started: number;
}

/** Resolves with how often the server was restarted, when nothing waits any more or nothing goes on. */
async function comeToRest({ crowds, messages, server, proxy, progress, started }: Course): Promise<number> {
  let restarts = 0;
  let tenths = 0;
  let last: Look | undefined;
  let changedAt = performance.now();
  let askedAt = changedAt;
  let brokenAt = changedAt;
  for (;;) {
    await pause(LOOK_EVERY);
    const look = await lookAtAll(crowds);
    const now = performance.now();
    if (look.delivered !== last?.delivered || look.queue !== last.queue) changedAt = now;
    last = look;
    const isDone = look.delivered === messages && look.queue === 0;
    if (isDone && now - changedAt >= QUIET) return restarts;
    const rest = look.queue === 0 ? now - changedAt : 0;
    if (rest >= PATIENCE.beforeBreak && now - brokenAt >= 2 * PATIENCE.beforeBreak) {
      brokenAt = now;
      proxy.cutAll();
    }
    if (rest >= PATIENCE.beforeSendAgain && now - askedAt >= PATIENCE.beforeSendAgain) {
      askedAt = now;
      for (const crowd of crowds) crowd.sendAgain();
    }
    if (now - changedAt >= LONGEST_STANDSTILL) {
      progress(`no rest: ${String(look.delivered)} delivered, ${String(look.queue)} rows wait`);
      return restarts;
    }
    if (look.delivered >= messages * (RESTARTS_AT[restarts] ?? Infinity)) {
      await restart(server);
      restarts += 1;
    }
    if (look.delivered >= (messages * (tenths + 1)) / 10) {
      tenths = Math.floor((look.delivered * 10) / messages);
      progress(`${String(look.delivered)} of ${String(messages)} delivered, ${seconds(started)}`);
    }
  }
}

async function restart(server: Server): Promise<void> {
  server.kill();
  await server.dead();
  await pause(SERVER_AWAY);
  await server.start();
}

async function lookAtAll(crowds: readonly Crowd[]): Promise<Look> {
  const looks = await Promise.all(crowds.map((crowd) => crowd.look()));
  return {
    isAcquainted: looks.every(({ isAcquainted }) => isAcquainted),
    queue: looks.reduce((total, { queue }) => total + queue, 0),
    delivered: looks.reduce((total, { delivered }) => total + delivered, 0),
  };
}

async function end(server: Server, proxy: FaultProxy): Promise<void> {
  await server.stop();
  await proxy.stop();
}

function sum(counts: readonly Readonly<Record<string, number>>[]): Readonly<Record<string, number>> {
  const total: Record<string, number> = {};
  for (const [what, count] of counts.flatMap((entry) => Object.entries(entry))) total[what] = (total[what] ?? 0) + count;
  return total;
}

const seconds = (started: number): string => `${((performance.now() - started) / 1000).toFixed(0)} s`;
