// From one chat to the next with the keyboard, and from a typed word to its first hits, in the real window on a long history.
// A switch lasts from the key until the newest message of the chat is on screen: 50 chats, each opened for the first time,
// the longest one among them. A search lasts from the typing of a word until the first hit is on screen; what main needs
// of that is measured in the window too, as the time from request to answer.
import { expect, test } from "@playwright/test";
import { removeFolder } from "../e2e/fixtures/paths";
import { startStamp, type StampApp } from "../e2e/fixtures/stamp-app";
import { percentile } from "../scripts/runs/percentile";
import { measure } from "./lib/benchmark";
import { historyCopy, SIZES } from "./lib/histories";
import { paintAfter, recordPaints } from "./lib/painted";
import { figure, type Figure } from "./lib/row";

/** Common words, rare ones, other scripts, two at once, beginnings; none is in a name, as contacts stand over the texts. */
const WORDS = ["landlord", "neighbour", "tyden", "period", "会議", "lease", "vlak", "rechnung", "monday", "mesk", "signatures monday"] as const;
const CHATS = 50;

interface Times {
  readonly switches: readonly number[];
  readonly search: readonly number[];
  readonly answers: readonly number[];
}

test("switch", async () => {
  await measure({
    name: "switch",
    async figures({ quick }) {
      const { switches, search, answers } = await timesWith(quick ? 10_000 : 100_000, { rounds: quick ? 1 : 5 });
      return [rowOf("switch", 100, switches), rowOf("search", 50, search), rowOf("search-answer", 50, answers)];
    },
    async growth() {
      const points: (Times & { readonly data: number })[] = [];
      for (const data of SIZES) points.push({ data, ...(await timesWith(data, { rounds: 2 })) });
      const growth = (name: string, timesOf: (times: Times) => readonly number[]) =>
        ({ name, of: "messages in the file", cost: "operation", unit: "ms", points: points.map((times) => ({ data: times.data, value: percentile(timesOf(times), 50) })) }) as const;
      return [growth("switch", ({ switches }) => switches), growth("search", ({ search }) => search), growth("search-answer", ({ answers }) => answers)];
    },
  });
});

function rowOf(name: string, limit: number, times: readonly number[]): Figure {
  return figure({ name, metric: "p95 ms", value: percentile(times, 95), limit, target: 1, against: "clock", p50: percentile(times, 50), p99: percentile(times, 99) });
}

async function timesWith(messages: number, { rounds }: { readonly rounds: number }): Promise<Times> {
  const history = await historyCopy(messages);
  const app = await startStamp({ userData: history.folder, profile: history.profile, switches: [history.opens] });
  try {
    await app.page.evaluate(recordPaints);
    await expect(app.page.getByRole("option").first()).toBeVisible();
    const switches = await switchTimes(app);
    const search: number[] = [];
    const answers: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      for (const word of WORDS) {
        answers.push(await answerTime(app, word));
        search.push(await searchTime(app, word));
      }
    }
    return { switches, search, answers };
  } finally {
    await app.close();
    removeFolder(history.folder);
  }
}

async function switchTimes({ page, request }: StampApp): Promise<readonly number[]> {
  const answer = await request("app.snapshot", {});
  if (!answer.ok || answer.value.state.phase !== "ready") throw new Error("the account is not open");
  const { conversations } = answer.value.state.session;
  const listed = [...conversations].sort((a, b) => b.lastActivity - a.lastActivity).slice(0, CHATS);
  const times: number[] = [];
  for (const { lastMessage, unread } of listed) {
    // With unread messages it opens where they begin.
    const newest = unread > 0 ? "^message " : `^message ${String(lastMessage?.id)}$`;
    const { input, painted } = await paintAfter(page, { what: newest }, () => page.keyboard.press("Alt+ArrowDown"));
    times.push(painted - input);
  }
  return times;
}

async function answerTime({ page }: StampApp, text: string): Promise<number> {
  return page.evaluate(async (wanted) => {
    const begun = performance.now();
    await window.stamp.request("search.texts", { text: wanted, limit: 40 });
    return performance.now() - begun;
  }, text);
}

/** From an empty field, with the word coming at once: of a letter more, hits that stay were on screen before. */
async function searchTime({ page }: StampApp, word: string): Promise<number> {
  const field = page.getByRole("combobox", { name: "Search" });
  await field.focus();
  const { input, painted } = await paintAfter(page, { what: "^search-t" }, () => page.keyboard.insertText(word));
  await field.fill("");
  await expect(page.getByRole("listbox", { name: "Conversations" })).toBeVisible();
  return painted - input;
}
