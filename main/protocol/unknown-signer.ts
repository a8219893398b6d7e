// What an S/MIME message tells of a key that does not count (yet) for its sender (spec 1.9, 1.10).
import { StampError } from "../../shared/errors";
import type { Certificate } from "../crypto/certificate";

/**
 * Signed by none of the keys that count for its sender, and by the one in the certificate that it brings, which has the
 * sender's name. Whether that key is to count is not decided here (spec 1.10).
 */
export class UnknownSigner extends StampError {
  readonly certificate: Certificate;

  constructor(code: "no-certificate" | "cms-wrong-signer", certificate: Certificate) {
    super(code);
    this.certificate = certificate;
  }
}
