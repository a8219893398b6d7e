// The name of an installation towards the registrar (RFC 5626, 4.1), by which it tells a device that came back
// from another device. It says nothing about the person or the computer.
import { toHex } from "../crypto/hex";
import { randomBytes } from "../crypto/random";

/** A random UUID (RFC 9562, version 4); to be kept with the profile. */
export function makeInstanceId(): string {
  const bytes = randomBytes(16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  return toHex(bytes).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
