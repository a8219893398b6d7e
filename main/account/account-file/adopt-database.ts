// The database of an account file becomes that of a new installation (docs/account-file.md): written, opened, looked
// through, and made another device of the same account. The copy has everything, the replay keys and numbers too.
import { StampError, type ErrorCode } from "../../../shared/errors";
import { wipe } from "../../crypto/bytes";
import { loadIdentity } from "../../crypto/identity";
import { ownDigits } from "../../crypto/safety-number";
import { forgetInstanceId, readAccount, readPrivateKey, type AccountRow } from "../../db/account-repository";
import { jumpInNumbers } from "../../db/numbering-jump";
import { closeDatabase, openDatabase, type Database } from "../../db/open";
import { databaseFile } from "../account-folder";
import { writePartsAtomically } from "../../platform/atomic-file";
import type { Manifest } from "./manifest";

export interface Adopted {
  readonly account: AccountRow;
  /** Own half of every safety number: 30 digits. */
  readonly ownDigits: string;
}

/** What is wrong with the database in the file is wrong with the file. */
const OF_THE_FILE: Readonly<Partial<Record<ErrorCode, ErrorCode>>> = {
  "database-newer": "account-file-newer",
  "database-wrong-key": "account-file-damaged",
  "database-damaged": "account-file-damaged",
  "keyring-damaged": "account-file-damaged",
};

/** Writes `parts` as the database of the account in `folder`. Throws StampError, and what the disk says. */
export async function adoptDatabase(
  folder: string,
  parts: AsyncIterable<Uint8Array>,
  { manifest, nativeBinding }: { readonly manifest: Manifest; readonly nativeBinding: string | undefined },
): Promise<Adopted> {
  const file = databaseFile(folder);
  await writePartsAtomically(file, parts);
  let db: Database | undefined;
  try {
    db = openDatabase({ file, key: manifest.databaseKey, nativeBinding });
    const account = readAccount(db);
    if (account?.address !== manifest.address) throw new StampError("account-file-damaged");
    if (account.tryHere) throw new StampError("account-file-try-here");
    const pkcs8 = readPrivateKey(db) ?? new Uint8Array();
    const { certificate } = await loadIdentity({ pkcs8, certificate: account.certificate }).finally(() => { wipe(pkcs8); });
    forgetInstanceId(db);
    jumpInNumbers(db);
    const digits = await ownDigits({ address: account.address, spki: certificate.publicKey.spki });
    closeDatabase(db);
    return { account, ownDigits: digits };
  } catch (error) {
    db?.close();
    const code = error instanceof StampError ? OF_THE_FILE[error.code] : undefined;
    throw code === undefined ? error : new StampError(code, {}, { cause: error });
  }
}
