// What something costs with 1, 10 and 100 times the data. Nothing on a hot path may grow faster than n log n.

export interface Growth {
  readonly name: string;
  /** What grows, for people: "messages in the conversation". */
  readonly of: string;
  /** `operation`: the cost of one operation on so much data, which may grow as log n; `all`: of all the data, as n log n. */
  readonly cost: "operation" | "all";
  readonly unit: "ms" | "MB" | "µs";
  /** Three of them, the data growing ten times each. */
  readonly points: readonly { readonly data: number; readonly value: number }[];
}

export interface JudgedGrowth extends Growth {
  /** How much the last point costs more than the first one. */
  readonly factor: number;
  readonly allowed: number;
  readonly ok: boolean;
}

/** Measured on a machine that does other things as well: half as much again is noise. */
const NOISE = 1.5;

export function judgeGrowth(growth: Growth): JudgedGrowth {
  const first = growth.points[0];
  const last = growth.points.at(-1);
  if (first === undefined || last === undefined || first === last) throw new Error(`${growth.name}: growth needs more than one point`);
  const logarithms = Math.log(last.data) / Math.log(Math.max(2, first.data));
  const allowed = NOISE * (growth.cost === "operation" ? logarithms : logarithms * (last.data / first.data));
  const factor = last.value / first.value;
  return { ...growth, factor, allowed, ok: factor <= allowed };
}
