// For tests: a second reader of STPSimple and STPSimpleAuth, written from the specification alone (spec 1.2 to 1.6) with
// node:crypto and varints by hand. It shares no line with the product, so both agree only if both follow the text.
// It takes exactly what Stamp writes: every field, canonical bytes, no more. The message of its error is the step.
import { constants, createDecipheriv, createHmac, privateDecrypt, verify, type KeyObject } from "node:crypto";
import { gunzipSync } from "node:zlib";

export interface ReaderKeys {
  /** Private key of the recipient. */
  readonly recipient: KeyObject;
  /** Public key of the sender. */
  readonly sender: KeyObject;
}

type Value = bigint | Uint8Array;
export type Fields = ReadonlyMap<number, Value>;

export interface StpMessage {
  readonly type: number;
  readonly version: number;
  readonly fields: Fields;
}

export interface Reading {
  readonly type: number;
  readonly version: number;
  readonly sequenceNumber: number;
  readonly sentAt: number;
  readonly randomNonce: number;
  readonly sender: string;
  readonly destination: string;
  readonly amp: IndependentText | IndependentNotification;
}

export interface IndependentText {
  readonly text: string;
  readonly nonce: number;
}

export interface IndependentNotification {
  readonly notifType: number;
  readonly notifCode?: number;
  readonly timestamp?: number;
  readonly ackNonces?: readonly number[];
  readonly requestBodyAux?: string;
}

/** The columns of the table "Version profiles of type 2". */
const PROFILES = [
  { version: 1, hash: "sha1", macKeyLength: 20, gcm: true, coversTime: false },
  { version: 2, hash: "sha1", macKeyLength: 20, gcm: true, coversTime: true },
  { version: 3, hash: "sha256", macKeyLength: 32, gcm: false, coversTime: true },
] as const;
const HEADER = [1, 2, 3, 4, 5, 6, 7];
const SIMPLE_FIELDS = [...HEADER, 9, 12, 13, 15, 17];
const AUTH_FIELDS = [...HEADER, 9, 21];

function fail(step: string): never {
  throw new Error(step);
}

function varint(value: bigint): number[] {
  const length = Math.ceil(value.toString(2).length / 7);
  return Array.from({ length }, (_, at) => {
    const bits = Number((value >> BigInt(7 * at)) & 127n);
    return at + 1 < length ? bits + 128 : bits;
  });
}

/** The fields, each as tag and value, in ascending number: canonical bytes. */
function encode(fields: Fields): Uint8Array {
  const parts = [...fields].sort(([one], [other]) => one - other);
  return Buffer.concat(
    parts.map(([number, value]) => {
      if (typeof value === "bigint") return Buffer.from([...varint(BigInt(8 * number)), ...varint(value)]);
      return Buffer.concat([Buffer.from([...varint(BigInt(8 * number + 2)), ...varint(BigInt(value.length))]), value]);
    }),
  );
}

function decode(bytes: Uint8Array): Fields {
  const fields = new Map<number, Value>();
  let at = 0;
  const next = (): bigint => {
    let value = 0n;
    for (let shift = 0n; ; shift += 7n) {
      const byte = bytes[at++] ?? fail("cut off");
      value += BigInt(byte % 128) << shift;
      if (byte < 128) return value;
    }
  };
  while (at < bytes.length) {
    const tag = Number(next());
    const value = next();
    if (tag % 8 === 0) fields.set(tag >> 3, value);
    else if (tag % 8 !== 2) fail("wire type");
    else {
      fields.set(tag >> 3, bytes.subarray(at, at + Number(value)));
      at += Number(value);
    }
  }
  if (!Buffer.from(encode(fields)).equals(bytes)) fail("canonical bytes");
  return fields;
}

/** Body of a SIP MESSAGE to its STP message. */
export function takeApart(body: string): StpMessage {
  const decoded = Buffer.from(body, "base64");
  if (decoded.toString("base64") !== body) fail("base64");
  const envelope = decode(decoded);
  if ([...envelope.keys()].join() !== "1,2,4") fail("envelope");
  return { type: number(envelope, 1), version: number(envelope, 2), fields: decode(bytes(envelope, 4)) };
}

/** Checks everything in the order of the specification and says what the message holds. */
export function readIndependently(message: StpMessage, keys: ReaderKeys): Reading {
  const { type, version, fields } = message;
  if (![2, 4].includes(type)) fail("type");
  if ([...fields.keys()].join() !== (type === 2 ? SIMPLE_FIELDS : AUTH_FIELDS).join()) fail("fields");
  const amp = type === 2 ? openSimple(message, keys) : openAuth(message, keys);
  return {
    type,
    version,
    sequenceNumber: number(fields, 3),
    sentAt: number(fields, 4),
    randomNonce: number(fields, 5),
    sender: text(bytes(fields, 6)),
    destination: text(bytes(fields, 7)),
    amp: readAmp(number(fields, 1), number(fields, 2), amp),
  };
}

