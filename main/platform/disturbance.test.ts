import { describe, expect, it } from "vitest";
import { createManualClock } from "../sip/testing/manual-clock";
import { watchDisturbances, type Disturbance } from "./disturbance";

const MINUTE = 60_000;

function watching() {
  const time = createManualClock();
  let jumped = 0;
  const clock = { ...time, now: () => time.now() + jumped };
  const heard: Disturbance[] = [];
  const state = { network: "eth0 192.0.2.7" };
  const stop = watchDisturbances({ clock, network: () => state.network, onDisturbance: (what) => heard.push(what) });
  return {
    heard,
    state,
    stop,
    pending: time.pending,
    pass: time.advance,
    /** The wall clock goes on and no timer does. */
    sleep: (by: number) => {
      jumped += by;
    },
  };
}

describe("a watch over network and sleep", () => {
  it("is silent while nothing changes", () => {
    const { heard, pass } = watching();
    pass(10 * MINUTE);
    expect(heard).toEqual([]);
  });

  it("hears of another network within seconds, once for each change", () => {
    const { heard, state, pass } = watching();
    state.network = "wlan0 198.51.100.3";
    pass(5_000);
    expect(heard).toEqual(["network-changed"]);
    pass(MINUTE);
    state.network = "";
    pass(5_000);
    state.network = "wlan0 198.51.100.3";
    pass(5_000);
    expect(heard).toEqual(["network-changed", "network-changed", "network-changed"]);
  });

  it("hears that the computer slept, once, within seconds of the wake", () => {
    const { heard, pass, sleep } = watching();
    pass(MINUTE);
    sleep(8 * 60 * MINUTE);
    pass(5_000);
    expect(heard).toEqual(["slept"]);
    pass(MINUTE);
    expect(heard).toHaveLength(1);
  });

  it("takes a tick that a busy machine delays a little for nothing, and a clock set back as well", () => {
    const { heard, pass, sleep } = watching();
    sleep(4_000);
    pass(5_000);
    sleep(-3 * 60 * MINUTE);
    pass(5_000);
    expect(heard).toEqual([]);
  });

  it("says one thing when a computer wakes up in another network", () => {
    const { heard, state, pass, sleep } = watching();
    sleep(60 * MINUTE);
    state.network = "wlan0 198.51.100.3";
    pass(5_000);
    expect(heard).toEqual(["network-changed"]);
  });

  it("tells of a network that flickers three times a minute at most, and of the last change in the end", () => {
    const { heard, state, pass } = watching();
    for (let change = 0; change < 24; change += 1) {
      state.network = `tun0 10.0.0.${String(change)}`;
      pass(5_000);
      if (change === 2) expect(heard).toHaveLength(3);
    }
    const atFirst = heard.length;
    expect(atFirst).toBeLessThanOrEqual(9);
    pass(MINUTE);
    expect(heard.length).toBe(atFirst + 1);
    pass(10 * MINUTE);
    expect(heard.length).toBe(atFirst + 1);
  });

  it("tells at once of a wake after a network that flickered", () => {
    const { heard, state, pass, sleep } = watching();
    for (let change = 0; change < 6; change += 1) {
      state.network = `tun0 10.0.0.${String(change)}`;
      pass(5_000);
    }
    sleep(8 * 60 * MINUTE);
    pass(5_000);
    expect(heard).toHaveLength(4);
  });

  it("leaves nothing running when it stops", () => {
    const { stop, pending } = watching();
    stop();
    expect(pending()).toEqual([]);
  });
});
