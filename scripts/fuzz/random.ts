// Chance that can be repeated: the same words give the same numbers on every machine. Each input of a run has a source
// of its own, so that input 4711 of a target is the same whatever was run before it.

export interface FuzzRandom {
  /** Uniform in 0 … 2³²−1. */
  uint32(): number;
  /** Uniform in 0 … limit−1; 0 for a limit of 0. */
  below(limit: number): number;
  /** True once in `times` times. */
  oneIn(times: number): boolean;
  pick<Value>(values: readonly [Value, ...Value[]]): Value;
  pick<Value>(values: readonly Value[]): Value | undefined;
  bytes(length: number): Uint8Array;
  /** 1 … most, small numbers far more often than large ones. */
  size(most: number): number;
}

/** A source for what `words` name together. */
export function fuzzRandom(...words: readonly (string | number)[]): FuzzRandom {
  const uint32 = sfc32(words.join("\0"));
  const below = (limit: number): number => (limit <= 0 ? 0 : uint32() % limit);
  return {
    uint32,
    below,
    oneIn: (times) => below(times) === 0,
    pick: <Value>(values: readonly Value[]): Value => values[below(values.length)] as Value,
    bytes: (length) => Uint8Array.from({ length }, () => uint32()),
    size: (most) => 1 + below(2 ** below(Math.ceil(Math.log2(most + 1)) + 1)) % most,
  };
}

/** Doty-Humphrey's small fast counting generator, started from an FNV-1a hash for each of its words. */
function sfc32(name: string): () => number {
  let [a, b, c] = [fnv1a(name, 1), fnv1a(name, 2), fnv1a(name, 3)];
  let counter = 1;
  const next = (): number => {
    const sum = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return sum >>> 0;
  };
  for (let round = 0; round < 12; round++) next();
  return next;
}

function fnv1a(text: string, variant: number): number {
  let hash = (2166136261 ^ variant) >>> 0;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 16777619);
  return hash >>> 0;
}
