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
const keys = JSON.parse(readFileSync(new URL("keys.json", vectorsFolder), "utf8")) as Record<string, KeyEntry>;

export function readVectorFile(path: string): string {
  return readFileSync(new URL(path, vectorsFolder), "utf8");
}

function derOf(pem: string): Uint8Array {
  return present(fromBase64(pem.replace(/-----[^-]+-----|\s/g, "")), "PEM");
}

export async function loadPerson(name: string): Promise<Person> {
  const entry = present(keys[name], `keys of ${name}`);
  const identity = await loadIdentity({ pkcs8: derOf(entry.privateKeyPkcs8Pem), certificate: derOf(entry.certPem) });
  return { address: entry.address as Address, identity };
}

export const [alice, bob, mallory] = await Promise.all([loadPerson("alice"), loadPerson("bob"), loadPerson("mallory")]);
