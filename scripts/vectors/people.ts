// The invented people of the vectors, by the names that the files give them.
import { createPrivateKey, X509Certificate } from "node:crypto";
import { present } from "../../shared/assert";
import { parseCertificate } from "../../main/crypto/certificate";
import { loadIdentity, type Identity } from "../../main/crypto/identity";
import type { PublicKey } from "../../main/crypto/rsa";
import type { KeyEntry } from "./files";

/** Each throws when the files have nothing of that name. */
export interface People {
  identity(name: string): Promise<Identity>;
  publicKey(name: string): PublicKey;
  address(name: string): string;
}

export function peopleOf(keys: ReadonlyMap<string, KeyEntry>): People {
  const entry = (name: string): KeyEntry => present(keys.get(name), `the keys of ${name}`);
  const certificate = (name: string): Uint8Array =>
    new X509Certificate(present(entry(name).certPem, `the certificate of ${name}`)).raw;
  const identities = new Map<string, Promise<Identity>>();
  const load = (name: string): Promise<Identity> => {
    const privateKey = createPrivateKey(present(entry(name).privateKeyPkcs8Pem, `the private key of ${name}`));
    const pkcs8 = privateKey.export({ type: "pkcs8", format: "der" });
    return loadIdentity({ pkcs8, certificate: certificate(name) });
  };
  return {
    identity(name) {
      const loaded = identities.get(name) ?? load(name);
      identities.set(name, loaded);
      return loaded;
    },
    publicKey: (name) => parseCertificate(certificate(name)).publicKey,
    address: (name) => present(entry(name).address ?? undefined, `the address of ${name}`),
  };
}
