// Makes a page whose picture is the same each time: the time stands still, nothing moves, no caret blinks, and the fonts
// are those that every Linux machine which runs the tests has (fonts-dejavu-core, fonts-noto-color-emoji).
import "./still.css";

/** `Date` without arguments and `Date.now` give this time from now on; timers go on. */
export function stopClock(now: number): void {
  class Still extends Date {
    constructor(...parts: readonly unknown[]) {
      // The overloads of Date have no form for whatever is given.
      super(...((parts.length === 0 ? [now] : parts) as [number]));
    }

    static override now(): number {
      return now;
    }
  }
  Object.defineProperty(globalThis, "Date", { value: Still, configurable: true, writable: true });
}

const QUIET_FRAMES = 4;
const MOST_FRAMES = 240;

/** Resolves when several frames in a row changed nothing in the document. */
export function whenStill(): Promise<void> {
  return new Promise((resolve) => {
    let quiet = 0;
    let frames = 0;
    const observer = new MutationObserver(() => (quiet = 0));
    observer.observe(document.documentElement, { subtree: true, childList: true, attributes: true, characterData: true });
    const frame = (): void => {
      quiet += 1;
      frames += 1;
      if (quiet < QUIET_FRAMES && frames < MOST_FRAMES) {
        requestAnimationFrame(frame);
        return;
      }
      observer.disconnect();
      resolve();
    };
    requestAnimationFrame(frame);
  });
}
