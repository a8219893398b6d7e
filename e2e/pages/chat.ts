// The open chat: writing, the bubbles and their marks, and everything that the log shows.
import { expect, type Locator, type Page } from "@playwright/test";

/** Accessible names of the marks (spec 2.2). */
export type Mark =
  | "Waiting"
  | "Sending"
  | "Trying again"
  | "Needs your decision"
  | "Sent to the device"
  | "Handed to the server"
  | "Delivered"
  | "Read"
  | "Not sent";

export interface ShownText {
  readonly from: "own" | "peer";
  readonly text: string;
}

interface ShownMessage extends ShownText {
  /** Accessible name of the mark; empty at a peer's text. */
  readonly mark: string;
}

export interface Chat {
  readonly log: Locator;
  readonly composer: Locator;
  /** Writes and sends with Enter; resolves when the composer is empty again, so when the text is stored. */
  send(text: string): Promise<void>;
  /** The bubble with this text, with the lines under it. */
  message(text: string): Locator;
  expectMark(text: string, mark: Mark): Promise<void>;
  /** The marks that all own texts of the chat have now. */
  marks(): Promise<ReadonlySet<string>>;
  /** The last so many texts of a chat of any length, read from the end upwards. */
  lastTexts(count: number): Promise<readonly ShownText[]>;
  /** Waits until the chat shows exactly these texts in this order. */
  expectTexts(expected: readonly ShownText[]): Promise<void>;
}

export const own = (text: string): ShownText => ({ from: "own", text });
export const peer = (text: string): ShownText => ({ from: "peer", text });

export function chat(page: Page): Chat {
  const log = page.getByRole("log");
  const composer = page.getByRole("textbox", { name: /^Message to / });
  const message = (text: string): Locator => log.getByRole("article").filter({ has: page.getByText(text, { exact: true }) });
  return {
    log,
    composer,
    message,
    async send(text) {
      await composer.fill(text);
      await composer.press("Enter");
      await expect(composer).toHaveValue("");
    },
    async expectMark(text, mark) {
      await expect(message(text).getByRole("img")).toHaveAccessibleName(mark);
    },
    async marks() {
      const shown = await log.evaluate(readWholeLog);
      return new Set(shown.filter(({ from }) => from === "own").map(({ mark }) => mark));
    },
    lastTexts: (count) => log.evaluate(readEndOfLog, count),
    async expectTexts(expected) {
      await expect.poll(async () => (await log.evaluate(readWholeLog)).map(brief)).toEqual(expected.map(brief));
    },
  };
}

/** Runs in the page, and leaves the log at its end. Messages are numbered as they came. */
async function readEndOfLog(log: HTMLElement | SVGElement, count: number): Promise<ShownText[]> {
  const found = new Map<number, ShownText>();
  const nextFrame = (): Promise<unknown> => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  log.scrollTop = log.scrollHeight;
  for (;;) {
    await nextFrame();
    for (const article of log.querySelectorAll<HTMLElement>("[data-message]")) {
      const from = article.querySelector("[role=img][data-delivery]") === null ? "peer" : "own";
      found.set(Number(article.dataset["message"]), { from, text: article.querySelector("[dir=auto]")?.textContent ?? "" });
    }
    if (found.size >= count || log.scrollTop === 0) break;
    log.scrollTop -= log.clientHeight / 2;
  }
  log.scrollTop = log.scrollHeight;
  return [...found].sort(([a], [b]) => a - b).slice(-count).map(([, shown]) => shown);
}

/** A long text would drown the difference in a failed comparison; its length and its end tell it apart just as well. */
function brief({ from, text }: ShownText): string {
  return text.length <= 200 ? `${from}: ${text}` : `${from}: ${text.slice(0, 80)}… (${text.length}) …${text.slice(-80)}`;
}

/** Runs in the page: all messages from the top to the end. Only what is near the screen is in the document, so it scrolls. */
async function readWholeLog(log: HTMLElement | SVGElement): Promise<ShownMessage[]> {
  const found = new Map<string, ShownMessage & { readonly top: number }>();
  const nextFrame = (): Promise<unknown> => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  for (log.scrollTop = 0; ; log.scrollTop += log.clientHeight / 2) {
    await nextFrame();
    for (const article of log.querySelectorAll<HTMLElement>("[data-message]")) {
      const top = article.getBoundingClientRect().top + log.scrollTop;
      const mark = article.querySelector("[role=img][data-delivery]")?.getAttribute("aria-label") ?? "";
      const text = article.querySelector("[dir=auto]")?.textContent ?? "";
      found.set(article.dataset["message"] ?? "", { top, from: mark === "" ? "peer" : "own", text, mark });
    }
    if (log.scrollTop + log.clientHeight >= log.scrollHeight - 1) break;
  }
  return [...found.values()].sort((a, b) => a.top - b.top);
}
