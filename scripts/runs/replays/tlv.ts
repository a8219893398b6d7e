// DER as bare elements, read and written without the product's code: for changes that leave the meaning of an S/MIME
// message as it is (spec 1.9).

export interface Element {
  readonly tag: number;
  readonly content: Uint8Array;
}

/** The elements that stand one after the other in `bytes`; definite lengths and short tags only, as we write them. */
export function readElements(bytes: Uint8Array): readonly Element[] {
  const elements: Element[] = [];
  for (let at = 0; at < bytes.length; ) {
    const [tag = 0, first = 0] = bytes.subarray(at);
    const lengthBytes = first < 0x80 ? 0 : first & 0x7f;
    const start = at + 2 + lengthBytes;
    const length = first < 0x80 ? first : bytes.subarray(at + 2, start).reduce((sum, byte) => sum * 256 + byte, 0);
    elements.push({ tag, content: bytes.slice(start, start + length) });
    at = start + length;
  }
  return elements;
}

/** DER, or with `extraBytes` a length that is longer than it needs to be. */
export function writeElement({ tag, content }: Element, extraBytes = 0): Uint8Array {
  const length = content.length;
  if (length < 0x80 && extraBytes === 0) return Uint8Array.from([tag, length, ...content]);
  const digits: number[] = [];
  for (let rest = length; rest > 0; rest = Math.floor(rest / 256)) digits.unshift(rest % 256);
  digits.unshift(...Array<number>(extraBytes).fill(0));
  return Uint8Array.from([tag, 0x80 | digits.length, ...digits, ...content]);
}

/** The same element without a length, closed by an end mark (BER). */
export function writeEndless({ tag, content }: Element): Uint8Array {
  return Uint8Array.from([tag, 0x80, ...content, 0, 0]);
}

/** Changes the last child of the last child … `depth` levels below the element. */
export function withLast({ tag, content }: Element, depth: number, change: (last: Element) => Element): Element {
  const children = readElements(content);
  const last = children.at(-1);
  if (last === undefined) throw new RangeError("no element there");
  const changed = depth === 1 ? change(last) : withLast(last, depth - 1, change);
  return { tag, content: Buffer.concat([...children.slice(0, -1), changed].map((element) => writeElement(element))) };
}
