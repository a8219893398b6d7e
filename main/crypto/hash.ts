// SHA-256: fingerprints, replay keys, raw copies.
import { createHash } from "node:crypto";
import { plainBytes } from "./bytes";

/** 32 bytes over the parts one after the other; a string counts as its UTF-8. */
export function sha256(...parts: readonly (Uint8Array | string)[]): Uint8Array {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(part);
  return plainBytes(hash.digest());
}

export function sha256Hex(...parts: readonly (Uint8Array | string)[]): string {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(part);
  return hash.digest("hex");
}
