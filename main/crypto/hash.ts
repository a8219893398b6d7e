// SHA-256: fingerprints, replay keys, raw copies. S/MIME names its own hash.
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

/** For formats that leave the choice of the hash to the message. */
export function digest(hash: "sha1" | "sha256" | "sha384" | "sha512", data: Uint8Array): Uint8Array {
  return plainBytes(createHash(hash).update(data).digest());
}
