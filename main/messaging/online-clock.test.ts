import { describe, expect, it } from "vitest";
import { createOnlineClock } from "./online-clock";
import { handClock } from "./testing/hand-clock";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

function started(initial = 0) {
  const clock = handClock();
  const saved: number[] = [];
  const online = createOnlineClock(clock, initial, (total) => saved.push(total));
  return { clock, saved, online };
}

describe("the online clock", () => {
  it("counts only the time online, over all starts", () => {
    const { clock, saved, online } = started(7000);
    clock.advance(HOUR);
    expect(online.total()).toBe(7000);
    online.setOnline(true);
    clock.advance(30_000);
    online.setOnline(false);
    clock.advance(HOUR);
    online.setOnline(true);
    clock.advance(10_000);
    expect(online.total()).toBe(47_000);
    online.stop();
    expect(saved.at(-1)).toBe(47_000);
  });

  it("saves once a minute, so a crash forgets at most that", () => {
    const { clock, saved, online } = started();
    online.setOnline(true);
    clock.advance(3 * MINUTE + 1);
    expect(saved).toEqual([MINUTE, 2 * MINUTE, 3 * MINUTE]);
  });

  it("does not count a night asleep, but for at most one minute", () => {
    const { clock, online } = started();
    online.setOnline(true);
    clock.advance(10_000);
    clock.suspend(8 * HOUR);
    expect(online.total()).toBe(MINUTE);
    clock.advance(10_000);
    expect(online.total()).toBe(MINUTE + 10_000);
  });

  it("neither runs back nor stops when the clock is set back", () => {
    const { clock, online } = started();
    online.setOnline(true);
    clock.advance(20_000);
    clock.setBy(-2 * HOUR);
    expect(online.total()).toBe(0);
    clock.advance(5000);
    expect(online.total()).toBe(5000);
  });

  it("is told the same twice without counting twice", () => {
    const { clock, online, saved } = started();
    online.setOnline(true);
    clock.advance(1000);
    online.setOnline(true);
    clock.advance(1000);
    online.setOnline(false);
    online.setOnline(false);
    expect(online.total()).toBe(2000);
    expect(saved).toEqual([2000]);
  });

  it("leaves no timer behind, and can go on after a pause", () => {
    const { clock, online } = started();
    online.setOnline(true);
    expect(clock.waiting).toBe(1);
    online.setOnline(false);
    expect(clock.waiting).toBe(0);
    online.setOnline(true);
    online.stop();
    expect(clock.waiting).toBe(0);
  });
});
