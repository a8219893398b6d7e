import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { MessageId } from "../../../shared/ids";
import { createReadMarker, type Span } from "./read-marker";

let screen: Span | undefined;
let keyboard: boolean;
let marked: Span[];

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
      screen = { from, to: from + 6 };
      look();
    }
    await vi.advanceTimersByTimeAsync(200);
    expect(marked).toEqual([{ from: 10, to: 28 }]);
  });

  it("is not what a jump left out, nor what was left at once", async () => {
    const { look } = marker();
    screen = { from: 10, to: 16 };
    look();
    screen = { from: 900, to: 906 };
    look();
    await vi.advanceTimersByTimeAsync(200);
    expect(marked).toEqual([{ from: 900, to: 906 }]);
  });

  it("is not what seemed to be on screen before anybody knew where the rows are", async () => {
    const { wait } = marker();
    screen = { from: 1, to: 60 };
    wait();
    screen = { from: 54, to: 60 };
    await vi.advanceTimersByTimeAsync(200);
    expect(marked).toEqual([{ from: 54, to: 60 }]);
  });

  it("is nothing without the keyboard, and nothing after the log is gone", async () => {
    const { look, stop } = marker();
    screen = { from: 10, to: 16 };
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
    screen = { from: 1, to: 5 };
    look();
    await vi.advanceTimersByTimeAsync(200);
    screen = { from: 6, to: 9 };
    look();
    await vi.advanceTimersByTimeAsync(400);
    expect(marked).toHaveLength(1);
    answer(true);
    await vi.advanceTimersByTimeAsync(400);
    expect(marked).toEqual([{ from: 1, to: 5 }, { from: 6, to: 9 }]);
  });
});
