// What changes of texts have in common. A text is one character a byte here, so that also what is not UTF-8 can be made.
import { mutateBytes, repetitions, type Mutation } from "./bytes";
import type { FuzzRandom } from "../random";

export type TextMutation = (text: string, random: FuzzRandom) => string;

/** What a pattern may look at again from each place in it. */
const REPEATED = [" ", " ", "\t", " \t", "\r\n", "\r\n ", "a", "0", "-", "=", "\"", "\\", ".", ",", ";", ";a=b", "<a>", "&amp;"] as const;

/** One of a format's own changes, now and then any change of its bytes, or something repeated anywhere. */
export function oneOf(own: readonly [TextMutation, ...TextMutation[]]): Mutation {
  return (bytes, random) => {
    if (random.oneIn(6)) return mutateBytes(bytes, random);
    const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("latin1");
    const change = random.oneIn(5) ? repeatAnywhere : random.pick(own);
    return Buffer.from(change(text, random), "latin1");
  };
}

const repeatAnywhere: TextMutation = (text, random) =>
  replaceAt(text, random.below(text.length + 1), 0, times(random, random.pick([100, 6000, 30_000, 60_000]), random.pick(REPEATED)));

/** One place where `pattern`, which is global, is found, replaced; nothing where it is not found. */
export function replaceOne(pattern: RegExp, replacement: (found: string, random: FuzzRandom) => string): TextMutation {
  return (text, random) => {
    const places = [...text.matchAll(pattern)];
    const place = places[random.below(places.length)];
    if (place === undefined) return text;
    return replaceAt(text, place.index, place[0].length, replacement(place[0], random));
  };
}

export function replaceAt(text: string, at: number, remove: number, insert: string): string {
  return text.slice(0, at) + insert + text.slice(at + remove);
}

/** `part` up to `most` times. */
export function times(random: FuzzRandom, most: number, part: string): string {
  return part.repeat(repetitions(random, most, part.length));
}
