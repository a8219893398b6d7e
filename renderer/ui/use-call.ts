// Does something when a counter has grown since this view appeared. So a key pressed anywhere can bring
// the keyboard to a field without either knowing the other.
import { useEffect, useRef } from "react";

export function useCall(count: number, act: () => void): void {
  const seen = useRef(count);

  useEffect(() => {
    if (seen.current === count) return;
    seen.current = count;
    act();
  });
}
