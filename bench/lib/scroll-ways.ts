// The ways through a long conversation, as a person would take them: wheel, held key and bar up, to the beginning, the wheel
// down, to a date and back to the end. They follow each other in this order; each begins where the last one ended.
import { expect, type Page } from "@playwright/test";

const log = (page: Page) => page.getByRole("log");

/** `share` of the whole way, for who has less time. */
type Way = (page: Page, share: number) => Promise<void>;

async function times(count: number, step: () => Promise<void>): Promise<void> {
  for (let turn = 0; turn < count; turn += 1) await step();
}

const frame = (page: Page): Promise<unknown> => page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)));

async function wheel(page: Page, count: number, deltaY: number): Promise<void> {
  await log(page).hover();
  await times(count, () => page.mouse.wheel(0, deltaY));
}

export const WAYS: Readonly<Record<string, Way>> = {
  "wheel": (page, share) => wheel(page, 150 * share, -240),
  /** A held key repeats about thirty times a second: every other frame. */
  async "page-up"(page, share) {
    await log(page).focus();
    await times(60 * share, async () => {
      await page.keyboard.press("PageUp");
      await frame(page);
      await frame(page);
    });
  },
  /** The thumb pulled up again and again, each time to the top of what is there. */
  async "bar"(page, share) {
    const box = await log(page).boundingBox();
    if (box === null) throw new Error("no log");
    const right = box.x + box.width - 4;
    await times(12 * share, async () => {
      await page.mouse.move(right, box.y + box.height - 40);
      await page.mouse.down();
      await page.mouse.move(right, box.y + 4, { steps: 12 });
      await page.mouse.up();
    });
  },
  async "beginning"(page) {
    await log(page).focus();
    await page.keyboard.press("Home");
    await expect(page.locator("[data-message]").filter({ has: page.getByText(/^1 /) })).toBeVisible();
  },
  "wheel-down": (page, share) => wheel(page, 100 * share, 240),
  async "date"(page) {
    await page.keyboard.press("Control+Shift+D");
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Date").fill(new Date(Date.now() - 4 * 86_400_000).toISOString().slice(0, 10));
    await dialog.getByRole("button", { name: "Go", exact: true }).click();
    await expect(page.locator("[data-message]:focus")).toBeVisible();
  },
  async "end"(page) {
    const jump = page.getByRole("button", { name: "To the newest message" });
    await jump.click();
    await expect(jump).toBeHidden();
  },
};
