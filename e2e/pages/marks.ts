// Which marks a text has had, one after the other: some last only for a blink, so the page itself writes them down.
import type { Page } from "@playwright/test";
import type { Mark } from "./chat";

declare global {
  interface Window {
    marksOfMessages?: Map<string, string[]>;
  }
}

/** From now on every mark of every bubble is noted, in the order of its appearance. */
export async function recordMarks(page: Page): Promise<void> {
  await page.evaluate(() => {
    const marks = new Map<string, string[]>();
    window.marksOfMessages = marks;
    const note = (): void => {
      for (const mark of document.querySelectorAll("[data-message] [data-delivery]")) {
        const id = mark.closest("[data-message]")?.getAttribute("data-message") ?? "";
        const name = mark.getAttribute("aria-label") ?? "";
        const known = marks.get(id) ?? [];
        if (known.at(-1) !== name) marks.set(id, [...known, name]);
      }
    };
    new MutationObserver(note).observe(document.body, { childList: true, subtree: true, attributes: true });
    note();
  });
}

/** The marks that the text with this bubble has had. */
export async function marksOf(page: Page, messageId: string): Promise<readonly Mark[]> {
  return page.evaluate((id) => window.marksOfMessages?.get(id) ?? [], messageId) as Promise<Mark[]>;
}
