// When something was on screen and when somebody pressed a key, told by the page itself. Chromium tells when the frame with
// a text was presented for elements that ask for it (Element Timing), so the app's elements are made to ask as they come.
// All times are milliseconds since 1970, so those of several processes compare.
import type { Page } from "@playwright/test";

export interface Painted {
  /** What the element says. */
  readonly text: string;
  /** `message 12`, `contact 3`, or the id of a search hit. */
  readonly what: string;
  readonly at: number;
}

export interface Watch {
  /** The newest key, click or change of a text. */
  input: number;
  /** All first paints so far. */
  readonly paints: Painted[];
  /** Resolves with the first paint after the call that is wanted; rejects when none comes for long. */
  readonly next: (wanted: Wanted) => Promise<Painted>;
}

/** What to look for; expressions as text, because they go into the page. */
export interface Wanted {
  readonly what?: string;
  readonly text?: string;
}

declare global {
  interface Window {
    stampWatch?: Watch;
  }
}

/** Runs in the page; once. */
export function recordPaints(): void {
  if (window.stampWatch !== undefined) return;
  const SEEN = "[data-message], [data-contact], [id^=search-t]";
  const waiting = new Set<(painted: Painted) => void>();
  const watch: Watch = {
    input: 0,
    paints: [],
    next: ({ what = "", text = "" }) =>
      new Promise((resolve, reject) => {
        setTimeout(() => {
          reject(new Error(`not on screen within 20 s: ${what} ${text}; the last was ${JSON.stringify(watch.paints.at(-1))}`));
        }, 20_000);
        const look = (painted: Painted): void => {
          if (!new RegExp(what).test(painted.what) || !new RegExp(text).test(painted.text)) return;
          waiting.delete(look);
          resolve(painted);
        };
        waiting.add(look);
      }),
  };
  window.stampWatch = watch;

  const ask = (element: Element): void => {
    for (const part of [element, ...element.querySelectorAll("[dir=auto], [data-bubble]")]) part.setAttribute("elementtiming", "stamp");
  };
  const askBelow = (node: Node): void => {
    if (!(node instanceof Element)) return;
    if (node.matches(SEEN)) ask(node);
    for (const element of node.querySelectorAll(SEEN)) ask(element);
  };
  new MutationObserver((changes) => {
    for (const { addedNodes } of changes) addedNodes.forEach(askBelow);
  }).observe(document.documentElement, { childList: true, subtree: true });
  askBelow(document.documentElement);

  const nameOf = (element: HTMLElement | null): string => {
    const { message, contact } = element?.dataset ?? {};
    if (message !== undefined) return `message ${message}`;
    return contact === undefined ? (element?.id ?? "") : `contact ${contact}`;
  };
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries() as (PerformanceEntry & { readonly renderTime: number; readonly element: HTMLElement | null })[]) {
      const { element, renderTime } = entry;
      const painted = { text: element?.textContent ?? "", what: nameOf(element?.closest<HTMLElement>(SEEN) ?? null), at: performance.timeOrigin + renderTime };
      watch.paints.push(painted);
      for (const look of waiting) look(painted);
    }
  }).observe({ type: "element", buffered: true });

  for (const type of ["keydown", "mousedown", "beforeinput"]) {
    addEventListener(type, ({ timeStamp }) => (watch.input = performance.timeOrigin + timeStamp), { capture: true });
  }
}

/** The next first paint of what is wanted after `act`, beside the time of the last input of `act`. */
export async function paintAfter(
  page: Page,
  wanted: Wanted,
  act: () => Promise<void>,
): Promise<{ readonly input: number; readonly painted: number }> {
  const seen = page.evaluate(async (looked) => (await window.stampWatch?.next(looked))?.at ?? Number.NaN, wanted);
  await act();
  const painted = await seen;
  return { painted, input: await page.evaluate(() => window.stampWatch?.input ?? Number.NaN) };
}
