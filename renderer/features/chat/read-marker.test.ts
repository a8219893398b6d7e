import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { MessageId } from "../../../shared/ids";
import { createReadMarker, type Span } from "./read-marker";

let screen: Span | undefined;
let keyboard: boolean;
let marked: { readonly from: number; readonly to: number }[];

/** Nothing is higher than the screen, unless it is said. */
const shows = (from: number, to: number, until = to): Span => ({ from, to, until });

/** Every message is unread, and has its position as its id. */
function marker(mark: () => Promise<boolean> = () => Promise.resolve(true)) {
  return createReadMarker({
    hasKeyboard: () => keyboard,
    onScreen: () => screen,
    unreadIn: ({ from, to }) => ({ first: from as MessageId, last: to as MessageId }),
    mark({ first, last }) {
      marked.push({ from: first, to: last });
      return mark();
    },
  });
}

beforeEach(() => {
  vi.useFakeTimers();
  keyboard = true;
  marked = [];
});

afterEach(() => {
  vi.useRealTimers();
});

describe("what counts as read", () => {
  it("is what passed by while scrolling, also between two looks", async () => {
    const { look } = marker();
    for (const from of [10, 14, 18, 22]) {
      screen = shows(from, from + 6);
      look();
    }
    await vi.advanceTimersByTimeAsync(200);
    expect(marked).toEqual([{ from: 10, to: 28 }]);
  });

  it("is a text that is higher than the screen, when its end passed by", async () => {
    const { look } = marker();
    for (const span of [shows(18, 17, 18), shows(18, 18, 19), shows(19, 18, 19), shows(19, 20, 20)]) {
      screen = span;
      look();
    }
    await vi.advanceTimersByTimeAsync(200);
    expect(marked).toEqual([{ from: 18, to: 20 }]);
  });

  it("is not what a jump left out, nor what was left at once", async () => {
    const { look } = marker();
    screen = shows(10, 16);
    look();
    screen = shows(900, 906);
    look();
    await vi.advanceTimersByTimeAsync(200);
    expect(marked).toEqual([{ from: 900, to: 906 }]);
  });

  it("is not what seemed to be on screen before anybody knew where the rows are", async () => {
    const { wait } = marker();
    screen = shows(1, 60);
    wait();
    screen = shows(54, 60);
    await vi.advanceTimersByTimeAsync(200);
    expect(marked).toEqual([{ from: 54, to: 60 }]);
  });

  it("is nothing without the keyboard, and nothing after the log is gone", async () => {
    const { look, stop } = marker();
    screen = shows(10, 16);
    keyboard = false;
    look();
    await vi.advanceTimersByTimeAsync(200);
    keyboard = true;
    look();
    stop();
    await vi.advanceTimersByTimeAsync(200);
    expect(marked).toEqual([]);
  });

  it("that came while main was being told is told after it", async () => {
    let answer = (_: boolean): void => undefined;
    const { look } = marker(() => new Promise((resolve) => { answer = resolve; }));
    screen = shows(1, 5);
    look();
    await vi.advanceTimersByTimeAsync(200);
    screen = shows(6, 9);
    look();
    await vi.advanceTimersByTimeAsync(400);
    expect(marked).toHaveLength(1);
    answer(true);
    await vi.advanceTimersByTimeAsync(400);
    expect(marked).toEqual([{ from: 1, to: 5 }, { from: 6, to: 9 }]);
  });
});
