import { describe, expect, it } from "vitest";
import { createKeyVault, type SafeStorageLike } from "./key-vault";

const secret = Uint8Array.from({ length: 32 }, (_, index) => index * 7);
const reversed = (text: string) => [...text].reverse().join("");

/** Stands in for Electron's safeStorage of an old version: no asynchronous calls, no backend name. */
function oldStorage(changes: Partial<SafeStorageLike> = {}): SafeStorageLike {
  return {
    isEncryptionAvailable: () => true,
    encryptString: (text) => Buffer.from(`v11${reversed(text)}`),
    decryptString: (encrypted) => {
      const text = encrypted.toString();
      if (!text.startsWith("v11")) throw new Error("Error while decrypting");
      return reversed(text.slice(3));
    },
    ...changes,
  };
}

describe("the key vault", () => {
  it("gives back what it wrapped, and what it stores is not the secret", async () => {
    const vault = createKeyVault(oldStorage(), "linux");
    const wrapped = await vault.wrap(secret);
    expect(wrapped).not.toContain(Buffer.from(secret).toString("base64"));
    expect(await vault.unwrap(wrapped)).toEqual(secret);
  });

  it("uses the asynchronous calls where they exist", async () => {
    const refuse = () => {
      throw new Error("old call used");
    };
    const vault = createKeyVault(
      oldStorage({
        isEncryptionAvailable: refuse,
        encryptString: refuse,
        decryptString: refuse,
        isAsyncEncryptionAvailable: () => Promise.resolve(true),
        encryptStringAsync: (text) => Promise.resolve(Buffer.from(reversed(text))),
        decryptStringAsync: (encrypted) => Promise.resolve({ result: reversed(encrypted.toString()) }),
      }),
      "darwin",
    );
    expect(await vault.unwrap(await vault.wrap(secret))).toEqual(secret);
  });

  it.each(["basic_text", "unknown"])("does not count a %s store on Linux", async (backend) => {
    const storage = oldStorage({ getSelectedStorageBackend: () => backend });
    const vault = createKeyVault(storage, "linux");
    expect(await vault.isAvailable()).toBe(false);
    await expect(vault.wrap(secret)).rejects.toMatchObject({ code: "key-store-unavailable" });
    await expect(vault.unwrap("AAAA")).rejects.toMatchObject({ code: "key-store-unavailable" });
    expect(await createKeyVault(storage, "win32").isAvailable()).toBe(true);
  });

  it("says that a locked or missing store is not available", async () => {
    const vault = createKeyVault(oldStorage({ isEncryptionAvailable: () => false }), "linux");
    expect(await vault.isAvailable()).toBe(false);
    await expect(vault.unwrap("AAAA")).rejects.toMatchObject({ code: "key-store-unavailable" });
  });

  it("counts a store that throws as not available", async () => {
    const vault = createKeyVault(oldStorage({ isAsyncEncryptionAvailable: () => Promise.reject(new Error("bus")) }));
    expect(await vault.isAvailable()).toBe(false);
  });

  it("says that a store with another key has changed", async () => {
    const vault = createKeyVault(oldStorage(), "linux");
    await expect(vault.unwrap(Buffer.from("other").toString("base64"))).rejects.toMatchObject({
      code: "key-store-changed",
    });
  });
});
