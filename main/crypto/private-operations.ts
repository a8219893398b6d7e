// Where an operation with a private key runs: on the thread that asks, or in Node's thread pool. With RSA-2048 it takes
// less than a millisecond, and the way to the pool and back about a tenth of that, so one alone runs where it is asked for.
// Several at once go to the pool and share its threads. What was measured is in bench/results/protocols.md.

/** `here` and `inPool` do the same; one of them is called, and its outcome is the outcome. */
export type RunOperation = <Result>(here: () => Result, inPool: () => Promise<Result>) => Promise<Result>;

/** For the operations of one key; with `small` false none of them is for the thread that asks. */
export function createRunOperation(small: boolean): RunOperation {
  let inProgress = 0;
  return async (here, inPool) => {
    inProgress += 1;
    try {
      // Those that are asked for in the same turn are all counted before the first one is placed.
      await Promise.resolve();
      return small && inProgress === 1 ? here() : await inPool();
    } finally {
      inProgress -= 1;
    }
  };
}
