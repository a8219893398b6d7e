// What CMS makes of a certificate is the same in each message to it or of it, and costs more than the encryption.
import type { Certificate } from "../certificate";

/** `make`, called once for a certificate; what it gives goes with the certificate. */
export function perCertificate<Value extends object>(
  make: (certificate: Certificate) => Value,
): (certificate: Certificate) => Value {
  const made = new WeakMap<Certificate, Value>();
  return (certificate) => {
    const value = made.get(certificate) ?? make(certificate);
    made.set(certificate, value);
    return value;
  };
}
