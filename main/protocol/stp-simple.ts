// STPSimple (type 2): a text for one person, encrypted, authenticated and signed (spec 1.4). The three versions
// differ only in the values of their profile. Built and opened in the order of the specification; nothing of a
// message is released before its last check.
import { StampError } from "../../shared/errors";
import type { ProtocolLevel } from "../../shared/capability";
import { applyCtr, AES_KEY_LENGTH, decryptGcm, encryptGcm } from "../crypto/aes";
import { concatBytes, equalBytes } from "../crypto/bytes";
import { hmac, verifyHmac, type HmacHash } from "../crypto/hmac";
import type { Identity } from "../crypto/identity";
import { randomBytes } from "../crypto/random";
import { decryptOaep, encryptOaep, sign, type PrivateKey } from "../crypto/rsa";
import { authenticate } from "./authenticate";
import { bytesToMac, bytesToSign, type CoveredMessage, type CoveredSecrets } from "./signed-bytes";
import type { OpenContext, OpenedMessage, SealRequest, StpCodec } from "./stp-codec";
import { checkAddresses, headerOf, newHeader, type StpHeader } from "./stp-header";
import { readStpMessage, stpSchema, writeStpMessage } from "./stp-message";
import { readMessage } from "./wire-read";

const TYPE = 2;
const IV_LENGTH = 16;

export interface SimpleProfile {
  readonly version: 1 | 2 | 3;
  readonly level: ProtocolLevel;
  /** GCM puts the IV before the ciphertext as well; CTR does not. */
  readonly cipher: "gcm" | "ctr";
  readonly hmac: HmacHash;
  readonly macKeyLength: { readonly written: number; readonly readMin: number; readonly readMax: number };
  readonly coversTime: boolean;
  readonly destinationType: boolean;
  /** SHA1withRSA may be read when the user allows it. */
  readonly oldSignatures: boolean;
}

const draft = {
  cipher: "gcm",
  hmac: "sha1",
  macKeyLength: { written: 20, readMin: 16, readMax: 64 },
  destinationType: true,
  oldSignatures: true,
} as const;

export const SIMPLE_V1: SimpleProfile = { ...draft, version: 1, level: "2.0", coversTime: false };
export const SIMPLE_V2: SimpleProfile = { ...draft, version: 2, level: "2.1", coversTime: true };
export const SIMPLE_V3: SimpleProfile = {
  version: 3,
  level: "2.2",
  cipher: "ctr",
  hmac: "sha256",
  macKeyLength: { written: 32, readMin: 32, readMax: 32 },
  coversTime: true,
  destinationType: false,
  oldSignatures: false,
};

const WIRE_RULES = {
  required: ["sender", "destination", "signature", "iv", "eAsymBlock", "eSymBlock", "hmac"],
  virtual: ["encKey", "macKey", "payload", "protocolType", "protocolVersion"],
  unsupported: ["signatureVersion", "eAsymBlockVersion", "eSymBlockVersion", "hmacVersion"],
} as const;

export function stpSimple(profile: SimpleProfile): StpCodec {
  return {
    stp: { type: TYPE, version: profile.version },
    level: profile.level,
    seal: (request) => seal(profile, request),
    open: (payload, context) => open(profile, payload, context),
  };
}

async function seal(profile: SimpleProfile, request: SealRequest) {
  const header = newHeader(request);
  const secrets: CoveredSecrets = {
    encKey: randomBytes(AES_KEY_LENGTH),
    macKey: randomBytes(profile.macKeyLength.written),
    iv: randomBytes(IV_LENGTH),
  };
  const eAsymBlock = encryptOaep(request.recipientCertificate.publicKey, writeKeyBlock(secrets));
  const payload = await build(profile, header, secrets, eAsymBlock, request.amp.payload, request.identity);
  return { payload, randomNonce: header.randomNonce };
}

