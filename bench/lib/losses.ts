// What CI holds against the last committed figures: ratios, never times. A ratio to a fixed number of milliseconds is a
// time in disguise and left out (`against: "clock"`).
import { METRICS, type Figure, type Row } from "./row";

/** A loss of more than this share fails. */
const MOST_LOSS = 0.2;

export interface Loss {
  readonly name: string;
  readonly metric: string;
  readonly before: number;
  readonly now: number;
}

/** Figures that got worse than the committed rows by more than a fifth; of those without a committed row nothing is known. */
export function lossesOf(figures: readonly Figure[], committed: readonly Row[]): readonly Loss[] {
  return figures.flatMap((now) => {
    const before = committed.find(({ name, metric }) => name === now.name && metric === now.metric);
    if (before === undefined || now.against === "clock") return [];
    const lost = METRICS[now.metric] === "higher" ? now.ratio < before.ratio * (1 - MOST_LOSS) : now.ratio > before.ratio * (1 + MOST_LOSS);
    return lost ? [{ name: now.name, metric: now.metric, before: before.ratio, now: now.ratio }] : [];
  });
}
