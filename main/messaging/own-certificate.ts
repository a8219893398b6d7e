// The certificate of our own key (spec 1.10). It can be renewed and replaced, the key never: so contacts notice nothing.
// Another one is stored in one transaction and only then used; what fails before leaves the old one in place. What is
// signed by ourselves we renew in time; what an authority signed only the authority can renew.
import type { OwnAccount } from "../../shared/app-state";
import { isValidAt, validityAt } from "../../shared/certificate";
import { StampError } from "../../shared/errors";
import type { FindSigner } from "../contacts/authorities";
import { issuerNameOf } from "../crypto/authority";
import { equalBytes } from "../crypto/bytes";
import { parseCertificate, type Certificate, type CertificateProblem } from "../crypto/certificate";
import { readCertificateFile } from "../crypto/certificate-file";
import { certificateRequest, renewedCertificate } from "../crypto/identity";
import { updateCertificate } from "../db/account-repository";
import { errorFacts } from "../platform/log";
import { namesAddress } from "../protocol/address";
import type { MessagingContext } from "./context";

export interface OwnCertificateParts {
  /** Which authority of the user's signed a certificate. */
  readonly signerOf: FindSigner;
  /** Makes it the one that is sealed with and published from now on. */
  readonly use: (certificate: Certificate) => void;
}

export type OwnCertificate = ReturnType<typeof createOwnCertificate>;

export function createOwnCertificate(context: MessagingContext, { signerOf, use }: OwnCertificateParts) {
  const { own, store, write, clock, log } = context;
  let running: Promise<unknown> = Promise.resolve();

  function replaceBy(certificate: Certificate): void {
    write((emit) => {
      updateCertificate(store.db, certificate.der);
      emit({ type: "account-touched" });
    });
    use(certificate);
  }

  /** Signs a new certificate for the same key ourselves, for five years. Throws `not-allowed-now` when it was replaced meanwhile. */
  function renew(): Promise<void> {
    const renewing = signAndReplace();
    running = Promise.allSettled([running, renewing]);
    return renewing;
  }

  async function signAndReplace(): Promise<void> {
    const { identity } = own;
    const certificate = await renewedCertificate(identity, own.address, clock.now());
    if (own.identity !== identity) throw new StampError("not-allowed-now");
    replaceBy(certificate);
    log("info", "certificate-renewed");
  }

  return {
    view(): Pick<OwnAccount, "certificateValidFrom" | "certificateValidUntil" | "certificateIssuer"> {
      const { certificate } = own.identity;
      const issuer = issuerNameOf(certificate);
      return {
        certificateValidFrom: certificate.notBefore,
        certificateValidUntil: certificate.notAfter,
        ...(issuer === undefined ? {} : { certificateIssuer: issuer }),
      };
    },

    renew,

    /** Renews it when we signed it ourselves and it ends in less than 30 days. What fails is tried again tomorrow. */
    renewIfDue(): void {
      const { certificate } = own.identity;
      const validity = validityAt(certificate, clock.now());
      if (issuerNameOf(certificate) !== undefined || (validity !== "ends-soon" && validity !== "ended")) return;
      renew().catch((error: unknown) => {
        log("warn", "certificate-not-renewed", errorFacts(error));
      });
    },

    /** A file with a request that an authority can make a certificate from, PEM. */
    async request(): Promise<{ readonly name: string; readonly content: string }> {
      return { name: `${own.address}.csr`, content: await certificateRequest(own.identity, own.address) };
    },

    /**
     * Uses what an authority made of our request; `file` is the chosen file in base64.
     * Throws `certificate-too-large`, `certificate-unreadable`, `several-certificates`, `certificate-other-key`,
     * `certificate-other-name`, `certificate-not-signed`, `certificate-not-valid-now`.
     */
    useSigned(file: string): void {
      const certificate = parseOwn(readCertificateFile(file));
      if (!equalBytes(certificate.publicKey.spki, own.identity.certificate.publicKey.spki)) {
        throw new StampError("certificate-other-key");
      }
      if (!namesAddress(certificate.commonName, own.address)) throw new StampError("certificate-other-name");
      const signer = signerOf(certificate);
      if (signer === undefined) throw new StampError("certificate-not-signed");
      const now = clock.now();
      if (!isValidAt(signer, now) || !isValidAt(certificate, now)) throw new StampError("certificate-not-valid-now");
      replaceBy(certificate);
      log("info", "certificate-signed-by-authority");
    },

    /** Resolves when no renewal is under way. */
    async idle(): Promise<void> {
      await running;
    },
  };
}

/** Our key is one that the parser takes and our name one that it finds: what it refuses there is not ours. */
function parseOwn(der: Uint8Array): Certificate {
  try {
    return parseCertificate(der);
  } catch (cause) {
    const problem = cause instanceof StampError ? (cause.details["problem"] as CertificateProblem | undefined) : undefined;
    if (problem === "key") throw new StampError("certificate-other-key", {}, { cause });
    if (problem === "name") throw new StampError("certificate-other-name", {}, { cause });
    throw new StampError("certificate-unreadable", {}, { cause });
  }
}
