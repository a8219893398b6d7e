// How many texts are due: so many a second since the start. Who was held up catches up.
export interface Pace {
  /** The number of the next text when one is due, else nothing. */
  next(): number | undefined;
  readonly written: number;
}

export function createPace(rate: number): Pace {
  const start = performance.now();
  let written = 0;
  return {
    next() {
      if (written >= ((performance.now() - start) / 1000) * rate) return undefined;
      return (written += 1);
    },
    get written() {
      return written;
    },
  };
}
