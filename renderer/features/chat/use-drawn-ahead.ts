// How far from the screen the log draws its rows. Where other rows took the place of all, what is on screen comes first and
// the rest step by step in the frames after: all of it at once takes two to three frames' time.
import { useEffect, useState } from "react";
import { atNextFrame } from "./next-frame";

/** Rows so near to the screen are drawn and know their sizes: nothing moves when a quick reader comes to them. */
const DRAWN_AHEAD = 600;
/** More of it with each frame. */
const STEP = 150;

/** In CSS px, at either side of the screen. It begins anew with each generation of rows. */
export function useDrawnAhead(generation: number): number {
  const [drawn, setDrawn] = useState({ generation, ahead: 0 });
  const ahead = drawn.generation === generation ? drawn.ahead : 0;
  useEffect(() => {
    if (ahead >= DRAWN_AHEAD) return undefined;
    return atNextFrame(() => {
      setDrawn({ generation, ahead: ahead + STEP });
    });
  }, [generation, ahead]);
  return ahead;
}
