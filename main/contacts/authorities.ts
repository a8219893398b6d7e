// The authorities that the user chose (spec 1.10), and which of them signed a certificate. Every look at a contact asks
// this, so an answer is kept by the certificate's fingerprint; it does not depend on the time.
import { parseAuthority, signerOf, type Authority } from "../crypto/authority";
import type { Certificate } from "../crypto/certificate";
import type { AuthorityRepository } from "../db/authority-repository";

/** A stranger decides how many different certificates we see. */
const ANSWERS_KEPT = 1000;

export type FindSigner = (certificate: Certificate) => Authority | undefined;

export interface AuthorityKeeper {
  readonly list: () => readonly Authority[];
  readonly signerOf: FindSigner;
  /** To be called when the stored ones may be others: after every change of them, also one that failed. */
  readonly reload: () => void;
}

export function createAuthorityKeeper(repository: AuthorityRepository): AuthorityKeeper {
  let read: readonly Authority[] | undefined;
  const answers = new Map<string, Authority | undefined>();
  const list = (): readonly Authority[] => (read ??= repository.all().flatMap(readable));

  return {
    list,
    signerOf(certificate) {
      const { certificateSha256 } = certificate;
      if (answers.has(certificateSha256)) return answers.get(certificateSha256);
      if (answers.size >= ANSWERS_KEPT) answers.clear();
      const signer = signerOf(certificate, list());
      answers.set(certificateSha256, signer);
      return signer;
    },
    reload() {
      read = undefined;
      answers.clear();
    },
  };
}

/** One that this version does not take, as an earlier one did, confirms nothing. It must not keep the account shut. */
function readable(der: Uint8Array): readonly Authority[] {
  try {
    return [parseAuthority(der)];
  } catch {
    return [];
  }
}
