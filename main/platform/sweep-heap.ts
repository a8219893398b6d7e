// What a closed account leaves on this process's JavaScript heap: texts, addresses, the passphrase, all strings that nobody
// can wipe. A collection gives their memory back, and V8 fills what it gives back with zeros when it is told to. That
// costs time at each collection, so it is told only for this one. Takes some 50 ms.
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

/** The engine gives memory back on other threads after the collection, within milliseconds. */
const GIVEN_BACK_MS = 2000;

/** Collects everything that nobody refers to, and overwrites it. */
export function sweepHeap(): void {
  setFlagsFromString("--clear-free-memory");
  // A context that is made under this flag has the function; no page and no script of ours has.
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc") as () => void;
  setFlagsFromString("--no-expose-gc");
  collect();
  setTimeout(() => { setFlagsFromString("--no-clear-free-memory"); }, GIVEN_BACK_MS);
}
