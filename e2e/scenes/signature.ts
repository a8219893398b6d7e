// What is kept of a picture to notice when a screen changes its look: the mean brightness and colour of each block of
// 16 × 16 pixels. That is small enough for the repository, sees a moved word or a changed mark, and does not care how a
// font's edges were smoothed. How two of them are compared, too.
import { deflateSync, inflateSync } from "node:zlib";
import { PNG } from "pngjs";

const BLOCK = 16;
/** Values are kept in steps of 3 (brightness) and 6 (colour), each in a byte. */
const BRIGHT_STEP = 3;
const COLOR_STEP = 6;

/** A block counts as different from this change on, of 255. */
const NOTICED = 5;
/** So many noticed blocks may be chance; one that differs by CLEAR is none. */
const CHANCE = 2;
const CLEAR = 12;

export interface Signature {
  readonly width: number;
  readonly height: number;
  /** Of each block in its order from the top: brightness, then the two colour differences, all blocks of a kind together. */
  readonly values: Uint8Array;
}

export interface Difference {
  /** Indexes of blocks, row by row. */
  readonly blocks: readonly number[];
  /** In a row of blocks. */
  readonly columns: number;
  /** A picture of another size differs everywhere. */
  readonly size: boolean;
  readonly matters: boolean;
}

export function signatureOf(png: Buffer): Signature {
  const { width, height, data } = PNG.sync.read(png);
  const columns = Math.ceil(width / BLOCK);
  const count = columns * Math.ceil(height / BLOCK);
  const values = new Uint8Array(count * 3);
  for (let block = 0; block < count; block += 1) {
    const left = (block % columns) * BLOCK;
    const top = Math.floor(block / columns) * BLOCK;
    const [right, bottom] = [Math.min(left + BLOCK, width), Math.min(top + BLOCK, height)];
    let [red, green, blue] = [0, 0, 0];
    for (let y = top; y < bottom; y += 1) {
      for (let at = (y * width + left) * 4, end = (y * width + right) * 4; at < end; at += 4) {
        red += data[at] ?? 0;
        green += data[at + 1] ?? 0;
        blue += data[at + 2] ?? 0;
      }
    }
    const pixels = (right - left) * (bottom - top);
    const bright = (0.299 * red + 0.587 * green + 0.114 * blue) / pixels;
    values[block] = Math.round(bright / BRIGHT_STEP);
    values[count + block] = Math.round((128 + (blue / pixels - bright) / 2) / COLOR_STEP);
    values[2 * count + block] = Math.round((128 + (red / pixels - bright) / 2) / COLOR_STEP);
  }
  return { width, height, values };
}

export function compareSignatures(now: Signature, before: Signature): Difference {
  const columns = Math.ceil(now.width / BLOCK);
  if (now.width !== before.width || now.height !== before.height) return { blocks: [], columns, size: true, matters: true };
  const count = now.values.length / 3;
  const blocks: number[] = [];
  let clear = false;
  for (let block = 0; block < count; block += 1) {
    const change = Math.max(
      ...[BRIGHT_STEP, COLOR_STEP, COLOR_STEP].map((step, kind) => {
        const index = kind * count + block;
        // A step more or less is how a value happened to be rounded.
        return Math.max(0, Math.abs((now.values[index] ?? 0) - (before.values[index] ?? 0)) - 1) * step;
      }),
    );
    if (change >= NOTICED) blocks.push(block);
    if (change >= CLEAR) clear = true;
  }
  return { blocks, columns, size: false, matters: clear || blocks.length > CHANCE };
}

export function writeSignature({ width, height, values }: Signature): string {
  // Neighbours are alike: what is kept is how each differs from the one before.
  const steps = values.map((value, index) => value - (values[index - 1] ?? 0));
  return `${width}x${height}:${deflateSync(steps, { level: 9 }).toString("base64")}`;
}

export function readSignature(text: string): Signature {
  const [, width, height, packed = ""] = /^(\d+)x(\d+):(.*)$/.exec(text) ?? [];
  const values = new Uint8Array(inflateSync(Buffer.from(packed, "base64")));
  for (let index = 1; index < values.length; index += 1) values[index] = (values[index] ?? 0) + (values[index - 1] ?? 0);
  return { width: Number(width), height: Number(height), values };
}

/** The picture in grey, with the blocks that differ in red. */
export function differenceMap(png: Buffer, { blocks, columns }: Difference): Buffer {
  const picture = PNG.sync.read(png);
  const marked = new Set(blocks);
  for (let at = 0; at < picture.data.length; at += 4) {
    const x = (at / 4) % picture.width;
    const y = Math.floor(at / 4 / picture.width);
    const isMarked = marked.has(Math.floor(y / BLOCK) * columns + Math.floor(x / BLOCK));
    const grey = 128 + ((picture.data[at] ?? 0) + (picture.data[at + 1] ?? 0) + (picture.data[at + 2] ?? 0)) / 6;
    picture.data.set(isMarked ? [255, grey - 128, grey - 128, 255] : [grey, grey, grey, 255], at);
  }
  return PNG.sync.write(picture);
}
