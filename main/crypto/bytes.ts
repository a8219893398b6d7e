// Byte arrays as the rest of the app sees them. Node's crypto answers with Buffers, whose slice, equality and
// JSON differ from Uint8Array's; they end here.
import { timingSafeEqual } from "node:crypto";

/** The same memory as a plain Uint8Array. */
export function plainBytes(buffer: Uint8Array): Uint8Array {
  return new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.byteLength);
}

/**
 * For what is not needed any more. It reaches the memory itself only where that lies outside the engine's heap, whose
 * collections copy things about: what Node's crypto gives does, and so does every array over an ArrayBuffer of its own;
 * `new Uint8Array(n)` of at most 64 bytes does not.
 */
export function wipe(...secrets: readonly Uint8Array[]): void {
  for (const secret of secrets) secret.fill(0);
}

export function concatBytes(...parts: readonly Uint8Array[]): Uint8Array {
  const joined = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    joined.set(part, offset);
    offset += part.length;
  }
  return joined;
}

/** Compares in a time that depends on the lengths only. */
export function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && timingSafeEqual(a, b);
}
