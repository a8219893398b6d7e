// For tests: a certificate whose key costs whoever reads it. The curve is given in full instead of by name (RFC 3279,
// 2.3.5) and the point is compressed, so the reader takes a square root modulo a prime p of 661 bits. It takes the
// longer the more often 2 divides p - 1: here 640 times.
import { AsnConvert } from "@peculiar/asn1-schema";
import { Certificate, SubjectPublicKeyInfo } from "@peculiar/asn1-x509";
import { BitString, Integer, ObjectIdentifier, OctetString, Sequence } from "asn1js";

const p = (2096913n << 640n) + 1n;
const FIELD_LENGTH = 83;

function field(value: bigint): Uint8Array {
  const positive = ((value % p) + p) % p;
  return new Uint8Array(Buffer.from(positive.toString(16).padStart(2 * FIELD_LENGTH, "0"), "hex"));
}

/** SubjectPublicKeyInfo, DER: a point on y² = x³ + x + b, where b is such that (5, 7) lies on it. */
export function slowCurveKey(): Uint8Array {
  const a = 1n;
  const b = 7n * 7n - 5n * 5n * 5n - 5n * a;
  const curve = new Sequence({ value: [field(a), field(b)].map((valueHex) => new OctetString({ valueHex })) });
  const parameters = new Sequence({
    value: [
      new Integer({ value: 1 }),
      new Sequence({ value: [new ObjectIdentifier({ value: "1.2.840.10045.1.1" }), Integer.fromBigInt(p)] }),
      curve,
      new OctetString({ valueHex: Uint8Array.of(4, ...field(5n), ...field(7n)) }),
      Integer.fromBigInt(p - 2n),
      new Integer({ value: 1 }),
    ],
  });
  const algorithm = new Sequence({ value: [new ObjectIdentifier({ value: "1.2.840.10045.2.1" }), parameters] });
  const point = new BitString({ valueHex: Uint8Array.of(3, ...field(3n)) });
  return new Uint8Array(new Sequence({ value: [algorithm, point] }).toBER());
}

/** The same certificate for another key; its signature no longer fits, which trust does not rest on. */
export function withKey(certificate: Uint8Array, spki: Uint8Array): Uint8Array {
  const changed = AsnConvert.parse(certificate, Certificate);
  changed.tbsCertificate.subjectPublicKeyInfo = AsnConvert.parse(spki, SubjectPublicKeyInfo);
  return new Uint8Array(AsnConvert.serialize(changed));
}