/** The deterministic part of building: the same input gives the same bytes (PKCS#1 v1.5 signatures have no salt). */
export async function build(
  profile: SimpleProfile,
  header: StpHeader,
  secrets: CoveredSecrets,
  eAsymBlock: Uint8Array,
  ampPayload: Uint8Array,
  identity: Identity,
): Promise<Uint8Array> {
  const message = covered(profile, header, secrets);
  const eSymBlock = encrypt(profile, secrets, ampPayload);
  const signature = await sign(identity.privateKey, bytesToSign(message, ampPayload));
  const mac = hmac(profile.hmac, secrets.macKey, bytesToMac(message, eAsymBlock, eSymBlock));
  return writeStpMessage(header, { signature, iv: secrets.iv, eAsymBlock, eSymBlock, hmac: mac });
}

async function open(profile: SimpleProfile, payload: Uint8Array, context: OpenContext): Promise<OpenedMessage> {
  const fields = readStpMessage(payload, WIRE_RULES, profile.destinationType);
  const { iv, eAsymBlock, eSymBlock } = fields;
  if (iv.length !== IV_LENGTH) throw new StampError("malformed-stp", { field: "iv" });
  const header = headerOf(fields);
  const sender = checkAddresses(header, context);

  const { encKey, macKey } = await readKeyBlock(profile, eAsymBlock, context.identity.privateKey);
  const secrets = { encKey, macKey, iv };
  const message = covered(profile, header, secrets);
  if (!verifyHmac(profile.hmac, macKey, bytesToMac(message, eAsymBlock, eSymBlock), fields.hmac)) {
    throw new StampError("bad-mac");
  }
  const ampPayload = decrypt(profile, secrets, eSymBlock);
  if (ampPayload === undefined) throw new StampError("bad-cipher");
  const sha1 = profile.oldSignatures && context.acceptSha1Signatures === true;
  const hashes = sha1 ? (["sha256", "sha1"] as const) : (["sha256"] as const);
  const facts = { sender, level: profile.level, encrypted: true };
  return authenticate(facts, message, ampPayload, fields.signature, context.senderKeys, hashes);
}

function covered(profile: SimpleProfile, header: StpHeader, secrets: CoveredSecrets): CoveredMessage {
  return { stp: { type: TYPE, version: profile.version }, header, coversTime: profile.coversTime, secrets };
}

export function writeKeyBlock({ encKey, macKey }: Omit<CoveredSecrets, "iv">): Uint8Array {
  return writeStpMessage({ encKey, macKey });
}

/** Every way to fail is the same failure (spec 1.4). */
async function readKeyBlock(profile: SimpleProfile, block: Uint8Array, key: PrivateKey) {
  const plaintext = await decryptOaep(key, block);
  if (plaintext === undefined) throw new StampError("bad-key-block");
  const { encKey, macKey } = readMessage(stpSchema, plaintext, "bad-key-block");
  const { readMin, readMax } = profile.macKeyLength;
  if (encKey?.length !== AES_KEY_LENGTH || macKey === undefined) throw new StampError("bad-key-block");
  if (macKey.length < readMin || macKey.length > readMax) throw new StampError("bad-key-block");
  return { encKey, macKey };
}

function encrypt(profile: SimpleProfile, { encKey, iv }: CoveredSecrets, plaintext: Uint8Array): Uint8Array {
  return profile.cipher === "ctr" ? applyCtr(encKey, iv, plaintext) : concatBytes(iv, encryptGcm(encKey, iv, plaintext));
}

function decrypt(profile: SimpleProfile, { encKey, iv }: CoveredSecrets, eSymBlock: Uint8Array): Uint8Array | undefined {
  if (profile.cipher === "ctr") return applyCtr(encKey, iv, eSymBlock);
  if (!equalBytes(eSymBlock.subarray(0, IV_LENGTH), iv)) return undefined;
  return decryptGcm(encKey, iv, eSymBlock.subarray(IV_LENGTH));
}
