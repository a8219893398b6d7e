import { expect, it } from "vitest";
import { createBacklog, QUIET } from "./backlog";
import { handClock } from "./testing/hand-clock";

function watched() {
  const clock = handClock();
  const told: string[] = [];
  const backlog = createBacklog(clock, (opened, total) => told.push(`${String(opened)}/${String(total)}`));
  return { clock, told, backlog };
}

it("is not told of when everything is opened within a moment", () => {
  const { clock, told, backlog } = watched();
  backlog.begin();
  backlog.went(32, 100);
  clock.advance(QUIET - 1);
  backlog.went(32, 68);
  backlog.went(68, 0);
  backlog.end();
  expect(told).toEqual([]);
});

it("is told of once it has taken a second, with what came meanwhile, and that it is over", () => {
  const { clock, told, backlog } = watched();
  backlog.begin();
  backlog.went(32, 300);
  clock.advance(QUIET);
  backlog.went(32, 268);
  backlog.went(32, 300);
  backlog.went(300, 0);
  backlog.end();
  expect(told).toEqual(["64/332", "96/396", "0/0"]);
});

it("begins anew with the next one", () => {
  const { clock, told, backlog } = watched();
  backlog.begin();
  clock.advance(QUIET);
  backlog.end();
  backlog.begin();
  backlog.went(32, 10);
  expect(told).toEqual([]);
});
