// Which faults really hit: what was chosen for a frame that never came past is not counted.
export interface Hits {
  /** Requests and responses that reached the proxy. */
  readonly frames: number;
  readonly lostRequests: number;
  readonly lostResponses: number;
  readonly duplicated: number;
  /** Overtaken by at least one other frame. */
  readonly reordered: number;
  readonly late: number;
  readonly delayed: number;
  readonly halfOpen: number;
  readonly frozen: number;
  readonly slowReader: number;
  readonly reset: number;
  /** Answers made up, by status. */
  readonly answered: Readonly<Record<number, number>>;
}

type Counter = Exclude<keyof Hits, "answered">;

export interface HitCounter {
  readonly hits: Hits;
  hit(what: Counter): void;
  answered(status: number): void;
}

export function countHits(): HitCounter {
  const answered: Record<number, number> = {};
  const counts: Record<Counter, number> = {
    frames: 0,
    lostRequests: 0,
    lostResponses: 0,
    duplicated: 0,
    reordered: 0,
    late: 0,
    delayed: 0,
    halfOpen: 0,
    frozen: 0,
    slowReader: 0,
    reset: 0,
  };
  return {
    get hits() {
      return { ...counts, answered: { ...answered } };
    },
    hit: (what) => void (counts[what] += 1),
    answered: (status) => void (answered[status] = (answered[status] ?? 0) + 1),
  };
}
