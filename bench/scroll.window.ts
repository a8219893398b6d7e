// Scrolling through one conversation of 100 000 messages in the real window: how long its frames last and how many messages
// are in the document. Drawn by software under Xvfb, at 60 frames a second at most. What grows: the time of the window's main
// thread in a frame, which is not rounded to whole frames, and the time that main needs for a page in the middle.
import { expect, test, type Page } from "@playwright/test";
import { MOST_ROWS } from "../e2e/fixtures/log-probe";
import { removeFolder } from "../e2e/fixtures/paths";
import { startStamp, type StampApp } from "../e2e/fixtures/stamp-app";
import { percentile } from "../scripts/runs/percentile";
import type { ContactId } from "../shared/ids";
import { measure } from "./lib/benchmark";
import { framesWhile, type Frames } from "./lib/frame-times";
import { historyCopy, SIZES } from "./lib/histories";
import { figure, type Figure } from "./lib/row";
import { WAYS } from "./lib/scroll-ways";

const FRAME_LIMIT = 33;
/** The slowest one of a hundred frames: these are over after a few each, and count together. */
const JUMPS: readonly string[] = ["beginning", "date", "end"];

test("scroll", async () => {
  await measure({
    name: "scroll",
    figures: ({ quick }) => (quick ? withHistory(2000, ({ page }) => figuresOf(page, { rounds: 1, share: 1 / 4 })) : withHistory(100_000, ({ page }) => figuresOf(page, { rounds: 3, share: 1 }))),
    async growth({ quick }) {
      const points: { readonly data: number; readonly frame: number; readonly answer: number }[] = [];
      for (const data of SIZES) points.push(await withHistory(data, async (app, contactId) => ({ data, ...(await costOf(app, contactId, quick ? 1 / 4 : 1)) })));
      const growth = (name: string, value: (point: (typeof points)[number]) => number) =>
        ({ name, of: "messages in the conversation", cost: "operation", unit: "ms", points: points.map((point) => ({ data: point.data, value: value(point) })) }) as const;
      return [growth("scroll-frame", ({ frame }) => frame), growth("scroll-page", ({ answer }) => answer)];
    },
  });
});

/** In the long conversation, at its end. */
async function withHistory<T>(messages: number, work: (app: StampApp, contactId: ContactId) => Promise<T>): Promise<T> {
  const history = await historyCopy(messages);
  const app = await startStamp({ userData: history.folder, profile: history.profile, switches: [history.opens] });
  try {
    await app.page.getByRole("option", { name: new RegExp(history.long.name) }).first().click();
    await expect(app.page.locator("[data-message]").last()).toBeVisible();
    return await work(app, history.long.contactId);
  } finally {
    await app.close();
    removeFolder(history.folder);
  }
}

async function figuresOf(page: Page, { rounds, share }: { readonly rounds: number; readonly share: number }): Promise<readonly Figure[]> {
  const ways = new Map<string, Frames[]>();
  for (let round = 0; round < rounds; round += 1) {
    for (const [name, way] of Object.entries(WAYS)) {
      ways.set(name, [...(ways.get(name) ?? []), await framesWhile(page, () => way(page, share))]);
    }
  }
  for (const [name, way] of Object.entries(WAYS)) {
    const { jump } = await framesWhile(page, () => way(page, share), { positions: true });
    expect(jump, `px that messages on screen jumped (${name})`).toBe(0);
  }
  const times = [...ways].map(([name, frames]) => ({ name, times: frames.flatMap((each) => each.times) }));
  for (const each of times) console.log(told(each));
  const jumps = { name: "jumps", times: times.filter(({ name }) => JUMPS.includes(name)).flatMap((each) => each.times) };
  const worst = [...times.filter(({ name }) => !JUMPS.includes(name)), jumps].reduce((a, b) => (percentile(b.times, 99) > percentile(a.times, 99) ? b : a));
  const most = Math.max(...[...ways.values()].flat().map(({ rows }) => rows));
  return [
    framesFigure("scroll", times.flatMap((each) => each.times)),
    framesFigure("scroll-worst-way", worst.times),
    figure({ name: "scroll", metric: "rows", value: most, limit: MOST_ROWS, target: 1, against: "count" }),
  ];
}

function framesFigure(name: string, times: readonly number[]): Figure {
  const [p50, p99] = [percentile(times, 50), percentile(times, 99)];
  return figure({ name, metric: "frame p99 ms", value: p99, limit: FRAME_LIMIT, target: 1, against: "clock", p50, p99 });
}

function told({ name, times }: { readonly name: string; readonly times: readonly number[] }): string {
  const at = [50, 95, 99, 100].map((percent) => percentile(times, percent).toFixed(1));
  return `${name.padEnd(12)}${String(times.length).padStart(5)} frames, p50 / p95 / p99 / longest ${at.join(" / ")} ms`;
}

/** Milliseconds of the window's main thread in a frame of scrolling up, and from the request of a page to its answer. */
async function costOf({ page }: StampApp, contactId: ContactId, share: number): Promise<{ readonly frame: number; readonly answer: number }> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("Performance.enable");
  const busy = async (): Promise<number> => {
    const { metrics } = await devtools.send("Performance.getMetrics");
    return 1000 * (metrics.find(({ name }) => name === "TaskDuration")?.value ?? 0);
  };
  const before = await busy();
  const { times } = await framesWhile(page, async () => WAYS["wheel"]?.(page, share));
  const frame = ((await busy()) - before) / times.length;
  const answers = await page.evaluate(async (of) => {
    const found: number[] = [];
    for (let day = 1; day <= 100; day += 1) {
      const begun = performance.now();
      await window.stamp.request("messages.page", { contactId: of, place: { type: "date", at: Date.now() - (day % 5) * 86_400_000 }, limit: 60 });
      found.push(performance.now() - begun);
    }
    return found;
  }, contactId);
  return { frame, answer: percentile(answers, 50) };
}
