import { describe, expect, it } from "vitest";
import { makeSchedule, type ScheduleOptions } from "./schedule";

const long: ScheduleOptions = { cycles: 200, messages: 2000, seed: 1, server: "embedded" };

describe("the schedule of a run", () => {
  it("is the same for the same seed and another one for another", () => {
    expect(makeSchedule(long)).toEqual(makeSchedule({ ...long }));
    expect(makeSchedule({ ...long, seed: 2 })).not.toEqual(makeSchedule(long));
  });

  it("kills each of the three, at random and at every kind of place", () => {
    const schedule = makeSchedule(long);
    expect(new Set(schedule.map(({ victim }) => victim))).toEqual(new Set(["alice", "bob", "server"]));
    const places = schedule.map(({ moment }) => (moment.type === "at-point" ? moment.trap.point : moment.type));
    expect([...new Set(places)].sort()).toEqual(
      [
        ...["after-answer", "after-commit", "after-send", "after-write", "and-while-starting", "at-random"],
        ...["before-answer", "before-outcome", "before-send", "before-write", "in-commit"],
      ].sort(),
    );
  });

  it("spreads the texts over the cycles and leaves some for the time after them", () => {
    const goals = makeSchedule({ ...long, cycles: 4, messages: 50 }).map(({ upTo }) => upTo);
    expect(goals).toEqual([10, 20, 30, 40]);
  });

  it("kills Kamailio from outside only", () => {
    const moments = makeSchedule({ ...long, server: "kamailio" }).flatMap(({ victim, moment }) => (victim === "server" ? [moment.type] : []));
    expect(moments.length).toBeGreaterThan(0);
    expect(moments.filter((type) => type !== "at-random")).toEqual([]);
  });
});
