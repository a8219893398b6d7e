// Whether memory grows (lesson 13: memory is bounded). A line is laid through the samples after the warm-up, by the
// median of the slopes between all pairs of them (Theil and Sen): a few high samples, as a collection of garbage leaves
// them, do not tilt it. What counts is how much the line rises over the rest of the run, relative to where it begins.

export interface Sample {
  /** Seconds since the start of the run. */
  readonly at: number;
  readonly megabytes: number;
}

export interface Trend {
  /** Where the line is when the warm-up ends, and at the end of the run. */
  readonly warmMb: number;
  readonly endMb: number;
  readonly trendPercent: number;
  readonly grows: boolean;
}

/** More than this is growth. */
const LIMIT_PERCENT = 10;

/** The first fifth of a run but at least a minute; in a short run a third of it. */
export function warmUpSeconds(run: number): number {
  return Math.min(Math.max(60, run / 5), run / 3);
}

/**
 * `floorMb`: growth below it is noise, whatever its share. Throws a RangeError for fewer than three samples after the
 * warm-up, which show nothing.
 */
export function trendOf(samples: readonly Sample[], run: number, floorMb: number): Trend {
  const warmUp = warmUpSeconds(run);
  const warm = samples.filter(({ at }) => at >= warmUp);
  const last = warm.at(-1);
  if (last === undefined || warm.length < 3) throw new RangeError("too few samples");
  const slope = median(slopes(warm));
  const start = median(warm.map(({ at, megabytes }) => megabytes - slope * (at - warmUp)));
  const growth = slope * (last.at - warmUp);
  const percent = (growth / start) * 100;
  return {
    warmMb: round(start),
    endMb: round(start + growth),
    trendPercent: round(percent),
    grows: percent > LIMIT_PERCENT && growth > floorMb,
  };
}

function slopes(samples: readonly Sample[]): readonly number[] {
  return samples.flatMap((a, index) => samples.slice(index + 1).map((b) => (b.megabytes - a.megabytes) / (b.at - a.at)));
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >>> 1;
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? 0) + upper) / 2;
}

const round = (value: number): number => Math.round(value * 10) / 10;
