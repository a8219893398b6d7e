import { beforeAll, describe, expect, it } from "vitest";
import type { Address } from "../../shared/ids";
import { randomBytes } from "../crypto/random";
import { formatRecoveryKey } from "../crypto/recovery-key";
import {
  assertProtection,
  createKeyring,
  openWithKeyStore,
  openWithPassphrase,
  openWithRecoveryKey,
  unlockMethods,
  type Keyring,
  type Slot,
} from "./keyring";
import { memoryVault } from "./testing/memory-vault";

const PASSPHRASE = "correct horse";
const databaseKey = randomBytes(32);
const recoveryKey = randomBytes(20);
const written = formatRecoveryKey(recoveryKey);
const vault = memoryVault();
const common = { profile: "default", address: "alice@example.com" as Address, databaseKey, recoveryKey, vault };

let withPassphrase: Keyring;
let withKeyStore: Keyring;
beforeAll(async () => {
  withPassphrase = await createKeyring({ ...common, protection: { type: "passphrase", passphrase: PASSPHRASE } });
  withKeyStore = await createKeyring({ ...common, protection: { type: "os" } });
});

/** The keyring with each slot changed by `change`. */
function changed(keyring: Keyring, change: (slot: Slot) => Slot): Keyring {
  return { ...keyring, slots: keyring.slots.map(change) };
}

describe("a keyring", () => {
  it("opens with the passphrase, in whatever form the keyboard composes it", async () => {
    const accents = await createKeyring({ ...common, protection: { type: "passphrase", passphrase: "žltý kôň" } });
    expect(await openWithPassphrase(withPassphrase, "default", PASSPHRASE)).toEqual(databaseKey);
    expect(await openWithPassphrase(accents, "default", "žltý kôň".normalize("NFD"))).toEqual(databaseKey);
  });

  it("opens with the system's key store", async () => {
    expect(await openWithKeyStore(withKeyStore, "default", vault)).toEqual(databaseKey);
  });

  it("always opens with the recovery key, however it is typed", () => {
    for (const keyring of [withPassphrase, withKeyStore]) {
      expect(openWithRecoveryKey(keyring, "default", written)).toEqual(databaseKey);
      expect(openWithRecoveryKey(keyring, "default", written.toLowerCase().replaceAll("-", " "))).toEqual(databaseKey);
    }
    expect(unlockMethods(withPassphrase)).toEqual(["passphrase", "recovery"]);
    expect(unlockMethods(withKeyStore)).toEqual(["os", "recovery"]);
  });

  it("holds no secret in the open", () => {
    const text = JSON.stringify([withPassphrase, withKeyStore]);
    for (const secret of [databaseKey, recoveryKey]) {
      expect(text).not.toContain(Buffer.from(secret).toString("base64").slice(0, 20));
    }
    expect(text).not.toContain(PASSPHRASE);
  });

  it("refuses a passphrase of fewer than eight characters before doing anything slow", async () => {
    const short = { type: "passphrase", passphrase: "🙂🙂🙂🙂🙂🙂🙂" } as const;
    expect(() => {
      assertProtection(short);
    }).toThrow(expect.objectContaining({ code: "passphrase-too-short", details: { minimum: 8 } }) as Error);
    await expect(createKeyring({ ...common, protection: short })).rejects.toMatchObject({
      code: "passphrase-too-short",
    });
  });

  it("is not made with a key store that is not there", async () => {
    const locked = memoryVault();
    locked.state = "locked";
    await expect(createKeyring({ ...common, vault: locked, protection: { type: "os" } })).rejects.toMatchObject({
      code: "key-store-unavailable",
    });
  });
});

describe("a keyring stays shut", () => {
  it("for a wrong passphrase and a wrong recovery key", async () => {
    await expect(openWithPassphrase(withPassphrase, "default", `${PASSPHRASE} `)).rejects.toMatchObject({
      code: "wrong-passphrase",
    });
    for (const text of [formatRecoveryKey(randomBytes(20)), "", "not a key", `${written}A`]) {
      expect(() => openWithRecoveryKey(withPassphrase, "default", text)).toThrow(
        expect.objectContaining({ code: "wrong-recovery-key" }) as Error,
      );
    }
  });

  it("for a way that it does not have", async () => {
    await expect(openWithPassphrase(withKeyStore, "default", PASSPHRASE)).rejects.toMatchObject({
      code: "wrong-passphrase",
    });
    await expect(openWithKeyStore(withPassphrase, "default", vault)).rejects.toMatchObject({
      code: "key-store-unavailable",
    });
  });

  it.each([
    ["locked", "key-store-unavailable"],
    ["changed", "key-store-changed"],
  ] as const)("while the key store is %s, and opens again afterwards", async (state, code) => {
    const store = memoryVault();
    store.state = state;
    await expect(openWithKeyStore(withKeyStore, "default", store)).rejects.toMatchObject({ code });
    store.state = "open";
    expect(await openWithKeyStore(withKeyStore, "default", store)).toEqual(databaseKey);
  });

  it("in another profile or under another address", () => {
    const renamed = { ...withPassphrase, address: "mallory@example.com" as Address };
    for (const open of [
      () => openWithRecoveryKey(withPassphrase, "friend", written),
      () => openWithRecoveryKey(renamed, "default", written),
    ]) {
      expect(open).toThrow(expect.objectContaining({ code: "wrong-recovery-key" }) as Error);
    }
  });

  it("when any byte of a slot was changed, cut or replaced", async () => {
    const flipped = changed(withKeyStore, (slot) => {
      const bytes = Buffer.from(slot.wrapped, "base64");
      bytes[30] = (bytes[30] ?? 0) ^ 1;
      return { ...slot, wrapped: bytes.toString("base64") };
    });
    const cut = changed(withKeyStore, (slot) => ({ ...slot, wrapped: slot.wrapped.slice(0, -4) }));
    const garbage = changed(withKeyStore, (slot) => ({ ...slot, wrapped: "no base64 at all" }));
    for (const keyring of [flipped, cut, garbage]) {
      expect(() => openWithRecoveryKey(keyring, "default", written)).toThrow(
        expect.objectContaining({ code: "wrong-recovery-key" }) as Error,
      );
      await expect(openWithKeyStore(keyring, "default", vault)).rejects.toMatchObject({ code: "key-store-changed" });
    }
  });

  it("when one slot's content was put into another", async () => {
    const recovery = withKeyStore.slots.find((slot) => slot.type === "recovery");
    const swapped = changed(withKeyStore, (slot) => ({ ...slot, wrapped: recovery?.wrapped ?? "" }));
    await expect(openWithKeyStore(swapped, "default", vault)).rejects.toMatchObject({ code: "key-store-changed" });
    expect(openWithRecoveryKey(swapped, "default", written)).toEqual(databaseKey);
  });
});
