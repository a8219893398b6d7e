// The present moment for texts that only depend on the day ("Today", "Fri"): it changes at midnight. One timer for
// everybody who shows such a text: every message of a log does.
import { useSyncExternalStore } from "react";

const startOfToday = (): number => new Date().setHours(0, 0, 0, 0);

let start = startOfToday();
let timer: ReturnType<typeof setTimeout> | undefined;
const listeners = new Set<() => void>();

function wait(): void {
  const tomorrow = new Date(start);
  tomorrow.setDate(tomorrow.getDate() + 1);
  timer = setTimeout(
    () => {
      start = startOfToday();
      wait();
      for (const listener of listeners) listener();
    },
    Math.max(1000, tomorrow.getTime() - Date.now()),
  );
}

function listen(listener: () => void): () => void {
  listeners.add(listener);
  if (timer === undefined) {
    start = startOfToday();
    wait();
  }
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearTimeout(timer);
    timer = undefined;
  };
}

export function useDayStart(): number {
  return useSyncExternalStore(listen, () => {
    // Before the first listener nobody has kept it up to date.
    if (timer === undefined) start = startOfToday();
    return start;
  });
}
