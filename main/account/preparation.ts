// From nothing to an account (spec 1.10, 2.1). The account is prepared completely, encrypted file and keyring, under
// another name; it becomes the profile's account only when the person has noted the recovery key and says so. A crash
// or a second attempt before that drops what was prepared: nobody has used it and nobody has written to it.
import { StampError } from "../../shared/errors";
import type { Address } from "../../shared/ids";
import type { NewAccount, Protection } from "../../shared/ipc/requests/opening";
import { randomBytes } from "../crypto/random";
import { formatRecoveryKey, RECOVERY_KEY_LENGTH } from "../crypto/recovery-key";
import type { KeyVault } from "../platform/key-vault";
import { finishAccount, prepareAccount } from "./account-folder";
import { assertProtection, createKeyring } from "./keyring";
import { writeKeyring } from "./keyring-file";
import { writeNewAccount, type NewAccountData } from "./new-account";
import { withProgress, type ReportProgress } from "./progress";

export interface PreparationOptions {
  readonly profile: string;
  /** Folder that the account gets. */
  readonly folder: string;
  readonly vault: KeyVault;
  readonly report: ReportProgress;
  readonly nativeBinding: string | undefined;
}

/** An account's files but for the keyring. */
export interface Prepared {
  readonly address: Address;
  /** 32 bytes. */
  readonly databaseKey: Uint8Array;
  /** Own half of every safety number: 30 digits. */
  readonly ownDigits: string;
}

export interface Preparation {
  /** Throws what would only show after the slow work: `passphrase-too-short`, `key-store-unavailable`. */
  assertCanProtect(protection: Protection): Promise<void>;
  /** Prepares a new account. The recovery key in the answer exists nowhere else. Throws what the file says. */
  prepare(data: NewAccountData, protection: Protection): Promise<NewAccount>;
  /** The same with an account that `write` puts into the folder it is given. */
  prepareFrom(write: (folder: string) => Promise<Prepared>, protection: Protection): Promise<NewAccount>;
  /** Makes the prepared account the profile's and returns its database key. Throws `not-allowed-now` without one. */
  finish(): Uint8Array;
}

export function createPreparation({ profile, folder, vault, report, nativeBinding }: PreparationOptions): Preparation {
  let databaseKeyOfPrepared: Uint8Array | undefined;

  async function prepareFrom(write: (folder: string) => Promise<Prepared>, protection: Protection): Promise<NewAccount> {
    databaseKeyOfPrepared = undefined;
    const recoveryKey = randomBytes(RECOVERY_KEY_LENGTH);
    const prepared = await prepareAccount(folder, async (target) => {
      const written = await write(target);
      await withProgress(report, "passphrase", async () => {
        const { address, databaseKey } = written;
        writeKeyring(target, await createKeyring({ profile, address, databaseKey, recoveryKey, protection, vault }));
      });
      return written;
    });
    databaseKeyOfPrepared = prepared.databaseKey;
    return { recoveryKey: formatRecoveryKey(recoveryKey), ownDigits: prepared.ownDigits };
  }

  return {
    async assertCanProtect(protection) {
      assertProtection(protection);
      if (protection.type === "os" && !(await vault.isAvailable())) throw new StampError("key-store-unavailable");
    },
    prepare(data, protection) {
      return prepareFrom(async (target) => {
        const databaseKey = randomBytes(32);
        const ownDigits = await withProgress(report, "key-generation", () =>
          writeNewAccount(target, data, { key: databaseKey, nativeBinding }),
        );
        return { address: data.address, databaseKey, ownDigits };
      }, protection);
    },
    prepareFrom,
    finish() {
      if (databaseKeyOfPrepared === undefined) throw new StampError("not-allowed-now");
      const databaseKey = databaseKeyOfPrepared;
      finishAccount(folder);
      databaseKeyOfPrepared = undefined;
      return databaseKey;
    },
  };
}
