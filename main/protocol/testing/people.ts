// For tests: the people of the vectors as loaded identities, so that no test waits for a new RSA key.
import { readFileSync } from "node:fs";
import type { Address } from "../../../shared/ids";
import { fromBase64 } from "../../crypto/base64";
import { loadIdentity, type Identity } from "../../crypto/identity";
import { present } from "../../../shared/assert";

interface Person {
  readonly address: Address;
  readonly identity: Identity;
}

interface KeyEntry {
  readonly address: string;
  readonly privateKeyPkcs8Pem: string;
  readonly certPem: string;
}

export const vectorsFolder = new URL("../vectors/", import.meta.url);
const keys = readKeys(new URL("keys.json", vectorsFolder));
/** RSA-4096 and RSA-3072: as slow to make as they are rare. */
const largeKeys = readKeys(new URL("large-keys.json", import.meta.url));

function readKeys(file: URL): Readonly<Record<string, KeyEntry>> {
  return JSON.parse(readFileSync(file, "utf8")) as Record<string, KeyEntry>;
}

/** Key and certificate of one of the people, in PEM. */
export function keyEntryOf(name: string): KeyEntry {
  return present(keys[name] ?? largeKeys[name], `keys of ${name}`);
}

export function readVectorFile(path: string): string {
  return readFileSync(new URL(path, vectorsFolder), "utf8");
}

function derOf(pem: string): Uint8Array {
  return present(fromBase64(pem.replace(/-----[^-]+-----|\s/g, "")), "PEM");
}

export async function loadPerson(name: string): Promise<Person> {
  const entry = keyEntryOf(name);
  const identity = await loadIdentity({ pkcs8: derOf(entry.privateKeyPkcs8Pem), certificate: derOf(entry.certPem) });
  return { address: entry.address as Address, identity };
}

export const [alice, bob, mallory] = await Promise.all([loadPerson("alice"), loadPerson("bob"), loadPerson("mallory")]);
