// One measured figure beside its limit. What `--json` writes of it is exactly Row; the times are for people.

/** What a figure is, in which unit, and which way is good. The ratio of every figure is value / limit. */
export const METRICS = {
  "operations/s": "higher",
  "messages/s": "higher",
  "times one thread": "higher",
  "characters": "lower",
  "wrong outcomes": "lower",
  "transactions": "lower",
  "p50 ms": "lower",
  "p95 ms": "lower",
  "p99 ms": "lower",
  "loop delay p99 ms": "lower",
  "processor ms": "lower",
  "frame p99 ms": "lower",
  "rows": "lower",
  "MB": "lower",
  "% of a core": "lower",
} as const satisfies Readonly<Record<string, "higher" | "lower">>;

export type Metric = keyof typeof METRICS;

export interface Row {
  readonly name: string;
  readonly metric: Metric;
  readonly value: number;
  /** Measured in the same run (what the bare libraries reach), or the fixed limit of the issue. */
  readonly limit: number;
  /** value / limit; the value itself where the limit is 0. */
  readonly ratio: number;
  /** What the ratio has to reach where higher is good, and must not exceed where lower is. */
  readonly target: number;
  readonly ok: boolean;
}

/** A row with what people want to see besides. */
export interface Figure extends Row {
  /**
   * `raw`: the limit was measured in the same run; `count`: value and limit are no times. Both are the program's own, and
   * are compared with the last committed ones. `clock`: a time beside a fixed limit, or what a second
   * processor gives, both of which tell of the machine too.
   */
  readonly against: "raw" | "count" | "clock";
  /** Milliseconds of one operation of ours. */
  readonly p50?: number | undefined;
  readonly p99?: number | undefined;
}

export interface Measured {
  readonly name: string;
  readonly metric: Metric;
  readonly value: number;
  readonly limit: number;
  readonly target: number;
  readonly against: Figure["against"];
  /** Where the ratio is not that of the two values: the middle one of many interleaved rounds. */
  readonly ratio?: number | undefined;
  readonly p50?: number | undefined;
  readonly p99?: number | undefined;
}

export function figure({ ratio: given, ...measured }: Measured): Figure {
  const { metric, value, limit, target } = measured;
  const ratio = given ?? (limit === 0 ? value : value / limit);
  const ok = METRICS[metric] === "higher" ? ratio >= target : ratio <= target;
  return { ...measured, ratio, ok };
}

/** As `--json` has it. */
export function rowOf({ name, metric, value, limit, ratio, target, ok }: Figure): Row {
  return { name, metric, value: rounded(value), limit: rounded(limit), ratio: rounded(ratio), target, ok };
}

/** Four digits that count: more are noise, fewer would hide a loss. */
export function rounded(value: number): number {
  return Number(value.toPrecision(4));
}
