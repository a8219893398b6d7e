// Known answers of RSA signatures with PKCS#1 v1.5. Published ones are of Project Wycheproof,
// rsa_signature_2048_sha256_test.json. The constructed ones say how a signed block (RFC 8017, 9.2) looks, right or in
// the ways in which verifiers were cheated; the test makes the signature with the private key and no padding of its own.
import type { SignatureHash } from "../rsa";

/** Wycheproof's public key, exponent 65537: base64url of the modulus. */
export const PUBLISHED_MODULUS =
  "orRRoH0KpfluRVZxUTVQUUqKW0YuvvcXCU-h_ugiJOY3-XRtP3yv0xh42AMltu9aFwD2WQO0aUKeidbqyIRQl7WrOTGJ25JRLtincRoSU_rNIPecFegkfz0-QuRuSMmOJUov6XZTE6A-_48X4aApOXofomqNzib0kO2BKZYV2YFMItphBCjgnH2WWFlCZvXAIdD87KCNlFoSvoLeTR7Oa0wDFFtdNJXU7VQR64eNrwX9evw-Ca2g8RJkIvWQl1oZaYFvSGmLy7obTZyuedRg2Pn4Xnl1AF2bwixOWsD3waRdElaaYoB9O5oC5aUw53MGb0U9H1tMLpz3ggKD90K51Q";

export interface SignatureAnswer {
  readonly comment: string;
  readonly result: "valid" | "invalid";
  /** Hex. */
  readonly message: string;
  /** Hex, SHA-256. */
  readonly signature: string;
}

export const SIGNATURE_ANSWERS: readonly SignatureAnswer[] = [
  {
    comment: "Wycheproof 1: an empty message",
    result: "valid",
    message: "",
    signature:
      "840f5dac53106dd1f9c57219224cf51289290c42f20466875ba8e830ac5690e541536fcc8ab03b731f82bf66d83f194e7e180b3963ec7a2f3f7904a7ce49aed47da4d4b79421eaf937d301b3e696169297b797c32c076a12be4de0b58e003c5123051a84a10c62f8dac2f42a8640008eb3c7cccd6760ff5b51b689763922582845f048fb8150e5a7a6ca2eccc7bdc85349ad5b26c52137a79fa3fe5c29ab5cd7615013219c1941b6708e9c3c23feff5febaf0c8ebca5750b54e3e6e99a3e876b396f27860b7f3ec4e9191703c6332d944f6f69751167680c79c4f6b57f1cc8755d24b6ec158ccdbacdb23107a33cb6b332516c13274d1f9dccc21dced869e486",
  },
  {
    comment: "Wycheproof 3",
    result: "valid",
    message: "54657374",
    signature:
      "264491e844c119f14e425c03282139a558dcdaeb82a4628173cd407fd319f9076eaebc0dd87a1c22e4d17839096886d58a9d5b7f7aeb63efec56c45ac7bead4203b6886e1faa90e028ec0ae094d46bf3f97efdd19045cfbc25a1abda2432639f9876405c0d68f8edbf047c12a454f7681d5d5a2b54bd3723d193dbad4338baad753264006e2d08931c4b8bb79aa1c9cad10eb6605f87c5831f6e2b08e002f9c6f21141f5841d92727dd3e1d99c36bc560da3c9067df99fcaf818941f72588be33032bad22caf6704223bb114d575b6d02d9d222b580005d930e8f40cce9f672eebb634a20177d84351627964b83f2053d736a84ab1a005f63bd5ba943de6205c",
  },
  {
    comment: "Wycheproof 8: missing NULL, which some verifiers still take",
    result: "invalid",
    message: "313233343030",
    signature:
      "095dad1fd82bcd36652a381b7f4dd656bd89b40aa58b56da4f6aa8247874b935e65d2b86752d537df7103884d39dd9ad3d65f87404526b09094c5615c6249979b0dc58d2199ae8696a5b76b4bb03eaf08c2ab6aec686c6b1b289c9b44f648bd30cb1ac6a64a73d68e59cd05e7aa1b780f4bfd7b83dfe3b884ec11821a93dc5bbb47a00eea4557b6b96b5656276001f1f295ddbbbc511a99b9a665b9c2674c8af0d812286d0be3ce74817ba2cad283757de35dfb149f2835f60cb03ff155524a57f78b148feceb84cd20b0ae22e3e48f433fbd9bfd60be8afec93165ee0310be961d3695f309d031320c830aa6ba08b5a51d943797097c57630be391bd23736cc",
  },
  {
    comment: "Wycheproof 9: long form of a short length",
    result: "invalid",
    message: "313233343030",
    signature:
      "8a0e82d4f334aca72a718b6f8f643f69c6048d619d5eba71263a5d2d3ac7a7af133b780c7595ca2c982c006e861948f543cd0210c758691f9626842c25de2843ea314ca8eff285d47e0cffa54180af416004017034962a80a5959c3d3f1bfc154a4824462a93c014f6dfe920824f414a6e30e0e5944d480b99949ec7bf64c4a7461575933b17d7d6b0178b5192392ace3ed8469e8ac1dacae51ad5d3ad73dcb213e056d04596e64d8c0703def3110c7cecc93ba8ac8059f0f3d66b89d8712c62b41d407e4b4a104f4569558b0290c213cad6d0653898b9df8f4a453ab07d13bfb7598d505abbd0c4987e4f1ac66e1a523e113e370ab7cf990f0cc63f50f4f0a4",
  },
  {
    comment: "Wycheproof 11: a leading zero in a length",
    result: "invalid",
    message: "313233343030",
    signature:
      "8d9c25235cdcdcc7ca2558c0be14f83afeb303f00c13106ac5affc952af527a0585cf4801104a7d019fa2e63fd0b923c061a24b8be7c3105443c8eedf4a033d3de802adfd80f872d3c505f41e3feb116f5d5f31f04df3e448bc7e7cbc2343f7dd4f4c3d2670ed3d3c66f91d626bb12a2001160a123d03b77d2a6ec53445db517147171e3ba3cd7dde902c486c74e8d8d33d4f7699791179d1df4fac78cda67da9138c18f2cc8863018e1739fb309408c62051b715096512602c5c4c7e7c394282593ec087832fd48b4f353d8046600e4152c2092632a79bf05497a13840e171047d79c23a76896235e9d5f0f56a78d3fe472fded2899e228f714690b40b66ee7",
  },
];

