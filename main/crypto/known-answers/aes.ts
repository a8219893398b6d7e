// Known answers of AES-256-GCM and AES-256-CTR. Sources: the GCM specification of McGrew and Viega, appendix B; Project
// Wycheproof, aes_gcm_test.json (groups with a 256-bit key and a 128-bit IV, which is the length that STPSimple has);
// NIST SP 800-38A, F.5.5.

export interface GcmAnswer {
  readonly comment: string;
  /** Everything is hex. */
  readonly key: string;
  readonly iv: string;
  readonly associated: string;
  readonly plaintext: string;
  readonly ciphertext: string;
  /** 16 bytes. */
  readonly tag: string;
}

const FEFF = "feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308";
const PLAINTEXT =
  "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a721c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b391aafd255";
/** 60 bytes: not a multiple of a block. */
const SHORT_PLAINTEXT = PLAINTEXT.slice(0, 120);
const ASSOCIATED = "feedfacedeadbeeffeedfacedeadbeefabaddad2";

const SPECIFICATION: readonly GcmAnswer[] = [
  {
    comment: "GCM specification, case 13: nothing at all",
    key: "00".repeat(32),
    iv: "00".repeat(12),
    associated: "",
    plaintext: "",
    ciphertext: "",
    tag: "530f8afbc74536b9a963b4f1c4cb738b",
  },
  {
    comment: "GCM specification, case 14: one block",
    key: "00".repeat(32),
    iv: "00".repeat(12),
    associated: "",
    plaintext: "00".repeat(16),
    ciphertext: "cea7403d4d606b6e074ec5d3baf39d18",
    tag: "d0d1c8a799996bf0265b98b5d48ab919",
  },
  {
    comment: "GCM specification, case 15: four blocks",
    key: FEFF,
    iv: "cafebabefacedbaddecaf888",
    associated: "",
    plaintext: PLAINTEXT,
    ciphertext:
      "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662898015ad",
    tag: "b094dac5d93471bdec1a502270e3cc6c",
  },
  {
    comment: "GCM specification, case 16: associated data, part of a block",
    key: FEFF,
    iv: "cafebabefacedbaddecaf888",
    associated: ASSOCIATED,
    plaintext: SHORT_PLAINTEXT,
    ciphertext:
      "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662",
    tag: "76fc6ece0f4e1768cddf8853bb2d551b",
  },
  {
    comment: "GCM specification, case 17: an IV of 8 bytes",
    key: FEFF,
    iv: "cafebabefacedbad",
    associated: ASSOCIATED,
    plaintext: SHORT_PLAINTEXT,
    ciphertext:
      "c3762df1ca787d32ae47c13bf19844cbaf1ae14d0b976afac52ff7d79bba9de0feb582d33934a4f0954cc2363bc73f7862ac430e64abe499f47c9b1f",
    tag: "3a337dbf46a792c45e454913fe2ea8f2",
  },
  {
    comment: "GCM specification, case 18: an IV of 60 bytes",
    key: FEFF,
    iv: "9313225df88406e555909c5aff5269aa6a7a9538534f7da1e4c303d2a318a728c3c0c95156809539fcf0e2429a6b525416aedbf5a0de6a57a637b39b",
    associated: ASSOCIATED,
    plaintext: SHORT_PLAINTEXT,
    ciphertext:
      "5a8def2f0c9e53f1f75d7853659e2a20eeb2b22aafde6419a058ab4f6f746bf40fc0c3b780f244452da3ebf1c5d82cdea2418997200ef82e44ae7e3f",
    tag: "a44a8266ee1c8eb0c8b5d4cf5ae9f19a",
  },
];

/** With this key the IVs are made so that the first counter block is the one that the comment names. */
const constructed = { key: "00112233445566778899aabbccddeeff102132435465768798a9bacbdcedfe0f", associated: "" };
const ZEROS = "00".repeat(40);

const WYCHEPROOF: readonly GcmAnswer[] = [
  {
    ...constructed,
    comment: "Wycheproof 187: first counter block 0",
    iv: "57b3a81f2c36b6b06577ca0fbab8fa8e",
    plaintext: ZEROS,
    ciphertext: "cceebeb4fe4cd90c514e52d2327a2ecd75393661006cf2476d8620149aef3d1cdce491fff3e7a7a3",
    tag: "8132e865b69d64ef37db261f80cbbe24",
  },
  {
    ...constructed,
    comment: "Wycheproof 188: first counter block all ones, so the counter starts anew",
    iv: "ce20a7e870696a5e68533c465bad2ba1",
    plaintext: ZEROS,
    ciphertext: "4f4350565d91d9aa8c5f4048550492ad6d6fdabf66da5d1e2af7bfe1a8aadaa0baa3de38a41d9713",
    tag: "155da6441ec071ef2d8e6cffbacc1c7c",
  },
  {
    ...constructed,
    comment: "Wycheproof 192: the counter starts anew at the second block",
    iv: "b37bbad104928ae89221d3520c2682e0",
    plaintext: ZEROS,
    ciphertext: "16929b773051f12b0adac95f65e21a7f36b3fbecd09178d04527fb37544f5579d20d60a41266f685",
    tag: "ca448bb7e52e897eca234ef343d057d0",
  },
  {
    ...constructed,
    comment: "Wycheproof 198: a tag of zeros",
    iv: "00".repeat(16),
    plaintext: "8d74f1c97243d362577ff376c393d2dc",
    ciphertext: "265c42e2b96ea1de9c24f7182e337390",
    tag: "00".repeat(16),
  },
  {
    ...constructed,
    comment: "Wycheproof 199: a tag of ones",
    iv: "ff".repeat(16),
    plaintext: "884df0e76f3ce227bf9595d103825a46",
    ciphertext: "988f47668ea650cbaa6714711abe268d",
    tag: "ff".repeat(16),
  },
  {
    comment: "Wycheproof 200: an empty plaintext with an IV of 16 bytes",
    key: "b4cd11db0b3e0b9b34eafd9fe027746976379155e76116afde1b96d21298e34f",
    iv: "00c49f4ebb07393f07ebc3825f7b0830",
    associated: "",
    plaintext: "",
    ciphertext: "",
    tag: "306fe8c9645cc849823e333a685b90b2",
  },
  {
    comment: "Wycheproof 202: 15 bytes with an IV of 16 bytes",
    key: "4c010d9561c7234c308c01cea3040c925a9f324dc958ff904ae39b37e60e1e03",
    iv: "2a55caa137c5b0b66cf3809eb8f730c4",
    associated: "",
    plaintext: "2a093c9ed72b8ff4994201e9f9e010",
    ciphertext: "041341078f0439e50b43c991635117",
    tag: "5b8a2f2da20ef657c903da88ef5f57bb",
  },
];

export const GCM_ANSWERS = [...SPECIFICATION, ...WYCHEPROOF];

/** SP 800-38A, F.5.5: four blocks. */
export const CTR_ANSWER = {
  key: "603deb1015ca71be2b73aef0857d77811f352c073b6108d72d9810a30914dff4",
  iv: "f0f1f2f3f4f5f6f7f8f9fafbfcfdfeff",
  plaintext:
    "6bc1bee22e409f96e93d7e117393172aae2d8a571e03ac9c9eb76fac45af8e5130c81c46a35ce411e5fbc1191a0a52eff69f2445df4f9b17ad2b417be66c3710",
  ciphertext:
    "601ec313775789a5b7a7f504bbf3d228f443e3ca4d62b59aca84e990cacaf5c52b0930daa23de94ce87017ba2d84988ddfc9c58db67aada613c2dd08457941a6",
} as const;
