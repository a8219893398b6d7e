// `npm run scroll -- --out DIR --messages N`: the real app on a history of years, scrolled through with the wheel, the keys
// and the bar, to a date and back. Writes frames of what was seen, all frame times, and a summary. CI does not run it:
// what it measures is the machine's as much as the app's.
import { execFile } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, test, type Page } from "@playwright/test";
import { startFrames, stopFrames, summarize, type FrameTimes } from "./fixtures/frame-times";
import { MOST_ROWS, type BigHistory } from "./fixtures/log-probe";
import { makeFolder, removeFolder, ROOT } from "./fixtures/paths";
import { startStamp } from "./fixtures/stamp-app";

const OUT = process.env["STAMP_SCROLL_OUT"];
const MESSAGES = process.env["STAMP_SCROLL_MESSAGES"] ?? "100000";
/** Between two pictures. */
const PICTURE_MS = 250;

test.use({ trace: "off", screenshot: "off" });

test(`scrolls through ${MESSAGES} messages`, async () => {
  test.setTimeout(20 * 60_000);
  const out = OUT ?? "";
  mkdirSync(join(out, "frames"), { recursive: true });
  const folder = makeFolder("scroll");
  const program = join(ROOT, "dist", "scripts", "big-history.cjs");
  const { stdout } = await promisify(execFile)(process.execPath, [program, "--folder", folder, "--messages", MESSAGES]);
  const history = JSON.parse(stdout) as BigHistory;
  const passphraseFile = join(folder, "passphrase");
  writeFileSync(passphraseFile, history.passphrase, { mode: 0o600 });
  const app = await startStamp({ userData: folder, profile: history.profile, switches: [`--stamp-passphrase-file=${passphraseFile}`] });
  const { page } = app;
  try {
    await expect(page.getByRole("option").first()).toBeVisible({ timeout: 120_000 });
    await page.getByRole("option", { name: new RegExp(history.long.name) }).first().click();
    await expect(page.locator("[data-message]").last()).toBeVisible();
    const parts: Record<string, FrameTimes> = {};
    for (const [name, scroll] of Object.entries(WAYS)) {
      await startFrames(page);
      await scroll(page);
      parts[name] = await stopFrames(page);
    }
    // Once more for the pictures: taking one stops the page.
    for (const [name, scroll] of Object.entries(WAYS)) {
      const pictures = takePictures(page, join(out, "frames", name));
      await scroll(page);
      await pictures.stop();
    }
    writeFileSync(join(out, "frame-times.json"), `${JSON.stringify(parts)}\n`);
    const words = summarize(parts, { rows: history.rows, messages: Number(MESSAGES) });
    writeFileSync(join(out, "summary.md"), words);
    console.log(words);
    for (const { rows } of Object.values(parts)) expect(rows).toBeLessThanOrEqual(MOST_ROWS);
  } finally {
    await app.close();
    removeFolder(folder);
  }
});

/** Pictures for whoever looks at it later, one after the other, as fast as they can be had but no faster than asked for. */
function takePictures(page: Page, name: string): { stop(): Promise<void> } {
  const ending = new AbortController();
  const work = (async () => {
    for (let number = 0; !ending.signal.aborted; number += 1) {
      await page.screenshot({ path: `${name}-${String(number).padStart(3, "0")}.png` });
      await page.waitForTimeout(PICTURE_MS);
    }
  })();
  return {
    async stop() {
      ending.abort();
      await work;
    },
  };
}

const log = (page: Page) => page.getByRole("log");

/** Reaches something within so many turns of `step`. */
async function until(reached: () => Promise<boolean>, most: number, step: () => Promise<void>): Promise<void> {
  for (let turn = 0; turn < most && !(await reached()); turn += 1) await step();
}

const WAYS: Readonly<Record<string, (page: Page) => Promise<void>>> = {
  async wheel(page) {
    await log(page).hover();
    for (let turn = 0; turn < 150; turn += 1) await page.mouse.wheel(0, -240);
  },
  async "page-up"(page) {
    await log(page).focus();
    for (let turn = 0; turn < 60; turn += 1) await page.keyboard.press("PageUp");
  },
  /** The thumb pulled up again and again, each time to the top of what is there. */
  async bar(page) {
    const box = await log(page).boundingBox();
    if (box === null) throw new Error("no log");
    for (let turn = 0; turn < 12; turn += 1) {
      await page.mouse.move(box.x + box.width - 4, box.y + box.height - 40);
      await page.mouse.down();
      await page.mouse.move(box.x + box.width - 4, box.y + 4, { steps: 12 });
      await page.mouse.up();
    }
  },
  async beginning(page) {
    await log(page).focus();
    await page.keyboard.press("Home");
    await expect(page.locator("[data-message]").filter({ has: page.getByText(/^1 /) })).toBeVisible();
  },
  async "wheel-down"(page) {
    await log(page).hover();
    for (let turn = 0; turn < 100; turn += 1) await page.mouse.wheel(0, 240);
  },
  async date(page) {
    await page.keyboard.press("Control+Shift+D");
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Date").fill(new Date(Date.now() - 300 * 86_400_000).toISOString().slice(0, 10));
    await dialog.getByRole("button", { name: "Go", exact: true }).click();
    await expect(page.locator("[data-message]:focus")).toBeVisible();
  },
  async end(page) {
    const jump = page.getByRole("button", { name: "To the newest message" });
    await jump.click();
    await until(() => jump.isHidden(), 40, () => page.waitForTimeout(50));
  },
};
