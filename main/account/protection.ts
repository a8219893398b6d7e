// What opens the account on this computer, changed while it is open (spec 2.1): another passphrase, the key store in its
// place or the other way round, another recovery key. Each asks for one of the ways in that there are now. The new
// keyring is tried before it takes the old one's place in one step, so at any moment one of the two lies there whole.
import { StampError } from "../../shared/errors";
import type { Proof, ProtectionState } from "../../shared/ipc/requests/lock";
import type { Protection } from "../../shared/ipc/requests/opening";
import { equalBytes } from "../crypto/bytes";
import { randomBytes } from "../crypto/random";
import { formatRecoveryKey, RECOVERY_KEY_LENGTH } from "../crypto/recovery-key";
import type { KeyVault } from "../platform/key-vault";
import type { AccountSession } from "./account-session";
import type { AccountGate } from "./gate";
import { assertProtection, openWithProof, unlockMethods, withProtection, withRecoveryKey, type Keyring } from "./keyring";
import { findKeyring, replaceKeyring } from "./keyring-copy";

export interface ProtectionOptions<Session extends AccountSession> {
  readonly gate: AccountGate<Session>;
  readonly profile: string;
  /** Folder of the profile's account. */
  readonly folder: string;
  readonly vault: KeyVault;
}

/** Everything throws `not-allowed-now` while the account is closed or hidden, and what the disk says. */
export interface ProtectionDesk {
  state(): Promise<ProtectionState>;
  /** Throws what the proof ends with, `passphrase-too-short`, `key-store-unavailable`, `key-store-changed`. */
  change(proof: Proof, protection: Protection): Promise<void>;
  /** A new recovery key that opens nothing before `useRecoveryKey`. Throws what the proof ends with. */
  makeRecoveryKey(proof: Proof): Promise<string>;
  /** Throws `not-allowed-now` without one that was made for this account since it was opened. */
  useRecoveryKey(): Promise<void>;
}

export function createProtection<Session extends AccountSession>(options: ProtectionOptions<Session>): ProtectionDesk {
  const { gate, profile, folder, vault } = options;
  let made: { readonly recoveryKey: Uint8Array; readonly session: Session } | undefined;
  gate.onChange((session, isHidden) => {
    if (session === undefined || isHidden) made = undefined;
  });

  /** The keyring, when `proof` opens the account with it. */
  async function proved(proof: Proof, databaseKey: Uint8Array): Promise<Keyring> {
    const keyring = findKeyring(folder);
    if (!equalBytes(await gate.prove(keyring, proof), databaseKey)) throw new StampError("keyring-damaged");
    return keyring;
  }

  async function replace(keyring: Keyring, databaseKey: Uint8Array, proof: Proof): Promise<void> {
    const opens = await openWithProof(keyring, profile, vault, proof);
    if (!equalBytes(opens, databaseKey)) throw new StampError("internal");
    void gate.session; // hidden meanwhile: what the unlock page offers must go on to open it
    replaceKeyring(folder, keyring);
  }

  return {
    state: () =>
      gate.whileShown(async () => {
        const methods = unlockMethods(findKeyring(folder));
        return { methods, osKeyStore: await vault.isAvailable(), renew: gate.openedWith === "recovery" };
      }),
    change: (proof, protection) =>
      gate.whileShown(async (databaseKey) => {
        assertProtection(protection);
        const keyring = await proved(proof, databaseKey);
        const changed = await withProtection(keyring, { profile, address: keyring.address, databaseKey, protection, vault });
        await replace(changed, databaseKey, protection);
        gate.openedWith = protection.type;
      }),
    makeRecoveryKey: (proof) =>
      gate.whileShown(async (databaseKey) => {
        await proved(proof, databaseKey);
        const recoveryKey = randomBytes(RECOVERY_KEY_LENGTH);
        made = { recoveryKey, session: gate.session };
        return formatRecoveryKey(recoveryKey);
      }),
    useRecoveryKey: () =>
      gate.whileShown(async (databaseKey) => {
        if (made?.session !== gate.session) throw new StampError("not-allowed-now");
        const { recoveryKey } = made;
        const keyring = findKeyring(folder);
        const changed = withRecoveryKey(keyring, { profile, address: keyring.address, databaseKey, recoveryKey });
        await replace(changed, databaseKey, { type: "recovery", recoveryKey: formatRecoveryKey(recoveryKey) });
        made = undefined;
      }),
  };
}
