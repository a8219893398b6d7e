// What a page draws while something is done to it: the times between its frames, by requestAnimationFrame, and how much of the
// message log is in the document. Looking at where each message is would cost every frame a layout, so that is a recording
// of its own, whose times do not count.
import type { Page } from "@playwright/test";

export interface Frames {
  /** Milliseconds between two frames each. */
  readonly times: readonly number[];
  /** Most messages in the document at once. */
  readonly rows: number;
  /** Longest way in CSS px that messages on screen moved against each other between two frames; 0 when nobody looked. */
  readonly jump: number;
}

interface Recording {
  readonly times: number[];
  rows: number;
  jump: number;
  going: boolean;
}

declare global {
  interface Window {
    stampFrames?: Recording;
  }
}

/** `positions`: look for jumps. */
export async function framesWhile(page: Page, work: () => Promise<void>, { positions = false } = {}): Promise<Frames> {
  await page.evaluate(record, positions);
  await work();
  return page.evaluate(() => {
    const recording = window.stampFrames;
    if (recording === undefined) throw new Error("nothing was recorded");
    recording.going = false;
    return { times: recording.times.slice(1), rows: recording.rows, jump: Math.round(recording.jump * 10) / 10 };
  });
}

/** Runs in the page. */
function record(positions: boolean): void {
  const recording: Recording = { times: [], rows: 0, jump: 0, going: true };
  window.stampFrames = recording;
  let before = performance.now();
  let tops = new Map<string, number>();
  const look = (now: number): void => {
    if (!recording.going) return;
    recording.times.push(now - before);
    before = now;
    const rows = document.querySelectorAll<HTMLElement>("[role=log] [data-message]");
    recording.rows = Math.max(recording.rows, rows.length);
    if (positions) lookAt(rows);
    requestAnimationFrame(look);
  };
  /** Between two frames all messages that stay on screen move by the same: the difference is a jump. */
  const lookAt = (rows: NodeListOf<HTMLElement>): void => {
    const screen = document.querySelector("[role=log]")?.getBoundingClientRect();
    const next = new Map<string, number>();
    const moves: number[] = [];
    for (const row of rows) {
      const box = row.getBoundingClientRect();
      if (screen === undefined || box.bottom < screen.top || box.top > screen.bottom) continue;
      // Not seen before its size is known.
      if (getComputedStyle(row).visibility === "hidden") continue;
      const id = row.dataset["message"] ?? "";
      const was = tops.get(id);
      if (was !== undefined) moves.push(box.top - was);
      next.set(id, box.top);
    }
    if (moves.length > 1) recording.jump = Math.max(recording.jump, Math.max(...moves) - Math.min(...moves));
    tops = next;
  };
  requestAnimationFrame(look);
}
