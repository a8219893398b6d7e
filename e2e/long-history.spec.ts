// Long histories (issue of the product surface): twenty thousand messages in one conversation and three hundred
// conversations. What counts here is that nothing jumps, nothing piles up and every place is reached; how smooth it is,
// `npm run bench -- scroll` measures.
import { execFile } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "@playwright/test";
import { anchorOf, atRest, MOST_ROWS, rowAbove, rowsInLog, rowsInList, type BigHistory } from "./fixtures/log-probe";
import { makeFolder, removeFolder, ROOT } from "./fixtures/paths";
import { startStamp, type StampApp } from "./fixtures/stamp-app";
import { chat } from "./pages/chat";

const MESSAGES = 20_000;
const UNREAD = 1000;

let folder: string;
let history: BigHistory;
let app: StampApp;

test.describe.configure({ mode: "serial" });
test.use({ trace: "off" });

test.beforeAll(async () => {
  test.setTimeout(180_000);
  folder = makeFolder("history");
  const program = join(ROOT, "dist", "scripts", "big-history.cjs");
  const numbers = ["--messages", String(MESSAGES), "--conversations", "300", "--each", "4", "--unread", String(UNREAD)];
  const { stdout } = await promisify(execFile)(process.execPath, [program, "--folder", folder, ...numbers]);
  history = JSON.parse(stdout) as BigHistory;
  const passphraseFile = join(folder, "passphrase");
  writeFileSync(passphraseFile, history.passphrase, { mode: 0o600 });
  app = await startStamp({ userData: folder, profile: history.profile, switches: [`--stamp-passphrase-file=${passphraseFile}`] });
  await expect(app.page.getByRole("option").first()).toBeVisible({ timeout: 60_000 });
});

test.afterAll(async () => {
  await app.close();
  expect(app.problems()).toEqual([]);
  removeFolder(folder);
});

const log = () => app.page.getByRole("log");
const message = (number: number) => log().locator("[data-message]").filter({ has: app.page.getByText(new RegExp(`^${String(number)} `)) });

test("a long list of conversations has few rows in the document, and the keys reach its end", async () => {
  const rows = app.page.getByRole("option");
  await expect(rows.first()).toHaveAttribute("aria-setsize", "300");
  expect(await rowsInList(app.page)).toBeLessThanOrEqual(MOST_ROWS);
  await rows.first().focus();
  await app.page.keyboard.press("End");
  await expect(app.page.locator("[role=option]:focus")).toHaveAttribute("aria-posinset", "300");
  await app.page.keyboard.press("PageUp");
  await expect(app.page.locator("[role=option]:focus")).not.toHaveAttribute("aria-posinset", "300");
  await app.page.keyboard.press("Home");
  await expect(app.page.locator("[role=option]:focus")).toHaveAttribute("aria-posinset", "1");
  await app.page.keyboard.press("Enter");
  await expect(message(MESSAGES + 7)).toBeInViewport();
});

test("nothing jumps while older messages come in above, and few rows are in the document", async () => {
  await log().hover();
  await app.page.mouse.wheel(0, -600);
  await expect(app.page.getByRole("button", { name: "To the newest message" })).toBeVisible();
  // The wheel scrolls smoothly: its last pixels are no jump.
  await app.page.evaluate(atRest);
  let longest = 0;
  let most = 0;
  for (let turn = 0; turn < 20; turn += 1) {
    const { moved, rows } = await app.page.evaluate(anchorOf, { up: 300 });
    longest = Math.max(longest, moved);
    most = Math.max(most, rows);
  }
  expect(longest).toBeLessThan(2);
  expect(most).toBeLessThanOrEqual(MOST_ROWS);
  expect(await rowsInLog(app.page)).toBeGreaterThan(3);
});

test("pages with the keyboard, and goes to the beginning and to the end", async () => {
  await log().focus();
  const before = await log().evaluate((element) => element.scrollTop);
  await app.page.keyboard.press("PageUp");
  await expect.poll(() => log().evaluate((element) => element.scrollTop)).not.toBe(before);
  await app.page.keyboard.press("Home");
  await expect(message(1)).toBeInViewport();
  await expect(message(1)).toBeFocused();
  await app.page.getByRole("button", { name: "To the newest message" }).click();
  await expect(message(MESSAGES + 7)).toBeInViewport();
  await expect(app.page.getByRole("button", { name: "To the newest message" })).toBeHidden();
});

test("a new text leaves the rows above the screen in the document", async () => {
  await app.page.evaluate(atRest);
  const above = await app.page.evaluateHandle(rowAbove);
  const { composer } = chat(app.page);
  await composer.fill("One more");
  await composer.press("Enter");
  await expect(log().getByText("One more")).toBeInViewport();
  await app.page.evaluate(atRest);
  expect(await above.evaluate((row) => row.isConnected)).toBe(true);
});

test("goes to a date, and the first message of it takes the keyboard", async () => {
  await app.page.keyboard.press("Control+Shift+D");
  const dialog = app.page.getByRole("dialog", { name: "Go to a date" });
  const day = new Date(Date.now() - 60 * 86_400_000);
  await dialog.getByLabel("Date").fill(day.toISOString().slice(0, 10));
  await dialog.getByRole("button", { name: "Go", exact: true }).click();
  await expect(dialog).toBeHidden();
  const focused = app.page.locator("[data-message]:focus");
  await expect(focused).toBeInViewport();
  await app.page.keyboard.press("ArrowDown");
  await expect(focused).toBeInViewport();
  // The date dialog again, from the heading of that day.
  await log().getByRole("button", { name: /: go to a date/ }).first().click();
  await app.page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
});

test("opens where the unread texts begin, a thousand above the end, and reads only what was on screen", async () => {
  await app.page.getByRole("option", { name: new RegExp(history.unread.name) }).click();
  await expect(log().getByText("New messages")).toBeInViewport();
  await expect(message(UNREAD * 3 + 1)).toBeInViewport();
  const unread = async (): Promise<number> => {
    const answer = await app.request("app.snapshot", {});
    if (!answer.ok || answer.value.state.phase !== "ready") throw new Error("no session");
    return answer.value.state.session.conversations.find(({ contactId }) => contactId === history.unread.contactId)?.unread ?? -1;
  };
  await expect.poll(unread).toBeLessThan(UNREAD);
  expect(await unread()).toBeGreaterThan(UNREAD - 100);
  await app.page.getByRole("button", { name: /new messages/ }).click();
  await expect(message(UNREAD * 4)).toBeInViewport();
  await expect.poll(unread).toBeLessThan(UNREAD - 3);
  expect(await unread()).toBeGreaterThan(UNREAD - 200);
});
