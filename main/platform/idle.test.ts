import { describe, expect, it } from "vitest";
import { handClock } from "../messaging/testing/hand-clock";
import { watchIdle } from "./idle";

const MINUTE = 60_000;

function watched() {
  const clock = handClock();
  const state: { limit: number | undefined; system: number; idle: number } = { limit: 10 * MINUTE, system: 0, idle: 0 };
  const watch = watchIdle({
    clock,
    limit: () => state.limit,
    systemIdle: () => state.system,
    onIdle: () => (state.idle += 1),
  });
  return { clock, state, watch };
}

describe("nobody there", () => {
  it("is told once when the time is over, and again only after somebody was there", () => {
    const { clock, state, watch } = watched();
    clock.advance(10 * MINUTE - 1000);
    expect(state.idle).toBe(0);
    clock.advance(2000);
    expect(state.idle).toBe(1);
    clock.advance(60 * MINUTE);
    expect(state.idle).toBe(1);
    watch.touched();
    clock.advance(11 * MINUTE);
    expect(state.idle).toBe(2);
  });

  it("is put off by a key or the mouse in the window", () => {
    const { clock, state, watch } = watched();
    for (let minute = 0; minute < 60; minute += 1) {
      clock.advance(MINUTE);
      watch.touched();
    }
    expect(state.idle).toBe(0);
  });

  it("is put off by work in another program when the system can tell", () => {
    const { clock, state } = watched();
    state.system = 3000;
    clock.advance(60 * MINUTE);
    expect(state.idle).toBe(0);
    state.system = 11 * MINUTE;
    clock.advance(MINUTE);
    expect(state.idle).toBe(1);
  });

  it("is told by the window alone when the system says nothing but that somebody is there", () => {
    const { clock, state } = watched();
    state.system = 0;
    clock.advance(11 * MINUTE);
    expect(state.idle).toBe(1);
  });

  it("is told when the computer wakes after a long sleep, in which timers stood still", () => {
    const { clock, state } = watched();
    clock.advance(MINUTE);
    clock.suspend(8 * 60 * MINUTE);
    expect(state.idle).toBe(0);
    clock.advance(6000);
    expect(state.idle).toBe(1);
  });

  it("is told after a long sleep also when somebody is there again first, in the window or elsewhere", () => {
    const inWindow = watched();
    inWindow.state.system = 1000;
    inWindow.clock.advance(MINUTE);
    inWindow.clock.suspend(8 * 60 * MINUTE);
    inWindow.state.system = 0;
    inWindow.watch.touched();
    expect(inWindow.state.idle).toBe(1);
    inWindow.clock.advance(9 * MINUTE);
    expect(inWindow.state.idle).toBe(1);

    const elsewhere = watched();
    elsewhere.state.system = 1000;
    elsewhere.clock.advance(MINUTE);
    elsewhere.clock.suspend(8 * 60 * MINUTE);
    elsewhere.clock.advance(6000);
    expect(elsewhere.state.idle).toBe(1);
  });

  it("does not come from a sleep that is shorter than the limit", () => {
    const { clock, state, watch } = watched();
    clock.advance(MINUTE);
    clock.suspend(5 * MINUTE);
    watch.touched();
    clock.advance(9 * MINUTE);
    expect(state.idle).toBe(0);
  });

  it("is never told without a limit, and soon after there is one", () => {
    const { clock, state } = watched();
    state.limit = undefined;
    clock.advance(600 * MINUTE);
    expect(state.idle).toBe(0);
    state.limit = MINUTE;
    clock.advance(6000);
    expect(state.idle).toBe(1);
  });

  it("does not come from a clock that is set back, and ends with the watch", () => {
    const { clock, state, watch } = watched();
    clock.setBy(-60 * MINUTE);
    clock.advance(5 * MINUTE);
    expect(state.idle).toBe(0);
    watch.stop();
    expect(clock.waiting).toBe(0);
  });
});
