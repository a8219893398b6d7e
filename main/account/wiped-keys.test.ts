// Keys that wrap the account's key are needed once, and are zeros afterwards. That the account's own key is wiped when it
// is locked stands in gate-lock.test.ts; what a closed account leaves in the memory of the real app, in
// e2e/memory.spec.ts.
import { describe, expect, it } from "vitest";
import type { Address } from "../../shared/ids";
import { randomBytes } from "../crypto/random";
import { RECOVERY_KEY_LENGTH } from "../crypto/recovery-key";
import type { KeyVault } from "../platform/key-vault";
import { createKeyring, openWithKeyStore } from "./keyring";

const owner = { profile: "alice", address: "alice@example.com" as Address };
const zeros = [...new Uint8Array(32)];

/** A key store that gives what it was given, and whose both arrays the test keeps. */
function openVault(): KeyVault & { given: Uint8Array | undefined; taken: Uint8Array | undefined } {
  return {
    given: undefined,
    taken: undefined,
    isAvailable: () => Promise.resolve(true),
    wrap(secret) {
      this.taken = secret;
      return Promise.resolve(Buffer.from(secret).toString("base64"));
    },
    unwrap(wrapped) {
      this.given = new Uint8Array(Buffer.from(wrapped, "base64"));
      expect([...this.given]).not.toEqual(zeros);
      return Promise.resolve(this.given);
    },
  };
}

describe("the key that wraps the account's key", () => {
  it("is wiped after it has wrapped, and after it has unwrapped", async () => {
    const vault = openVault();
    const databaseKey = randomBytes(32);
    const kept = [...databaseKey];
    const recoveryKey = randomBytes(RECOVERY_KEY_LENGTH);
    const keyring = await createKeyring({ ...owner, databaseKey, recoveryKey, protection: { type: "os" }, vault });
    expect([...(vault.taken ?? [])]).toEqual(zeros);
    expect([...(await openWithKeyStore(keyring, owner.profile, vault))]).toEqual(kept);
    expect([...(vault.given ?? [])]).toEqual(zeros);
    expect([...databaseKey]).toEqual(kept);
  });

  it("is wiped although it does not fit", async () => {
    const vault = openVault();
    const keyring = await createKeyring({
      ...{ ...owner, databaseKey: randomBytes(32), recoveryKey: randomBytes(RECOVERY_KEY_LENGTH) },
      ...{ protection: { type: "os" }, vault },
    });
    await expect(openWithKeyStore(keyring, "bob", vault)).rejects.toMatchObject({ code: "key-store-changed" });
    expect([...(vault.given ?? [])]).toEqual(zeros);
  });
});
