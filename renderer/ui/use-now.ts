// The present moment for texts that only depend on the day ("Today", "Fri"): it changes at midnight.
import { useEffect, useState } from "react";

export function useDayStart(): number {
  const [start, setStart] = useState(() => new Date().setHours(0, 0, 0, 0));

  useEffect(() => {
    const tomorrow = new Date(start);
    tomorrow.setDate(tomorrow.getDate() + 1);
    const timer = setTimeout(
      () => {
        setStart(new Date().setHours(0, 0, 0, 0));
      },
      Math.max(1000, tomorrow.getTime() - Date.now()),
    );
    return () => {
      clearTimeout(timer);
    };
  }, [start]);

  return start;
}
