// Names of CMS: types of content, and what S/MIME signs, encrypts and compresses with (RFC 3274, RFC 3370, RFC 3565,
// RFC 5652, RFC 5754).
import type { SignatureHash } from "../rsa";

export const DATA = "1.2.840.113549.1.7.1";
export const SIGNED_DATA = "1.2.840.113549.1.7.2";
export const ENVELOPED_DATA = "1.2.840.113549.1.7.3";
export const COMPRESSED_DATA = "1.2.840.113549.1.9.16.1.9";

/** RFC 5652, 11: attributes that bind a signature to type and content. */
export const CONTENT_TYPE = "1.2.840.113549.1.9.3";
export const MESSAGE_DIGEST = "1.2.840.113549.1.9.4";

export const ZLIB = "1.2.840.113549.1.9.16.3.8";

export const SHA1 = "1.3.14.3.2.26";

export const DIGESTS: Readonly<Record<string, SignatureHash>> = {
  [SHA1]: "sha1",
  "2.16.840.1.101.3.4.2.1": "sha256",
  "2.16.840.1.101.3.4.2.2": "sha384",
  "2.16.840.1.101.3.4.2.3": "sha512",
};

/** rsaEncryption: key transport by PKCS#1 v1.5, and signatures that leave the hash to the digest algorithm. */
export { RSA_ENCRYPTION as RSA } from "../rsa";

export const RSA_WITH: Readonly<Record<string, SignatureHash>> = {
  "1.2.840.113549.1.1.5": "sha1",
  "1.2.840.113549.1.1.11": "sha256",
  "1.2.840.113549.1.1.12": "sha384",
  "1.2.840.113549.1.1.13": "sha512",
};

export const AES_128_CBC = "2.16.840.1.101.3.4.1.2";

export const CIPHERS: Readonly<Record<string, { readonly name: string; readonly keyLength: number }>> = {
  [AES_128_CBC]: { name: "aes-128-cbc", keyLength: 16 },
  "2.16.840.1.101.3.4.1.22": { name: "aes-192-cbc", keyLength: 24 },
  "2.16.840.1.101.3.4.1.42": { name: "aes-256-cbc", keyLength: 32 },
};
