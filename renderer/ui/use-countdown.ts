// Whole seconds until a moment, counted down to 0, ticking exactly when the number changes.
import { useEffect, useState } from "react";

function secondsUntil(at: number): number {
  return Math.max(0, Math.ceil((at - Date.now()) / 1000));
}

/** `at` in milliseconds since 1970. */
export function useCountdown(at: number): number {
  const [seconds, setSeconds] = useState(() => secondsUntil(at));

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const tick = (): void => {
      setSeconds(secondsUntil(at));
      const left = at - Date.now();
      if (left > 0) timer = setTimeout(tick, left % 1000 || 1000);
    };
    tick();
    return () => {
      clearTimeout(timer);
    };
  }, [at]);

  return seconds;
}
