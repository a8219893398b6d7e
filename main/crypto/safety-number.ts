// Safety number (spec 1.10), built like Signal's numeric fingerprint: 5200 rounds of SHA-512 over the public key,
// 30 digits for each side, sorted, so both people see the same 60 digits.
import { createHash } from "node:crypto";
import { setImmediate } from "node:timers/promises";
import type { Address } from "../../shared/ids";
import { concatBytes } from "./bytes";

const VERSION = Uint8Array.of(0x00, 0x01);
const ROUNDS = 5200;
/** The whole takes some 15 ms; the main thread gets a turn in between. */
const ROUNDS_PER_TURN = 1300;
const GROUPS = 6;

export interface KeyOwner {
  readonly address: Address;
  /** SubjectPublicKeyInfo, DER. */
  readonly spki: Uint8Array;
}

/** One side's half: 30 digits. The own half does not change as long as key and address stay. */
export async function ownDigits(owner: KeyOwner): Promise<string> {
  let hash = concatBytes(VERSION, owner.spki, new TextEncoder().encode(owner.address));
  for (let round = 1; round <= ROUNDS; round++) {
    hash = createHash("sha512").update(hash).update(owner.spki).digest();
    if (round % ROUNDS_PER_TURN === 0) await setImmediate();
  }
  const view = new DataView(hash.buffer, hash.byteOffset, hash.byteLength);
  let digits = "";
  for (let group = 0; group < GROUPS; group++) {
    const value = view.getUint8(5 * group) * 0x1_0000_0000 + view.getUint32(5 * group + 1);
    digits += String(value % 100_000).padStart(5, "0");
  }
  return digits;
}

/** 60 digits, the same whoever of the two computes them. */
export async function safetyNumber(a: KeyOwner, b: KeyOwner): Promise<string> {
  const [one, other] = [await ownDigits(a), await ownDigits(b)];
  return one < other ? one + other : other + one;
}
