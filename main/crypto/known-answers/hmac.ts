// Known answers of HMAC: RFC 2202, section 3 (SHA-1), and RFC 4231, section 4 (SHA-256), all test cases.
import type { HmacHash } from "../hmac";

export interface HmacAnswer {
  readonly comment: string;
  readonly result: "valid" | "invalid";
  readonly hash: HmacHash;
  readonly key: Uint8Array;
  readonly data: Uint8Array;
  /** Hex. */
  readonly mac: string;
}

const text = (value: string): Uint8Array => new TextEncoder().encode(value);
const repeated = (byte: number, length: number): Uint8Array => new Uint8Array(length).fill(byte);

const HI = { key: repeated(0x0b, 20), data: text("Hi There") };
const JEFE = { key: text("Jefe"), data: text("what do ya want for nothing?") };
const BLOCK = { key: repeated(0xaa, 20), data: repeated(0xdd, 50) };
const COUNTED = { key: Uint8Array.from({ length: 25 }, (_, index) => index + 1), data: repeated(0xcd, 50) };
const TRUNCATED = { key: repeated(0x0c, 20), data: text("Test With Truncation") };
const LONG_KEY = text("Test Using Larger Than Block-Size Key - Hash Key First");
const LONG_BOTH = text("Test Using Larger Than Block-Size Key and Larger Than One Block-Size Data");
const LONG_BOTH_256 = text(
  "This is a test using a larger than block-size key and a larger than block-size data. " +
    "The key needs to be hashed before being used by the HMAC algorithm.",
);

const sha1 = { result: "valid", hash: "sha1" } as const;
const sha256 = { result: "valid", hash: "sha256" } as const;

export const HMAC_ANSWERS: readonly HmacAnswer[] = [
  { ...sha1, ...HI, comment: "RFC 2202, case 1", mac: "b617318655057264e28bc0b6fb378c8ef146be00" },
  { ...sha1, ...JEFE, comment: "RFC 2202, case 2", mac: "effcdf6ae5eb2fa2d27416d5f184df9c259a7c79" },
  { ...sha1, ...BLOCK, comment: "RFC 2202, case 3", mac: "125d7342b9ac11cd91a39af48aa17b4f63f175d3" },
  { ...sha1, ...COUNTED, comment: "RFC 2202, case 4", mac: "4c9007f4026250c6bc8414f9bf50c86c2d7235da" },
  { ...sha1, ...TRUNCATED, comment: "RFC 2202, case 5", mac: "4c1a03424b55e07fe7f27be1d58bb9324a9a5a04" },
  { ...sha1, ...TRUNCATED, comment: "RFC 2202, case 5, its digest-96", mac: "4c1a03424b55e07fe7f27be1", result: "invalid" },
  { ...sha1, key: repeated(0xaa, 80), data: LONG_KEY, comment: "RFC 2202, case 6", mac: "aa4ae5e15272d00e95705637ce8a3b55ed402112" },
  { ...sha1, key: repeated(0xaa, 80), data: LONG_BOTH, comment: "RFC 2202, case 7", mac: "e8e99d0f45237d786d6bbaa7965c7808bbff1a91" },
  { ...sha256, ...HI, comment: "RFC 4231, case 1", mac: "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7" },
  { ...sha256, ...JEFE, comment: "RFC 4231, case 2", mac: "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843" },
  { ...sha256, ...BLOCK, comment: "RFC 4231, case 3", mac: "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe" },
  { ...sha256, ...COUNTED, comment: "RFC 4231, case 4", mac: "82558a389a443c0ea4cc819899f2083a85f0faa3e578f8077a2e3ff46729665b" },
  { ...sha256, ...TRUNCATED, comment: "RFC 4231, case 5, shortened to 128 bits", mac: "a3b6167473100ee06e0c796c2955552b", result: "invalid" },
  { ...sha256, key: repeated(0xaa, 131), data: LONG_KEY, comment: "RFC 4231, case 6", mac: "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54" },
  { ...sha256, key: repeated(0xaa, 131), data: LONG_BOTH_256, comment: "RFC 4231, case 7", mac: "9b09ffa71b942fcb27635fbcd5b0e944bfdc63644f0713938a7f51535c3a35e2" },
];
