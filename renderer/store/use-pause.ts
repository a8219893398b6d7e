// After several wrong passphrases main takes the next one only after a pause; the error says until when.
import { useCountdown } from "../ui/use-countdown";
import type { Action } from "./use-action";

/** Whole seconds until the next passphrase is taken, counted down to 0. */
export function usePause({ problem, details }: Action): number {
  const { until } = details;
  return useCountdown(problem !== undefined && typeof until === "number" ? until : 0);
}
