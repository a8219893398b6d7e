// The app's sign (renderer/ui/Logo.tsx) and the badge of unread texts as pixels, drawn here so that no picture has to be
// shipped in every size that a tray may want. A shape says what colour a point of the 48 by 48 field has; pixels are
// the mean of several points, which makes smooth edges.

/** Red, green, blue, each 0 to 255; undefined: nothing is there. */
export type Color = readonly [number, number, number] | undefined;
/** In the coordinates of the sign: 0 to 48. */
export type Shape = (x: number, y: number) => Color;

export const FIELD = 48;

const ACCENT: Color = [0x32, 0x53, 0xc5];
const WHITE: Color = [255, 255, 255];
const BADGE: Color = [0xb0, 0x27, 0x1f];
/** Radius of the perforation's holes, whose centres lie along the edges. */
const HOLE = 2.6;
const EDGE = [4, 12, 20, 28, 36, 44] as const;
const CHECK = [
  [16, 24.5],
  [21.6, 30.1],
  [32.5, 18],
] as const;

/** The stamp with its check. `mono`: black only, the check left out, as the menu bar of macOS wants it. */
export function stampShape({ mono }: { readonly mono: boolean }): Shape {
  const ground: Color = mono ? [0, 0, 0] : ACCENT;
  const check: Color = mono ? undefined : WHITE;
  return (x, y) => {
    if (x < 4 || x > 44 || y < 4 || y > 44) return undefined;
    const nearEdge = Math.min(x - 4, 44 - x, y - 4, 44 - y) < HOLE;
    const isHole = nearEdge && EDGE.some((at) => [[at, 4], [at, 44], [4, at], [44, at]].some(([cx = 0, cy = 0]) => Math.hypot(x - cx, y - cy) < HOLE));
    if (isHole) return undefined;
    return isOnCheck(x, y) ? check : ground;
  };
}

function isOnCheck(x: number, y: number): boolean {
  const [start, turn, end] = CHECK;
  return Math.min(distance(x, y, start, turn), distance(x, y, turn, end)) <= 2.2;
}

type Point = readonly [number, number];

/** Of a point from a line with ends. */
function distance(x: number, y: number, [ax, ay]: Point, [bx, by]: Point): number {
  const [dx, dy] = [bx - ax, by - ay];
  const along = Math.max(0, Math.min(1, ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy)));
  return Math.hypot(x - ax - along * dx, y - ay - along * dy);
}

/** Three by five points each; the bits of a line, from left to right. */
const GLYPHS: Readonly<Record<string, readonly number[]>> = {
  "1": [0b010, 0b110, 0b010, 0b010, 0b111],
  "2": [0b111, 0b001, 0b111, 0b100, 0b111],
  "3": [0b111, 0b001, 0b111, 0b001, 0b111],
  "4": [0b101, 0b101, 0b111, 0b001, 0b001],
  "5": [0b111, 0b100, 0b111, 0b001, 0b111],
  "6": [0b111, 0b100, 0b111, 0b101, 0b111],
  "7": [0b111, 0b001, 0b010, 0b010, 0b010],
  "8": [0b111, 0b101, 0b111, 0b101, 0b111],
  "9": [0b111, 0b101, 0b111, 0b001, 0b111],
  "+": [0b000, 0b010, 0b111, 0b010, 0b000],
};

/** What a badge says: more than nine would not be read at this size. */
export function badgeText(count: number): string {
  return count > 9 ? "9+" : String(count);
}

/** A disc around `centre` with the count in it. */
export function badgeShape(count: number, [cx, cy]: Point, radius: number): Shape {
  const text = badgeText(count);
  const point = radius / (text.length === 1 ? 4.4 : 5.2);
  const width = (text.length * 4 - 1) * point;
  const [left, top] = [cx - width / 2, cy - 2.5 * point];
  return (x, y) => {
    if (Math.hypot(x - cx, y - cy) > radius) return undefined;
    const [column, row] = [Math.floor((x - left) / point), Math.floor((y - top) / point)];
    if (column < 0 || row < 0 || row > 4) return BADGE;
    const bits = GLYPHS[text[Math.floor(column / 4)] ?? ""]?.[row] ?? 0;
    return column % 4 < 3 && (bits & (4 >> (column % 4))) !== 0 ? WHITE : BADGE;
  };
}

/** The upper shape where it is, else the lower one. */
export function over(upper: Shape, lower: Shape): Shape {
  return (x, y) => upper(x, y) ?? lower(x, y);
}

const POINTS = 4;

/** `size` by `size` pixels of blue, green, red and opacity, colours multiplied by it, as Electron takes them. */
export function drawPixels(shape: Shape, size: number): Uint8Array {
  const pixels = new Uint8Array(size * size * 4);
  const step = FIELD / size / POINTS;
  for (let index = 0; index < size * size; index += 1) {
    const sum = [0, 0, 0, 0];
    for (let point = 0; point < POINTS * POINTS; point += 1) {
      const x = ((index % size) * POINTS + (point % POINTS) + 0.5) * step;
      const y = (Math.floor(index / size) * POINTS + Math.floor(point / POINTS) + 0.5) * step;
      const color = shape(x, y);
      if (color !== undefined) [color[2], color[1], color[0], 255].forEach((value, at) => (sum[at] = (sum[at] ?? 0) + value));
    }
    pixels.set(sum.map((value) => Math.round(value / POINTS / POINTS)), index * 4);
  }
  return pixels;
}
