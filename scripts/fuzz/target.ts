// What is fuzzed: a reader of the product with the inputs that are made for it, and what it may do with them.
import { READ_ERROR_CODES, type ErrorCode } from "../../shared/errors";
import type { Mutation } from "./changes/bytes";
import type { FuzzRandom } from "./random";

/** A reader that is ready for one input. */
export interface Reading {
  /** True for what was accepted. What it refuses it may also throw as a StampError with one of the target's codes. */
  read(): boolean | Promise<boolean>;
  /** Frees what `prepare` has made. */
  end?(): Promise<void>;
}

export interface FuzzTarget {
  readonly name: string;
  /** Inputs in one turn of a run. Chosen so that turns of different targets take about the same time. */
  readonly perTurn: number;
  readonly generate: (random: FuzzRandom) => Uint8Array;
  /** Everything that is not the reader's own work; neither timed nor measured. */
  readonly prepare: (input: Uint8Array) => Reading | Promise<Reading>;
  readonly codes: readonly ErrorCode[];
}

interface TargetOptions extends Omit<FuzzTarget, "generate" | "codes"> {
  readonly seeds: readonly Uint8Array[];
  readonly mutate: Mutation;
  /** Codes with which it may refuse; those of reading a message unless told. */
  readonly codes?: readonly ErrorCode[];
}

const LONGEST_RANDOM = 4096;
const MOST_CHANGES = 6;
/** Beyond every limit of every reader. */
const LONGEST = 128 * 1024;

/** A target whose inputs are valid ones with a few changes, a valid one now and then, and pure chance. */
export function fuzzTarget({ seeds, mutate, codes = READ_ERROR_CODES, ...target }: TargetOptions): FuzzTarget {
  if (seeds.length === 0) throw new Error(`${target.name} has no valid input to start from`);
  const generate = (random: FuzzRandom): Uint8Array => {
    if (random.oneIn(16)) return random.bytes(random.size(LONGEST_RANDOM));
    let input = random.pick(seeds) ?? new Uint8Array(0);
    if (random.oneIn(64)) return input;
    for (let changes = random.size(MOST_CHANGES); changes > 0; changes--) input = mutate(input, random).subarray(0, LONGEST);
    return input;
  };
  return { ...target, codes, generate };
}

/** For readers that accept whatever they do not throw at; `decode` makes ready what they take. */
export function reads<Input>(decode: (input: Uint8Array) => Input, read: (input: Input) => unknown): FuzzTarget["prepare"] {
  return (bytes) => {
    const input = decode(bytes);
    return {
      read: () => {
        read(input);
        return true;
      },
    };
  };
}
