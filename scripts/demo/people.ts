// Accounts for the demonstrations, made the way onboarding makes them, in a folder that goes when they are over.
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { writeNewAccount } from "../../main/account/new-account";
import { randomBytes } from "../../main/crypto/random";
import type { Address } from "../../shared/ids";

export const DEMO_DOMAIN = "demo.stamp";

export interface DemoPerson {
  readonly name: string;
  readonly address: Address;
  readonly password: string;
}

export function demoPerson(name: string): DemoPerson {
  return {
    name,
    address: `${name}@${DEMO_DOMAIN}` as Address,
    password: Buffer.from(randomBytes(18)).toString("base64url"),
  };
}

export interface DemoAccount {
  readonly folder: string;
  readonly key: Uint8Array;
}

/** Writes the account of `person`, with `friend` as a contact, into a new folder below `root`. */
export async function writeDemoAccount(
  root: string,
  person: DemoPerson,
  friend: DemoPerson,
  serverUrl: string,
  nativeBinding: string | undefined,
): Promise<DemoAccount> {
  const folder = join(root, person.name);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const key = randomBytes(32);
  const { address, password } = person;
  const contacts = [{ address: friend.address, localName: displayName(friend) }];
  await writeNewAccount(folder, { address, password, serverUrl, tryHere: true, contacts }, { key, nativeBinding });
  return { folder, key };
}

export function displayName({ name }: DemoPerson): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}
