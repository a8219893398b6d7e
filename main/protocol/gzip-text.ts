// Text ⇄ gzip of its UTF-8 (spec 1.6). Decompression stops at the cap while it runs, so a bomb costs one megabyte and
// a few milliseconds whatever it would grow to. Several gzip members are one text, and each CRC is checked.
import { gunzipSync, gzipSync } from "node:zlib";
import { StampError } from "../../shared/errors";
import { decodeUtf8, encodeUtf8 } from "./utf8";

/** Bytes of UTF-8 that a received text may have. */
export const MAX_RECEIVED_TEXT = 1024 * 1024;

export function gzipText(text: string): Uint8Array {
  const compressed = gzipSync(encodeUtf8(text));
  return new Uint8Array(compressed.buffer, compressed.byteOffset, compressed.byteLength);
}

/** @throws StampError `malformed-amp`, `payload-too-large`. */
export function gunzipText(compressed: Uint8Array): string {
  return decodeUtf8(gunzip(compressed)) ?? malformed("UTF-8");
}

function gunzip(compressed: Uint8Array): Uint8Array {
  try {
    return gunzipSync(compressed, { maxOutputLength: MAX_RECEIVED_TEXT });
  } catch (cause) {
    if (cause instanceof RangeError) throw new StampError("payload-too-large", { limit: MAX_RECEIVED_TEXT });
    return malformed("gzip");
  }
}

function malformed(reason: string): never {
  throw new StampError("malformed-amp", { reason });
}
