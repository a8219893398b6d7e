// Accounts for the demonstrations, made the way onboarding makes them, in a folder that goes when they are over.
import { mkdirSync } from "node:fs";
import { createKeyring } from "../../main/account/keyring";
import { writeKeyring } from "../../main/account/keyring-file";
import { writeNewAccount } from "../../main/account/new-account";
import { randomBytes } from "../../main/crypto/random";
import { RECOVERY_KEY_LENGTH } from "../../main/crypto/recovery-key";
import { createKeyVault } from "../../main/platform/key-vault";
import type { Address } from "../../shared/ids";

export const DEMO_DOMAIN = "demo.stamp";

export interface DemoPerson {
  /** Also the name of the profile. */
  readonly name: string;
  readonly address: Address;
  readonly password: string;
}

export function demoPerson(name: string): DemoPerson {
  return { name, address: `${name}@${DEMO_DOMAIN}` as Address, password: randomWord() };
}

export function randomWord(): string {
  return Buffer.from(randomBytes(18)).toString("base64url");
}

export interface DemoAccount {
  readonly folder: string;
  /** 32 bytes. */
  readonly key: Uint8Array;
}

export interface DemoAccountOptions {
  readonly folder: string;
  readonly person: DemoPerson;
  readonly friend: DemoPerson;
  readonly serverUrl: string;
  readonly nativeBinding: string | undefined;
}

/** Writes the account of `person`, with `friend` as a contact, into a new folder. */
export async function writeDemoAccount(options: DemoAccountOptions): Promise<DemoAccount> {
  const { folder, person, friend, serverUrl, nativeBinding } = options;
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const key = randomBytes(32);
  const { address, password } = person;
  const contacts = [{ address: friend.address, localName: displayName(friend) }];
  await writeNewAccount(folder, { address, password, serverUrl, tryHere: false, contacts }, { key, nativeBinding });
  return { folder, key };
}

/** Adds the keyring that lets the app itself open the account with `passphrase`. */
export async function protectDemoAccount({ folder, key }: DemoAccount, person: DemoPerson, passphrase: string): Promise<void> {
  const keyring = await createKeyring({
    profile: person.name,
    address: person.address,
    databaseKey: key,
    recoveryKey: randomBytes(RECOVERY_KEY_LENGTH),
    protection: { type: "passphrase", passphrase },
    vault: createKeyVault(noKeyStore),
  });
  writeKeyring(folder, keyring);
}

const noKeyStore = {
  isEncryptionAvailable: () => false,
  encryptString: () => Buffer.alloc(0),
  decryptString: () => "",
};

export function displayName({ name }: DemoPerson): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}
