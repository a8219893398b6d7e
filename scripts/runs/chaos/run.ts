// A run: two apps write to each other while one of three is killed in every cycle; then everything comes to rest and is
// judged from the files (spec 2.7, "Crashes").
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import type { Millis } from "../../../shared/ids";
import { DEMO_DOMAIN, demoPerson, writeDemoAccount } from "../../demo/people";
import { examineFile } from "./examine-file";
import { judgeRun, type Judgement } from "./judgement";
import { createApp, startServer, type App, type Part, type Server } from "./parts";
import { makeSchedule, type Cycle, type ScheduleOptions, type ServerKind } from "./schedule";

export interface ChaosReport extends Judgement {
  readonly cycles: number;
  readonly kills: number;
  readonly seed: number;
  readonly server: ServerKind;
  readonly milliseconds: number;
  readonly killsOf: Readonly<Record<string, number>>;
  /** By the kind of moment; a place that was not reached in time ends "late". */
  readonly killsAt: Readonly<Record<string, number>>;
}

export interface ChaosOptions extends ScheduleOptions {
  /** For accounts, files and logs. */
  readonly folder: string;
  readonly progress: (line: string) => void;
}

/** After the burst is written and delivered, no place is reached any more. */
const LONGEST_CYCLE: Millis = 1500;
const ONLINE_DEADLINE: Millis = 30_000;
/** For everything that waits after the last kill. */
const REST_DEADLINE: Millis = 90_000;
const LOOK_EVERY: Millis = 200;
/** Twice empty with this in between: an ack is gathered for half a second before it has a row. */
const QUIET: Millis = 700;

export async function runChaos(options: ChaosOptions): Promise<ChaosReport> {
  const { cycles, messages, seed, server: kind, folder, progress } = options;
  const started = performance.now();
  const nativeBinding = process.env["STAMP_SQLITE_BINDING"];
  const people = [demoPerson("alice"), demoPerson("bob")] as const;
  const accounts = people.map(({ name, password }) => ({ user: name, password }));
  const server = await startServer(kind, { domain: DEMO_DOMAIN, folder, port: 0, accounts });

  async function makeApp(own: 0 | 1) {
    const person = people[own];
    const friend = people[own === 0 ? 1 : 0];
    const account = await writeDemoAccount({ folder: join(folder, person.name), person, friend, serverUrl: server.url, nativeBinding });
    const file = join(account.folder, "stamp.db");
    const app = createApp(person.name, { file, key: account.key, logFile: join(folder, `${person.name}.log`) });
    await app.start();
    return { app, file, key: account.key };
  }

  const [alice, bob] = [await makeApp(0), await makeApp(1)];
  const apps = [alice.app, bob.app] as const;
  await allOnline(apps);

  const tally = createTally();
  const parts = { alice: alice.app, bob: bob.app, server };
  const schedule = makeSchedule(options);
  for (const [index, cycle] of schedule.entries()) {
    await playCycle(cycle, parts, tally);
    if (index === 0 || (index + 1) % 10 === 0) progress(`${String(index + 1)} of ${String(cycles)} cycles, ${seconds(started)}`);
  }
  for (const app of apps) app.write(messages, 0);
  await comeToRest(apps, messages, progress);
  progress(`at rest after ${seconds(started)}`);
  for (const part of [...apps, server]) await part.stop();

  const sideOf = ({ app, file, key }: typeof alice) => ({ file: examineFile(app.name, file, key), written: app.written, forgotten: app.forgotten });
  const judgement = judgeRun([sideOf(alice), sideOf(bob)]);
  const { kills, killsOf, killsAt } = tally;
  return { cycles, kills: kills(), ...judgement, seed, server: kind, milliseconds: Math.round(performance.now() - started), killsOf, killsAt };
}

type Parts = Readonly<Record<Cycle["victim"], Part>> & { readonly alice: App; readonly bob: App; readonly server: Server };

async function playCycle({ victim, moment, away, calm, upTo, gap }: Cycle, parts: Parts, tally: Tally): Promise<void> {
  const { alice, bob } = parts;
  const part = parts[victim];
  if (calm) await allOnline([alice, bob]);
  if (moment.type === "at-point") part.arm(moment.trap);
  for (const app of [alice, bob]) app.write(upTo, gap);
  if (moment.type === "at-point") {
    tally.add(victim, await dies(part, moment.trap.point));
  } else {
    await pause(moment.delay);
    part.kill();
    await part.dead();
    tally.add(victim, "at-random");
  }
  await pause(away);
  if (moment.type === "and-while-starting") {
    await part.start(moment.trap);
    tally.add(victim, await dies(part, "while-starting"));
  }
  await part.start();
  // As their users would, once the server is there again: the next try by themselves may be a minute away.
  if (victim === "server") for (const app of [alice, bob]) app.tryNow();
}

/** Waits for its death by its own hand, and helps in the end. */
async function dies(part: Part, kind: string): Promise<string> {
  let how = kind;
  const late = setTimeout(() => {
    how = "late";
    part.kill();
  }, LONGEST_CYCLE);
  await part.dead();
  clearTimeout(late);
  return how;
}

async function allOnline(apps: readonly App[]): Promise<void> {
  const limit = AbortSignal.timeout(ONLINE_DEADLINE);
  const tooLate = new Promise<never>((_, reject) => {
    limit.addEventListener("abort", () => {
      reject(new Error(`not online in time: ${apps.map(({ name, connection }) => `${name} is ${connection}`).join(", ")}`));
    });
  });
  await Promise.race([Promise.all(apps.map((app) => app.until(() => app.connection === "online"))), tooLate]);
}

async function comeToRest(apps: readonly App[], messages: number, progress: (line: string) => void): Promise<void> {
  const end = performance.now() + REST_DEADLINE;
  let quietSince: number | undefined;
  for (;;) {
    await pause(LOOK_EVERY);
    const looks = await Promise.all(apps.map((app) => app.look()));
    const now = performance.now();
    const isQuiet = apps.every(({ written }) => written >= messages) && looks.every(({ queue, undelivered }) => queue + undelivered === 0);
    quietSince = isQuiet ? (quietSince ?? now) : undefined;
    if (quietSince !== undefined && now - quietSince >= QUIET) return;
    if (now < end) continue;
    progress(`no rest: ${apps.map(({ name, connection }, index) => `${name} is ${connection}, ${JSON.stringify(looks[index])}`).join("; ")}`);
    return;
  }
}

type Tally = ReturnType<typeof createTally>;

function createTally() {
  const killsOf: Record<string, number> = {};
  const killsAt: Record<string, number> = {};
  return {
    killsOf,
    killsAt,
    kills: () => Object.values(killsOf).reduce((sum, number) => sum + number, 0),
    add(victim: string, kind: string): void {
      killsOf[victim] = (killsOf[victim] ?? 0) + 1;
      killsAt[kind] = (killsAt[kind] ?? 0) + 1;
    },
  };
}

const seconds = (started: number): string => `${((performance.now() - started) / 1000).toFixed(0)} s`;
