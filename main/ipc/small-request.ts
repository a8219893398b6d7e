// What a request may be made of before its schema looks at it: a few plain values, texts and numbers. The window is the less
// trusted side; bytes, endless lists and deep trees are refused in a time that does not depend on their size.
const MAX_VALUES = 1000;
const MAX_DEPTH = 8;
/** Of all texts and names together. Far above every legal request; below what would hold the main thread. */
const MAX_CHARACTERS = 1024 * 1024;

/** Whether `params` is plain (as JSON has it, or undefined) and small. Never throws. */
export function isSmallRequest(params: unknown): boolean {
  const left = { values: MAX_VALUES, characters: MAX_CHARACTERS };

  function fits(value: unknown, depth: number): boolean {
    left.values -= 1;
    if (left.values < 0 || depth > MAX_DEPTH) return false;
    if (typeof value === "string") return takes(value);
    if (typeof value === "number") return Number.isFinite(value);
    if (typeof value === "boolean" || value === undefined || value === null) return true;
    if (typeof value !== "object") return false;
    // Before any of them is visited: a list of four billion holes is quickly made.
    if (Array.isArray(value)) return value.length <= left.values && value.every((item) => fits(item, depth + 1));
    if (Object.getPrototypeOf(value) !== Object.prototype) return false;
    for (const name in value) {
      if (!Object.hasOwn(value, name) || !takes(name) || !fits((value as Record<string, unknown>)[name], depth + 1)) return false;
    }
    return true;
  }

  function takes(text: string): boolean {
    left.characters -= text.length;
    return left.characters >= 0;
  }

  return fits(params, 0);
}
