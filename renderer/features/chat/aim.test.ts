// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { MessageId } from "../../../shared/ids";
import { createAim } from "./aim";

const TARGET = 7 as MessageId;

let size: number;
let isDrawn: boolean;
let index: number;

/** A log of rows of one size, 100 px high. */
function aimed() {
  const log = { scrollTop: 0 };
  const onSettled = vi.fn();
  const list = { viewportSize: 100, getItemOffset: (at: number) => at * size, getItemSize: () => size };
  const aim = createAim({ log: () => log, list: () => list, indexOf: () => index, isDrawn: () => isDrawn, onSettled });
  return { log, aim, onSettled };
}

beforeEach(() => {
  vi.useFakeTimers();
  size = 40;
  isDrawn = true;
  index = 10;
});

afterEach(() => {
  vi.useRealTimers();
});

const frames = (count: number): void => {
  for (let frame = 0; frame < count; frame += 1) vi.advanceTimersToNextFrame();
};

describe("a message that the log goes to", () => {
  it("is followed while rows get to know their sizes, and left alone when it holds still", () => {
    const { log, aim, onSettled } = aimed();
    aim.set({ id: TARGET, at: 0 });
    frames(2);
    size = 60;
    frames(2);
    expect(onSettled).not.toHaveBeenCalled();
    frames(3);
    expect(onSettled).toHaveBeenCalledOnce();
    expect(log.scrollTop).toBe(600);
    size = 80;
    frames(5);
    expect(log.scrollTop).toBe(600);
  });

  it("has not arrived before it is drawn, however still its place is", () => {
    isDrawn = false;
    const { aim, onSettled } = aimed();
    aim.set({ id: TARGET, at: "middle" });
    frames(20);
    expect(onSettled).not.toHaveBeenCalled();
    isDrawn = true;
    frames(4);
    expect(onSettled).toHaveBeenCalledOnce();
  });

  it("is given up after a while, when it is gone, and when the reader takes over", () => {
    isDrawn = false;
    const late = aimed();
    late.aim.set({ id: TARGET, at: 0 });
    frames(100);
    expect(late.onSettled).toHaveBeenCalledOnce();
    const taken = aimed();
    taken.aim.set({ id: TARGET, at: 0 });
    taken.aim.drop();
    taken.aim.drop();
    expect(taken.onSettled).toHaveBeenCalledOnce();
    index = -1;
    const gone = aimed();
    gone.aim.set({ id: TARGET, at: 0 });
    expect(gone.onSettled).toHaveBeenCalledOnce();
  });
});
