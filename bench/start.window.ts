// Cold starts of the app with a long history, from the making of its process: until the window is shown with content, and
// until the list of conversations is there and the composer of the longest one takes the keyboard. The computer's key store
// opens the account, so nobody types and no passphrase is stretched. Before each start the account's files are taken out of
// the system's cache; programs and libraries stay in it, because other programs on a desktop use them too.
import { execFileSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { startKeyStore, type KeyStore } from "../e2e/fixtures/key-store";
import { accountFolder, removeFolder } from "../e2e/fixtures/paths";
import { startStamp } from "../e2e/fixtures/stamp-app";
import { percentile } from "../scripts/runs/percentile";
import { startBare } from "./lib/bare-app";
import { measure } from "./lib/benchmark";
import { historyCopy, SIZES, type HistoryCopy } from "./lib/histories";
import { recordPaints } from "./lib/painted";
import { figure } from "./lib/row";

interface Start {
  readonly paint: number;
  readonly usable: number;
}

test("start", async () => {
  const keyStore = await startKeyStore();
  const starts = async (messages: number, count: number): Promise<readonly Start[]> => {
    const history = await historyCopy(messages);
    try {
      await protectByKeyStore(history, keyStore);
      const measured: Start[] = [];
      for (let number = 0; number < count; number += 1) measured.push(await startOnce(history, keyStore));
      return measured;
    } finally {
      removeFolder(history.folder);
    }
  };
  try {
    await measure({
      name: "start",
      async figures({ quick }) {
        const measured = await starts(quick ? 10_000 : 100_000, quick ? 3 : 11);
        return [
          rowOf("start-paint", 1500, measured.map(({ paint }) => paint)),
          rowOf("start-usable", 2500, measured.map(({ usable }) => usable)),
        ];
      },
      async growth() {
        const points = [];
        for (const data of SIZES) points.push({ data, value: percentile((await starts(data, 5)).map(({ usable }) => usable), 50) });
        return [{ name: "start-usable", of: "messages in the file", cost: "operation", unit: "ms", points }];
      },
    });
  } finally {
    await keyStore.stop();
  }
});

function rowOf(name: string, limit: number, times: readonly number[]) {
  const p50 = percentile(times, 50);
  return figure({ name, metric: "p50 ms", value: p50, limit, target: 1, against: "clock", p50, p99: percentile(times, 99) });
}

/** Opened with the passphrase once, and from then on by the key store. */
async function protectByKeyStore({ folder, profile, opens, passphrase }: HistoryCopy, keyStore: KeyStore): Promise<void> {
  const app = await startStamp({ userData: folder, profile, switches: [opens], keyStore });
  await expect(app.page.getByRole("option").first()).toBeVisible();
  const answer = await app.request("protection.change", { proof: { type: "passphrase", passphrase }, protection: { type: "os" } });
  await app.close();
  expect(answer).toMatchObject({ ok: true });
}

async function startOnce({ folder, profile }: HistoryCopy, keyStore: KeyStore): Promise<Start> {
  dropFromCache(accountFolder(folder, profile));
  const app = startBare({
    userData: folder,
    profile,
    switches: ["--password-store=gnome-libsecret"],
    env: keyStore.env,
    pageScript: `(${recordPaints.toString()})(); (${untilUsable.toString()})()`,
  });
  const shown = (await app.told("shown")) as number;
  const page = (await app.told("page")) as Awaited<ReturnType<typeof untilUsable>>;
  await app.quit();
  if (process.env["STAMP_BENCH_TELL"] !== undefined) {
    console.log(JSON.stringify({ shown: shown - app.spawnedAt, content: page.content - app.spawnedAt, list: page.list - app.spawnedAt, usable: page.usable - app.spawnedAt }));
  }
  return { paint: Math.max(shown, page.content) - app.spawnedAt, usable: Math.max(page.list, page.usable) - app.spawnedAt };
}

/** GNU dd tells the system that these files' pages are not needed any more. */
function dropFromCache(folder: string): void {
  for (const file of readdirSync(folder)) {
    execFileSync("dd", [`of=${join(folder, file)}`, "oflag=nocache", "conv=notrunc,fdatasync", "count=0"], { stdio: "ignore" });
  }
}

/** Runs in the page. Times since 1970. */
async function untilUsable(): Promise<{ readonly content: number; readonly list: number; readonly usable: number }> {
  const watch = window.stampWatch;
  if (watch === undefined) throw new Error("nobody watches");
  const isRow = ({ what }: { readonly what: string }): boolean => what.startsWith("contact ");
  const list = watch.paints.find(isRow) ?? (await watch.next({ what: "^contact " }));
  document.querySelector<HTMLElement>("[role=option]")?.click();
  const composer = (): HTMLElement | null => document.querySelector("textarea");
  if (composer() === null) {
    await new Promise<void>((resolve) => {
      const observer = new MutationObserver(() => {
        if (composer() === null) return;
        observer.disconnect();
        resolve();
      });
      observer.observe(document.documentElement, { childList: true, subtree: true });
    });
  }
  composer()?.focus();
  if (document.activeElement !== composer()) throw new Error("the composer takes no keyboard");
  const usable = performance.timeOrigin + performance.now();
  const content = performance.timeOrigin + (performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? Number.NaN);
  return { content, list: list.at, usable };
}
