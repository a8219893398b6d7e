// How CMS names a certificate (RFC 5652, 10.2.4): by its issuer and serial number.
import type { Certificate } from "../certificate";
import { berOf, childrenOf, isTagged, malformed, readElement } from "./ber";
import { sequence } from "./der";
import { perCertificate } from "./per-certificate";

const INTEGER = 0x02;

/** IssuerAndSerialNumber. */
export const issuerAndSerialNumber: (certificate: Certificate) => Uint8Array = perCertificate(({ der }) => {
  // TBSCertificate (RFC 5280, 4.1): version [0] unless it is 1, serial number, algorithm, issuer.
  const [tbsCertificate] = childrenOf(readElement(der));
  const [first, ...others] = childrenOf(tbsCertificate);
  const [serialNumber, , issuer] = first !== undefined && isTagged(first, 0) ? others : [first, ...others];
  return serialNumber?.tag === INTEGER && issuer !== undefined ? sequence(berOf(issuer), berOf(serialNumber)) : malformed("certificate");
});
