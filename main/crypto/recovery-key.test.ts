import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { toHex } from "./hex";
import { formatRecoveryKey, keyFromRecoveryKey, parseRecoveryKey, RECOVERY_KEY_LENGTH } from "./recovery-key";

const bytes = Uint8Array.from({ length: RECOVERY_KEY_LENGTH }, (_, index) => index);
const written = "AAAQ-EAYE-AUDA-OCAJ-BIFQ-YDIO-B4IB-CEQT";
const anyKey = fc.uint8Array({ minLength: RECOVERY_KEY_LENGTH, maxLength: RECOVERY_KEY_LENGTH });

describe("a recovery key", () => {
  it("is RFC 4648 base32 in eight groups of four", () => {
    expect(formatRecoveryKey(bytes)).toBe(written);
  });

  it("gives back any 20 bytes", () => {
    fc.assert(
      fc.property(anyKey, (key) => {
        expect(parseRecoveryKey(formatRecoveryKey(key))).toEqual(key);
      }),
    );
  });

  it.each([
    ["in lower case", written.toLowerCase()],
    ["without dashes", written.replaceAll("-", "")],
    ["with spaces and line breaks", ` ${written.replaceAll("-", " \n")}\t`],
    ["with the dashes of a word processor", written.replaceAll("-", "–")],
    ["with 0 for O, 1 for I and 8 for B", written.replaceAll("O", "0").replaceAll("I", "1").replaceAll("B", "8")],
  ])("is understood %s", (_, text) => {
    expect(parseRecoveryKey(text)).toEqual(bytes);
  });

  it.each([
    ["empty", ""],
    ["too short", written.slice(0, -1)],
    ["too long", `${written}A`],
    ["with a digit that base32 does not have", written.replace("4", "9")],
    ["with another letter", written.replace("Q", "Ž")],
  ])("is refused when %s", (_, text) => {
    expect(() => parseRecoveryKey(text)).toThrow(expect.objectContaining({ code: "wrong-recovery-key" }));
  });

  it("is only written of 20 bytes", () => {
    expect(() => formatRecoveryKey(bytes.subarray(1))).toThrow(RangeError);
  });

  it("gives its wrapping key by HKDF-SHA256 (value computed independently)", () => {
    expect(toHex(keyFromRecoveryKey(bytes))).toBe("be5446916b9a420e9a906c204a6d4cf697b78875b03169310bc9f3aae3df016f");
  });
});
