// Writes what an account is made of: a fresh identity and the encrypted file with the account's row and its first
// contacts (spec 1.10, 2.1). The key pair is made off the main thread.
import type { Address, Millis } from "../../shared/ids";
import { addContact } from "../contacts/contact-book";
import { wipe } from "../crypto/bytes";
import { parseCertificate } from "../crypto/certificate";
import { createIdentity } from "../crypto/identity";
import { randomNonce } from "../crypto/random";
import { ownDigits } from "../crypto/safety-number";
import { createAccount } from "../db/account-repository";
import { createStore } from "../db/store";
import { createAccountFile, type FileAccess } from "./account-folder";

export interface FirstContact {
  readonly address: Address;
  readonly localName?: string;
}

export interface NewAccountData {
  readonly address: Address;
  readonly serverUrl: string;
  readonly password: string;
  /** PEM of an own certificate authority for the server's TLS certificate. */
  readonly caCertificate?: string | undefined;
  /** The proxy to connect through, with its credentials. */
  readonly proxyUrl?: string | undefined;
  /** Lives on the built-in server of this computer. */
  readonly tryHere: boolean;
  readonly contacts: readonly FirstContact[];
}

const nobodyListens = () => undefined;

/** Fills `folder` and returns the own half of every safety number: 30 digits. Throws like openDatabase. */
export async function writeNewAccount(
  folder: string,
  data: NewAccountData,
  access: FileAccess,
  now: Millis = Date.now(),
): Promise<string> {
  const { contacts, ...account } = data;
  const identity = await createIdentity(account.address, now);
  createAccountFile(folder, access, (db) => {
    const store = createStore(db);
    store.transaction(() => {
      createAccount(db, {
        ...account,
        privateKey: identity.pkcs8,
        certificate: identity.certificate,
        createdAt: now,
      });
      const book = { store, now: () => now, random31: () => randomNonce() >>> 1 };
      for (const contact of contacts) addContact(book, nobodyListens, data.address, contact.address, contact.localName);
    });
    wipe(identity.pkcs8);
  });
  const { spki } = parseCertificate(identity.certificate).publicKey;
  return ownDigits({ address: account.address, spki });
}
