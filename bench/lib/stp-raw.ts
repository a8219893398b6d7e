// The limit of building and opening a message: the calls of node:crypto that the specification asks for, one after the
// other on one thread, with the same keys, in the same order and over as many bytes as the product's (docs/protocol.md,
// 1.4 Build and Open, 1.5, 1.8 for the replay key, 1.9). No encoding, no base64, no compression, no checks of fields or
// addresses. RSA of S/MIME is decrypted raw as in the product, but without the constant-time unpadding.
import * as crypto from "node:crypto";
import { present } from "../../shared/assert";
import { fromBase64 } from "../../main/crypto/base64";
import { openEnvelope } from "../../main/crypto/cms/enveloped-data";
import type { Identity } from "../../main/crypto/identity";
import { readSignedData } from "../../main/crypto/cms/signed-data";
import { bytesToMac, bytesToSign, type CoveredMessage } from "../../main/protocol/signed-bytes";
import type { SealRequest } from "../../main/protocol/stp-codec";
import { newHeader } from "../../main/protocol/stp-header";
import { AUTH_V2 } from "../../main/protocol/stp-simple-auth";
import { SIMPLE_V1, SIMPLE_V2, SIMPLE_V3, writeKeyBlock, type SimpleProfile } from "../../main/protocol/stp-simple";
import type { Operation } from "./interleave";

/** One message of a protocol, built and opened again. */
export interface RawStp {
  readonly build: Operation;
  readonly open: Operation;
}

export interface RawRequest extends SealRequest {
  readonly recipientIdentity: Identity;
  /** A body that the product sealed of the same request. */
  readonly body: string;
}

const OAEP = { padding: crypto.constants.RSA_PKCS1_OAEP_PADDING, oaepHash: "sha1" } as const;
const TAG = { authTagLength: 16 } as const;
const ENC_KEY = 32;
const IV = 16;

const drawNonce = (): number => crypto.randomInt(1, 0x1_0000_0000);
const sha256 = (bytes: Uint8Array): Buffer => crypto.createHash("sha256").update(bytes).digest();

export const rawSimpleV1 = (request: RawRequest): RawStp => rawSimple(SIMPLE_V1, request);
export const rawSimpleV2 = (request: RawRequest): RawStp => rawSimple(SIMPLE_V2, request);
export const rawSimpleV3 = (request: RawRequest): RawStp => rawSimple(SIMPLE_V3, request);

function rawSimple(profile: SimpleProfile, request: RawRequest): RawStp {
  const { amp, identity, recipientCertificate, recipientIdentity } = request;
  const secrets = { encKey: crypto.randomBytes(ENC_KEY), macKey: crypto.randomBytes(profile.macKeyLength.written), iv: crypto.randomBytes(IV) };
  const stp = { type: 2, version: profile.version };
  const message: CoveredMessage = { stp, header: newHeader(request), coversTime: profile.coversTime, secrets };
  const encrypt = profile.cipher === "gcm" ? encryptGcm : encryptCtr;
  const decrypt = profile.cipher === "gcm" ? decryptGcm : decryptCtr;

  const keyBlock = writeKeyBlock(secrets);
  const wrapped = crypto.publicEncrypt({ key: recipientCertificate.publicKey.key, ...OAEP }, keyBlock);
  const sealed = encrypt(secrets.encKey, secrets.iv, amp.payload);
  const onTheWire = profile.cipher === "gcm" ? Buffer.concat([secrets.iv, sealed]) : sealed;
  const toSign = bytesToSign(message, amp.payload);
  const toMac = bytesToMac(message, wrapped, onTheWire);
  const signature = crypto.sign("sha256", toSign, identity.privateKey.signing);
  const mac = crypto.createHmac(profile.hmac, secrets.macKey).update(toMac).digest();

  return {
    build() {
      drawNonce();
      const encKey = crypto.randomBytes(ENC_KEY);
      const macKey = crypto.randomBytes(profile.macKeyLength.written);
      const iv = crypto.randomBytes(IV);
      crypto.publicEncrypt({ key: recipientCertificate.publicKey.key, ...OAEP }, keyBlock);
      encrypt(encKey, iv, amp.payload);
      crypto.sign("sha256", toSign, identity.privateKey.signing);
      crypto.createHmac(profile.hmac, macKey).update(toMac).digest();
    },
    open() {
      crypto.privateDecrypt({ key: recipientIdentity.privateKey.signing, ...OAEP }, wrapped);
      crypto.timingSafeEqual(crypto.createHmac(profile.hmac, secrets.macKey).update(toMac).digest(), mac);
      decrypt(secrets.encKey, secrets.iv, sealed);
      crypto.verify("sha256", toSign, identity.certificate.publicKey.key, signature);
      sha256(toSign);
    },
  };
}

