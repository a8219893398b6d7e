// Lower-case hexadecimal, the form of fingerprints and of hashed destinations.
import { plainBytes } from "./bytes";

export function toHex(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("hex");
}

/** The bytes, or nothing when the text is not pairs of lower-case hexadecimal digits. */
export function fromHex(text: string): Uint8Array | undefined {
  return /^([0-9a-f]{2})*$/.test(text) ? plainBytes(Buffer.from(text, "hex")) : undefined;
}
