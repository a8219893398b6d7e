// What the app takes of the computer when nobody uses it: memory of all its processes (proportional share, so that what two
// of them share counts once) with the longest chat open; how much that grows when 50 000 messages have passed through the
// window; and the processor time of a minute in the tray, connected to the built-in server. No debugger is attached.
import { setTimeout as pause } from "node:timers/promises";
import { expect, test } from "@playwright/test";
import { removeFolder } from "../e2e/fixtures/paths";
import { startStamp } from "../e2e/fixtures/stamp-app";
import { startServer } from "../e2e/fixtures/start-server";
import { expectOnline } from "../e2e/pages/main-window";
import { percentile } from "../scripts/runs/percentile";
import { memoryByType, processorSeconds, processTree } from "../scripts/runs/process-memory";
import { startBare, type BareApp } from "./lib/bare-app";
import { measure } from "./lib/benchmark";
import { historyCopy, SIZES, type HistoryCopy } from "./lib/histories";
import { figure, type Figure } from "./lib/row";

const LIMIT_MB = 300;
/** What people call a little more. */
const MOST_GROWTH = 1.1;
/** After a start the engine compiles and collects for a while. */
const SETTLE_MS = 8000;
const OWNER = { address: "anna@stamp.test", password: "anna opens sesame", friend: "boris@stamp.test" } as const;

test("memory", async () => {
  await measure({
    name: "memory",
    figures: ({ quick }) => figures(quick),
    async growth() {
      const points = [];
      for (const data of SIZES) points.push({ data, value: await withApp(data, idleMemory) });
      return [{ name: "memory-idle", of: "messages in the file", cost: "operation", unit: "MB", points }];
    },
  });
});

function figures(quick: boolean): Promise<readonly Figure[]> {
  return withApp(quick ? 10_000 : 100_000, async (app) => {
    const before = await idleMemory(app);
    const wanted = quick ? 5000 : 50_000;
    const passed = await app.run(`(${readBack.toString()})(${String(wanted)})`);
    expect(passed).toBeGreaterThanOrEqual(wanted);
    const after = await idleMemory(app);
    app.closeWindow();
    await app.told("hidden");
    const share = await processorShare(app, quick ? 10_000 : 60_000);
    return [
      figure({ name: "memory-idle", metric: "MB", value: before, limit: LIMIT_MB, target: 1, against: "count" }),
      figure({ name: "memory-50k", metric: "MB", value: after, limit: before * MOST_GROWTH, target: 1, against: "count" }),
      figure({ name: "cpu-idle", metric: "% of a core", value: share, limit: 1, target: 1, against: "clock" }),
    ];
  });
}

/** With the app connected and the longest chat open. */
async function withApp<T>(messages: number, measureIn: (app: BareApp) => Promise<T>): Promise<T> {
  const history = await historyCopy(messages, OWNER);
  const server = await startServer("embedded", { port: history.port, accounts: [{ user: "anna", password: OWNER.password }] });
  try {
    await closeToTray(history);
    const app = startBare({ userData: history.folder, profile: history.profile, switches: [history.opens], pageScript: `(${openFirst.toString()})()` });
    try {
      await app.told("page");
      return await measureIn(app);
    } finally {
      await app.quit();
    }
  } finally {
    await server.stop();
    removeFolder(history.folder);
  }
}

async function closeToTray({ folder, profile, opens }: HistoryCopy): Promise<void> {
  const app = await startStamp({ userData: folder, profile, switches: [opens] });
  await expectOnline(app.page);
  const answer = await app.request("settings.update", { closeToTray: true });
  await app.close();
  expect(answer).toMatchObject({ ok: true });
}

/** The middle of some samples: the engine collects when it likes. */
async function idleMemory({ pid }: BareApp): Promise<number> {
  await pause(SETTLE_MS);
  const samples: number[] = [];
  for (let sample = 0; sample < 5; sample += 1) {
    const types = memoryByType(pid);
    if (process.env["STAMP_BENCH_TELL"] !== undefined) console.log(JSON.stringify(types.map(({ type, pssMb, ownMb }) => [type, Math.round(pssMb), Math.round(ownMb)])));
    samples.push(types.reduce((sum, { pssMb }) => sum + pssMb, 0));
    await pause(500);
  }
  return percentile(samples, 50);
}

/** Per cent of one core that all processes took. */
async function processorShare({ pid }: BareApp, ms: number): Promise<number> {
  await pause(SETTLE_MS);
  const pids = processTree(pid);
  const before = pids.map((one) => processorSeconds([one]));
  const begun = performance.now();
  await pause(ms);
  const after = pids.map((one) => processorSeconds([one]));
  if (process.env["STAMP_BENCH_TELL"] !== undefined) console.log(pids.map((one, index) => [one, (after[index] ?? 0) - (before[index] ?? 0)]));
  const used = after.reduce((sum, seconds, index) => sum + seconds - (before[index] ?? 0), 0);
  return (used * 100_000) / (performance.now() - begun);
}

/** Runs in the page: opens the first chat once there is one, and waits for its messages. */
async function openFirst(): Promise<void> {
  const there = async (selector: string): Promise<HTMLElement> => {
    for (;;) {
      const found = document.querySelector<HTMLElement>(selector);
      if (found !== null) return found;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  };
  (await there("[role=option]")).click();
  await there("[data-message]");
}

/**
 * Runs in the page: pulls the log to its top again and again until so many messages have come in above, and goes back to
 * the newest. Messages of the long chat have one number after the other.
 */
async function readBack(wanted: number): Promise<number> {
  const frame = (): Promise<unknown> => new Promise((resolve) => requestAnimationFrame(resolve));
  const log = document.querySelector<HTMLElement>("[role=log]");
  if (log === null) throw new Error("no log");
  const first = (): number => Number(log.querySelector<HTMLElement>("[data-message]")?.dataset["message"]);
  const start = first();
  while (!(start - first() >= wanted)) {
    log.scrollTop = 0;
    await frame();
  }
  const passed = start - first();
  document.querySelector<HTMLElement>('button[aria-label="To the newest message"], button[title="To the newest message"]')?.click();
  while (!(first() >= start)) await frame();
  return passed;
}
