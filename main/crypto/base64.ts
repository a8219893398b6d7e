// Base64 of RFC 4648, section 4: padded, no line breaks. Node's decoder skips whatever it does not know, so a
// text is taken only when encoding its bytes again gives the same text.
import { plainBytes } from "./bytes";

export function toBase64(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("base64");
}

/** The bytes, or nothing when the text is not exactly the base64 of some bytes. */
export function fromBase64(text: string): Uint8Array | undefined {
  const bytes = Buffer.from(text, "base64");
  return bytes.toString("base64") === text ? plainBytes(bytes) : undefined;
}
