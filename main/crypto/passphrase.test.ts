import { describe, expect, it } from "vitest";
import { toHex } from "./hex";
import { keyFromPassphrase, PASSPHRASE_SALT_LENGTH } from "./passphrase";

const salt = Uint8Array.from({ length: PASSPHRASE_SALT_LENGTH }, (_, index) => index);
// From another implementation (hash-wasm 4.13): Argon2id, 64 MiB, 3 passes, 1 lane, 32 bytes.
const expected = "a9dd726bd59ab0fbad2d336c01c57d2775ec57aaaa05505ddfa9369954fb2df0";

describe("the key from a passphrase", () => {
  it("is Argon2id with 64 MiB and three passes", async () => {
    expect(toHex(await keyFromPassphrase("korektná batéria klinec", salt))).toBe(expected);
  });

  it("does not depend on how the accents were composed", async () => {
    expect(toHex(await keyFromPassphrase("korektná batéria klinec".normalize("NFD"), salt))).toBe(expected);
  });

  it("is another one for another passphrase or salt", async () => {
    expect(toHex(await keyFromPassphrase("korektná batéria klineC", salt))).not.toBe(expected);
    expect(toHex(await keyFromPassphrase("korektná batéria klinec", salt.slice().reverse()))).not.toBe(expected);
  });

  it("leaves the main thread free while it is made", async () => {
    let turns = 0;
    const timer = setInterval(() => turns++, 1);
    await keyFromPassphrase("x", salt);
    clearInterval(timer);
    expect(turns).toBeGreaterThan(0);
  });
});
