// The recovery key that people write down (spec 2.1): 20 random bytes as RFC 4648 base32, eight groups of four.
// Reading forgives what handwriting and typing do: case, spaces, dashes, and 0, 1, 8, which base32 does not have,
// for O, I, B.
import { hkdfSync } from "node:crypto";
import { StampError } from "../../shared/errors";

const LENGTH = 20;
const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
const MISREAD: Readonly<Record<string, string>> = { "0": "O", "1": "I", "8": "B" };
const SEPARATORS = /[\s\-\u2010-\u2015]/g;

export { LENGTH as RECOVERY_KEY_LENGTH };

/** `XXXX-XXXX-…`, 39 characters, from 20 bytes. */
export function formatRecoveryKey(bytes: Uint8Array): string {
  if (bytes.length !== LENGTH) throw new RangeError("a recovery key has 20 bytes");
  let bits = "";
  for (const byte of bytes) bits += byte.toString(2).padStart(8, "0");
  const symbols = bits.replace(/.{5}/g, (five) => ALPHABET.charAt(Number.parseInt(five, 2)));
  return symbols.replace(/.{4}(?=.)/g, "$&-");
}

/** @throws StampError `wrong-recovery-key` when the text cannot be a recovery key. */
export function parseRecoveryKey(text: string): Uint8Array {
  const symbols = text
    .toUpperCase()
    .replace(SEPARATORS, "")
    .replace(/[018]/g, (digit) => MISREAD[digit] ?? digit);
  if (!/^[A-Z2-7]{32}$/.test(symbols)) throw new StampError("wrong-recovery-key");
  const bits = [...symbols].map((symbol) => ALPHABET.indexOf(symbol).toString(2).padStart(5, "0")).join("");
  return Uint8Array.from({ length: LENGTH }, (_, i) => Number.parseInt(bits.slice(8 * i, 8 * i + 8), 2));
}

/** The 32-byte key that wraps the database key. The input is 160 random bits, so a fast derivation is enough. */
export function keyFromRecoveryKey(recoveryKey: Uint8Array): Uint8Array {
  return new Uint8Array(hkdfSync("sha256", recoveryKey, new Uint8Array(0), "stamp recovery key 1", 32));
}
