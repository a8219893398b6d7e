// How far a backlog is: after a long time offline the server hands over everything at once, and opening it takes a while.
// Only what takes longer than a blink is told, so that a usual moment of messages shows nothing.
import type { Millis } from "../../shared/ids";
import type { Clock } from "./ports";

/** Shorter work is not worth a line. */
export const QUIET: Millis = 1000;

/** Messages opened so far, of all that have come. Both 0: it is over. */
export type ReportBacklog = (opened: number, total: number) => void;

export interface Backlog {
  /** There may be something to open. */
  begin(): void;
  /** So many more were opened; so many wait. */
  went(opened: number, waiting: number): void;
  end(): void;
}

export function createBacklog(clock: Pick<Clock, "now">, report: ReportBacklog): Backlog {
  let since: Millis | undefined;
  let opened = 0;
  let told = false;
  return {
    begin() {
      since ??= clock.now();
    },
    went(more, waiting) {
      opened += more;
      if (since === undefined || waiting === 0) return;
      if (!told && clock.now() - since < QUIET) return;
      told = true;
      report(opened, opened + waiting);
    },
    end() {
      if (told) report(0, 0);
      since = undefined;
      opened = 0;
      told = false;
    },
  };
}
