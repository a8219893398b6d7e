// CompressedData of CMS (RFC 3274), the innermost layer of S/MIME v1 (spec 1.9). Inflating stops at the cap while it
// runs.
import { deflateSync, inflateSync } from "node:zlib";
import { StampError } from "../../../shared/errors";
import { plainBytes } from "../bytes";
import { COMPRESSED_DATA, DATA, ZLIB } from "./algorithms";
import { malformed, octetsOf, readAlgorithm, readContentInfo, readTyped } from "./ber";
import { contentInfo, integer, objectIdentifier, octets, sequence } from "./der";

/** Bytes after decompression. */
export const MAX_INFLATED = 1024 * 1024;

/** ContentInfo with the bytes deflated, DER. */
export function compress(bytes: Uint8Array): Uint8Array {
  const content = contentInfo(DATA, octets(plainBytes(deflateSync(bytes))));
  return contentInfo(COMPRESSED_DATA, sequence(integer(0), sequence(objectIdentifier(ZLIB)), content));
}

/** @throws StampError `cms-malformed` (also when it is not compressed at all), `payload-too-large`. */
export function decompress(bytes: Uint8Array): Uint8Array {
  const { type, fields } = readContentInfo(bytes);
  if (type !== COMPRESSED_DATA) malformed("not compressed");
  const [, algorithm, encapsulated] = fields;
  if (readAlgorithm(algorithm).name !== ZLIB) malformed("compression");
  return inflate(octetsOf(readTyped(encapsulated).content));
}

function inflate(deflated: Uint8Array): Uint8Array {
  try {
    return plainBytes(inflateSync(deflated, { maxOutputLength: MAX_INFLATED }));
  } catch (cause) {
    if (cause instanceof RangeError) throw new StampError("payload-too-large", { limit: MAX_INFLATED });
    return malformed("zlib");
  }
}