export function rawAuth(request: RawRequest): RawStp {
  const { amp, identity } = request;
  const stp = { type: 4, version: AUTH_V2.version };
  const toSign = bytesToSign({ stp, header: newHeader(request), coversTime: true }, amp.payload);
  const signature = crypto.sign("sha256", toSign, identity.privateKey.signing);
  return {
    build() {
      drawNonce();
      crypto.sign("sha256", toSign, identity.privateKey.signing);
    },
    open() {
      crypto.verify("sha256", toSign, identity.certificate.publicKey.key, signature);
      sha256(toSign);
    },
  };
}

export function rawSmime({ body, identity, recipientCertificate, recipientIdentity: { privateKey } }: RawRequest): RawStp {
  const [signedLayer] = openEnvelope(present(fromBase64(body), "body"), privateKey);
  const plaintext = present(signedLayer, "signed layer");
  const { content, signers } = readSignedData(plaintext);
  const { signature, attributes } = present(signers[0], "signer");
  const [inner, toSign] = [present(content, "content"), present(attributes, "attributes").der];

  const key = crypto.randomBytes(16);
  const iv = crypto.randomBytes(IV);
  const encrypted = encryptCbc(key, iv, plaintext);
  const to = { key: recipientCertificate.publicKey.key, padding: crypto.constants.RSA_PKCS1_PADDING };
  const wrapped = crypto.publicEncrypt(to, key);

  return {
    build() {
      crypto.createHash("sha1").update(inner).digest();
      crypto.sign("sha1", toSign, identity.privateKey.signing);
      const contentKey = crypto.randomBytes(16);
      encryptCbc(contentKey, crypto.randomBytes(IV), plaintext);
      crypto.publicEncrypt(to, contentKey);
    },
    open() {
      crypto.privateDecrypt({ key: privateKey.signing, padding: crypto.constants.RSA_NO_PADDING }, wrapped);
      decryptCbc(key, iv, encrypted);
      crypto.createHash("sha1").update(inner).digest();
      crypto.verify("sha1", toSign, identity.certificate.publicKey.key, signature);
      sha256(inner);
    },
  };
}

function encryptGcm(key: Uint8Array, iv: Uint8Array, plaintext: Uint8Array): Buffer {
  const cipher = crypto.createCipheriv("aes-256-gcm", key, iv, TAG);
  return Buffer.concat([cipher.update(plaintext), cipher.final(), cipher.getAuthTag()]);
}

function decryptGcm(key: Uint8Array, iv: Uint8Array, sealed: Uint8Array): void {
  const decipher = crypto.createDecipheriv("aes-256-gcm", key, iv, TAG);
  decipher.setAuthTag(sealed.subarray(-TAG.authTagLength));
  decipher.update(sealed.subarray(0, -TAG.authTagLength));
  decipher.final();
}

function encryptCtr(key: Uint8Array, iv: Uint8Array, plaintext: Uint8Array): Buffer {
  const cipher = crypto.createCipheriv("aes-256-ctr", key, iv);
  return cipher.update(plaintext);
}

function decryptCtr(key: Uint8Array, iv: Uint8Array, sealed: Uint8Array): void {
  crypto.createDecipheriv("aes-256-ctr", key, iv).update(sealed);
}

function encryptCbc(key: Uint8Array, iv: Uint8Array, plaintext: Uint8Array): Buffer {
  const cipher = crypto.createCipheriv("aes-128-cbc", key, iv);
  return Buffer.concat([cipher.update(plaintext), cipher.final()]);
}

function decryptCbc(key: Uint8Array, iv: Uint8Array, encrypted: Uint8Array): void {
  const decipher = crypto.createDecipheriv("aes-128-cbc", key, iv);
  decipher.update(encrypted);
  decipher.final();
}
