// From nothing to an account (spec 1.10, 2.1). The account is prepared completely, encrypted file and keyring, under
// another name; it becomes the profile's account only when the person has noted the recovery key and says so. A crash
// or a second attempt before that drops what was prepared: nobody has used it and nobody has written to it.
import { StampError } from "../../shared/errors";
import type { NewAccount, Protection } from "../../shared/ipc/schema";
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

export interface Preparation {
  /** Throws what would only show after the slow work: `passphrase-too-short`, `key-store-unavailable`. */
  assertCanProtect(protection: Protection): Promise<void>;
  /** Prepares the account. The recovery key in the answer exists nowhere else. Throws what the file says. */
  prepare(data: NewAccountData, protection: Protection): Promise<NewAccount>;
  /** Makes the prepared account the profile's and returns its database key. Throws `not-allowed-now` without one. */
  finish(): Uint8Array;
}

export function createPreparation({ profile, folder, vault, report, nativeBinding }: PreparationOptions): Preparation {
  let databaseKeyOfPrepared: Uint8Array | undefined;
  return {
    async assertCanProtect(protection) {
      assertProtection(protection);
      if (protection.type === "os" && !(await vault.isAvailable())) throw new StampError("key-store-unavailable");
    },
    async prepare(data, protection) {
      databaseKeyOfPrepared = undefined;
      const databaseKey = randomBytes(32);
      const recoveryKey = randomBytes(RECOVERY_KEY_LENGTH);
      const ownDigits = await prepareAccount(folder, async (target) => {
        const digits = await withProgress(report, "key-generation", () =>
          writeNewAccount(target, data, { key: databaseKey, nativeBinding }),
        );
        await withProgress(report, "passphrase", async () => {
          const { address } = data;
          writeKeyring(target, await createKeyring({ profile, address, databaseKey, recoveryKey, protection, vault }));
        });
        return digits;
      });
      databaseKeyOfPrepared = databaseKey;
      return { recoveryKey: formatRecoveryKey(recoveryKey), ownDigits };
    },
    finish() {
      if (databaseKeyOfPrepared === undefined) throw new StampError("not-allowed-now");
      const databaseKey = databaseKeyOfPrepared;
      finishAccount(folder);
      databaseKeyOfPrepared = undefined;
      return databaseKey;
    },
  };
}