/** The same with an HMAC that fits: what somebody can make who has the keys, the recipient for one. */
export function withFittingHmac(message: StpMessage, recipient: KeyObject): StpMessage {
  const secrets = unwrap(message, recipient);
  return { ...message, fields: new Map(message.fields).set(17, macOf(message, secrets)) };
}

function openSimple(message: StpMessage, keys: ReaderKeys): Uint8Array {
  const { fields } = message;
  const secrets = unwrap(message, keys.recipient);
  if (!macOf(message, secrets).equals(bytes(fields, 17))) fail("hmac");
  const iv = bytes(fields, 12);
  if (iv.length !== 16) fail("iv");
  const amp = decrypt(profileOf(message).gcm, bytes(secrets, 19), iv, Buffer.from(bytes(fields, 15)));
  checkSignature(fields, covered(message, secrets).set(21, amp), keys.sender);
  return amp;
}

function openAuth(message: StpMessage, keys: ReaderKeys): Uint8Array {
  if (![1, 2].includes(message.version)) fail("version");
  const amp = bytes(message.fields, 21);
  checkSignature(message.fields, covered(message, new Map()).set(21, amp), keys.sender);
  return amp;
}

function profileOf({ version }: StpMessage) {
  return PROFILES.find((profile) => profile.version === version) ?? fail("version");
}

/** encKey and macKey, by their field numbers. */
function unwrap(message: StpMessage, key: KeyObject): Fields {
  const padding = constants.RSA_PKCS1_OAEP_PADDING;
  try {
    const secrets = decode(privateDecrypt({ key, padding, oaepHash: "sha1" }, bytes(message.fields, 13)));
    const lengths = [...secrets].map(([field, value]) => `${field}:${(value as Uint8Array).length}`);
    if (lengths.join() === `19:32,20:${profileOf(message).macKeyLength}`) return secrets;
  } catch {
    // Told below, like other lengths.
  }
  return fail("key block");
}

/** What signature and HMAC have in common. */
function covered(message: StpMessage, secrets: Fields): Map<number, Value> {
  const { type, version, fields } = message;
  const withoutTime = type === 2 && !profileOf(message).coversTime;
  const header = [...fields].filter(([field]) => HEADER.includes(field) && !(withoutTime && field === 4));
  const iv = [...fields].filter(([field]) => field === 12);
  return new Map([...header, ...iv, ...secrets, [22, BigInt(type)], [23, BigInt(version)]]);
}

function macOf(message: StpMessage, secrets: Fields): Buffer {
  const toMac = covered(message, secrets).set(13, bytes(message.fields, 13)).set(15, bytes(message.fields, 15));
  return createHmac(profileOf(message).hash, bytes(secrets, 20)).update(encode(toMac)).digest();
}

function checkSignature(fields: Fields, signed: Fields, key: KeyObject): void {
  const padding = constants.RSA_PKCS1_PADDING;
  if (!verify("sha256", encode(signed), { key, padding }, bytes(fields, 9))) fail("signature");
}

function decrypt(gcm: boolean, key: Uint8Array, iv: Uint8Array, block: Buffer): Uint8Array {
  if (!gcm) return createDecipheriv("aes-256-ctr", key, iv).update(block);
  if (!block.subarray(0, 16).equals(iv)) fail("cipher");
  const decipher = createDecipheriv("aes-256-gcm", key, iv, { authTagLength: 16 });
  decipher.setAuthTag(block.subarray(-16));
  try {
    return Buffer.concat([decipher.update(block.subarray(16, -16)), decipher.final()]);
  } catch {
    return fail("cipher");
  }
}

function readAmp(type: number, version: number, amp: Uint8Array): Reading["amp"] {
  const fields = decode(amp);
  if (type === 1 && version === 2) return { text: text(gunzipSync(bytes(fields, 1))), nonce: number(fields, 2) };
  if (type !== 2 || version !== 1) fail("amp");
  const optional = <T>(name: string, field: number, read: (fields: Fields, field: number) => T) =>
    fields.has(field) ? { [name]: read(fields, field) } : {};
  return {
    notifType: number(fields, 5),
    ...optional("timestamp", 4, number),
    ...optional("ackNonces", 7, packed),
    ...optional("notifCode", 15, number),
    ...optional("requestBodyAux", 20, (all, field) => text(bytes(all, field))),
  };
}

function packed(fields: Fields, field: number): number[] {
  const values: number[] = [];
  let value = 0;
  let factor = 1;
  for (const byte of bytes(fields, field)) {
    value += (byte % 128) * factor;
    factor *= 128;
    if (byte >= 128) continue;
    values.push(value);
    value = 0;
    factor = 1;
  }
  return values;
}

function number(fields: Fields, field: number): number {
  const value = fields.get(field);
  return typeof value === "bigint" && value <= Number.MAX_SAFE_INTEGER ? Number(value) : fail(`field ${field}`);
}

function bytes(fields: Fields, field: number): Uint8Array {
  const value = fields.get(field);
  return value instanceof Uint8Array ? value : fail(`field ${field}`);
}

function text(utf8: Uint8Array): string {
  return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(utf8);
}
