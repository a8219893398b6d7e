// Alice and Bob of the vectors (RSA-2048), who write to each other in benchmarks.
import { join } from "node:path";
import { readCorpus, type Corpus } from "../../scripts/fuzz/corpus";

export type { Corpus } from "../../scripts/fuzz/corpus";
export { bobReads, seal } from "../../scripts/fuzz/sealing";

/** Benchmarks are bundled into dist/bench. */
export function twoPeople(): Promise<Corpus> {
  return readCorpus(join(import.meta.dirname, "..", ".."));
}
