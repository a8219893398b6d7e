// Writes SignedData of CMS (RFC 5652, 5), the middle layer of S/MIME v1 (spec 1.9): one signer, SHA-1 with RSA as the
// draft has it, the content and our certificate inside.
import { digest } from "../hash";
import type { Identity } from "../identity";
import { sign } from "../rsa";
import { CONTENT_TYPE, DATA, MESSAGE_DIGEST, RSA, SHA1, SIGNED_DATA } from "./algorithms";
import { algorithm, contentInfo, integer, objectIdentifier, octets, sequence, setOf, tagged } from "./der";
import { issuerAndSerialNumber } from "./issuer";

/** ContentInfo, DER. */
export async function signContent(bytes: Uint8Array, { certificate, privateKey }: Identity): Promise<Uint8Array> {
  // In the order that DER wants of a set.
  const attributes = [
    sequence(objectIdentifier(CONTENT_TYPE), setOf(objectIdentifier(DATA))),
    sequence(objectIdentifier(MESSAGE_DIGEST), setOf(octets(digest("sha1", bytes)))),
  ];
  const signature = await sign(privateKey, setOf(...attributes), "sha1");
  const signer = sequence(
    integer(1),
    issuerAndSerialNumber(certificate),
    algorithm(SHA1),
    tagged(0, ...attributes),
    algorithm(RSA),
    octets(signature),
  );
  const content = contentInfo(DATA, octets(bytes));
  const fields = sequence(integer(1), setOf(algorithm(SHA1)), content, tagged(0, certificate.der), setOf(signer));
  return contentInfo(SIGNED_DATA, fields);
}