export interface SignedBlock {
  readonly comment: string;
  readonly result: "valid" | "invalid";
  /** Which hash the verifier asks for. */
  readonly hash: SignatureHash;
  /** Hex of the block. `{ff}` is as much padding as fills it, `{..}` as much garbage, `{hash}` the hash of the message. */
  readonly block: string;
}

const SHA256 = "0609608648016503040201";
const SHA512 = "0609608648016503040203";
const SHA1 = "06052b0e03021a";
const NULL = "0500";

const sha256 = (comment: string, block: string): SignedBlock => ({ comment, block, hash: "sha256", result: "invalid" });
const sha1 = (comment: string, block: string): SignedBlock => ({ comment, block, hash: "sha1", result: "invalid" });
const INFO = `3031300d${SHA256}${NULL}0420{hash}`;
const INFO_SHA1 = `30213009${SHA1}${NULL}0414{hash}`;
const EIGHT = "ff".repeat(8);

export const SIGNED_BLOCKS: readonly SignedBlock[] = [
  { ...sha256("as RFC 8017 says, SHA-256", `0001{ff}00${INFO}`), result: "valid" },
  { ...sha1("as RFC 8017 says, SHA-1", `0001{ff}00${INFO_SHA1}`), result: "valid" },
  // The DigestInfo is right and is encoded in another way.
  sha256("BER: long form of the outer length", `0001{ff}00308131300d${SHA256}${NULL}0420{hash}`),
  sha256("BER: long form of the inner length", `0001{ff}00303230810d${SHA256}${NULL}0420{hash}`),
  sha256("BER: long form of the hash's length", `0001{ff}003032300d${SHA256}${NULL}048120{hash}`),
  sha256("BER: long form of the NULL's length", `0001{ff}003032300e${SHA256}0581000420{hash}`),
  sha256("BER: indefinite outer length", `0001{ff}003080300d${SHA256}${NULL}0420{hash}0000`),
  sha256("BER: the hash in chunks", `0001{ff}003033300d${SHA256}${NULL}24220420{hash}`),
  sha256("missing NULL", `0001{ff}00302f300b${SHA256}0420{hash}`),
  sha1("missing NULL, SHA-1", `0001{ff}00301f3007${SHA1}0414{hash}`),
  sha256("something else for the NULL", `0001{ff}003031300d${SHA256}30000420{hash}`),
  sha256("the NULL twice", `0001{ff}003033300f${SHA256}${NULL}${NULL}0420{hash}`),
  // Something where nothing may be.
  sha256("garbage after the hash, short padding", `0001${EIGHT}00${INFO}{..}`),
  sha1("garbage after the hash, short padding, SHA-1", `0001${EIGHT}00${INFO_SHA1}{..}`),
  sha256("one byte after the hash", `0001{ff}00${INFO}00`),
  sha256("garbage after the hash within the DigestInfo", `0001{ff}003035300d${SHA256}${NULL}0420{hash}eeeeeeee`),
  sha256("garbage within the parameters, hash at the end", `0001{ff}00308192306e${SHA256}058160${"ee".repeat(96)}0420{hash}`),
  sha256("garbage before the DigestInfo", `0001${EIGHT}00{..}${INFO}`),
  // Padding.
  sha256("no padding", `000100${INFO}{..}`),
  sha256("seven bytes of padding", `0001${"ff".repeat(7)}00${INFO}{..}`),
  sha256("first byte of the padding not ff", `0001fe{ff}00${INFO}`),
  sha256("last byte of the padding not ff", `0001{ff}fe00${INFO}`),
  sha256("padding of zeros", `000100{00}00${INFO}`),
  sha256("no zero after the padding", `0001{ff}${INFO}`),
  sha256("another byte than zero after the padding", `0001{ff}01${INFO}`),
  sha256("block type 0", `0000{ff}00${INFO}`),
  sha256("block type 2, which is for encryption", `0002{ff}00${INFO}`),
  sha256("first byte 01", `0101{ff}00${INFO}`),
  // The hash.
  sha256("the OID of SHA-512", `0001{ff}003031300d${SHA512}${NULL}0420{hash}`),
  sha256("the OID of SHA-1", `0001{ff}00302d3009${SHA1}${NULL}0420{hash}`),
  sha1("the OID of SHA-256 where SHA-1 was asked for", `0001{ff}003025300d${SHA256}${NULL}0414{hash}`),
  sha256("an unknown OID", `0001{ff}003031300d0609608648016503040263${NULL}0420{hash}`),
  sha256("the bare hash", "0001{ff}00{hash}"),
  sha256("an empty hash", `0001{ff}003011300d${SHA256}${NULL}0400`),
  sha256("a hash of zeros", `0001{ff}003031300d${SHA256}${NULL}0420${"00".repeat(32)}`),
  sha256("nothing but padding", "0001{ff}"),
  sha256("nothing at all", "{00}"),
];
