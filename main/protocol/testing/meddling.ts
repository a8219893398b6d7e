// For tests: what those do who may hold a message and did not write it. A recipient passes it on to somebody else;
// somebody sets another time, who even had the keys to look inside.
import { present } from "../../../shared/assert";
import type { Address, Millis } from "../../../shared/ids";
import { concatBytes } from "../../crypto/bytes";
import type { Certificate } from "../../crypto/certificate";
import { compress } from "../../crypto/cms/compressed-data";
import { envelop } from "../../crypto/cms/enveloped-data";
import { hmac } from "../../crypto/hmac";
import type { Identity } from "../../crypto/identity";
import { decryptOaep, encryptOaep } from "../../crypto/rsa";
import { readBody, writeBody } from "../envelope";
import { bytesToMac } from "../signed-bytes";
import { openOuterLayer } from "../smime/layers";
import { writeS1, type S1 } from "../smime/s1";
import type { StpRef } from "../stp-codec";
import { headerOf } from "../stp-header";
import { stpSchema, writeStpMessage, type StpFields } from "../stp-message";
import { encodeUtf8 } from "../utf8";
import { readMessage } from "../wire-read";

interface Reader {
  readonly address: Address;
  readonly identity: Identity;
}

const fieldsOf = (bytes: Uint8Array): StpFields => readMessage(stpSchema, bytes, "malformed-stp");

/** The message encrypted by its recipient again, for `to`. Where it has a field for that, it says to be for `destination`. */
export async function passOn(body: string, recipient: Reader, to: Reader, destination = to.address): Promise<string> {
  const { stp, payload } = readBody(body);
  if (stp.type === 1) {
    const signed = signedLayer(payload, recipient.identity);
    return writeBody({ stp, payload: envelop(signed, to.identity.certificate) });
  }
  const fields: StpFields = { ...fieldsOf(payload), destination };
  const sealed = stp.type === 4 ? fields : await rewrapped(stp, fields, recipient.identity, to.identity.certificate);
  return writeBody({ stp, payload: writeStpMessage(sealed) });
}

/** The message with another time, encrypted and authenticated anew by its recipient, as nobody on the way could. */
export async function withTime(body: string, recipient: Reader, time: Millis, s1: S1): Promise<string> {
  const { stp, payload } = readBody(body);
  const { certificate } = recipient.identity;
  if (stp.type === 1) {
    const changed = replaced(signedLayer(payload, recipient.identity), contentOf(s1), contentOf({ ...s1, date: time }));
    return writeBody({ stp, payload: envelop(changed, certificate) });
  }
  const fields: StpFields = { ...fieldsOf(payload), messageSentMiliUTC: time };
  const sealed = stp.type === 4 ? fields : await rewrapped(stp, fields, recipient.identity, certificate);
  return writeBody({ stp, payload: writeStpMessage(sealed) });
}

async function rewrapped(stp: StpRef, fields: StpFields, from: Identity, to: Certificate): Promise<StpFields> {
  const keyBlock = present(await decryptOaep(from.privateKey, present(fields.eAsymBlock, "keys")), "key block");
  const keys = fieldsOf(keyBlock);
  const [encKey, macKey, iv] = [present(keys.encKey, "encKey"), present(keys.macKey, "macKey"), present(fields.iv, "iv")];
  const eAsymBlock = encryptOaep(to.publicKey, keyBlock);
  const covered = { stp, header: headerOf(fields), coversTime: stp.version !== 1, secrets: { encKey, macKey, iv } };
  const mac = hmac(
    stp.version === 3 ? "sha256" : "sha1",
    macKey,
    bytesToMac(covered, eAsymBlock, present(fields.eSymBlock, "text")),
  );
  return { ...fields, eAsymBlock, hmac: mac };
}

function signedLayer(payload: Uint8Array, { privateKey }: Identity): Uint8Array {
  return present(openOuterLayer(payload, privateKey)[0], "signed layer");
}

const contentOf = (s1: S1): Uint8Array => compress(encodeUtf8(writeS1(s1)));

function replaced(bytes: Uint8Array, old: Uint8Array, fresh: Uint8Array): Uint8Array {
  const at = Buffer.from(bytes).indexOf(old);
  if (at < 0 || old.length !== fresh.length) throw new Error("the content cannot be replaced in its place");
  return concatBytes(bytes.subarray(0, at), fresh, bytes.subarray(at + old.length));
}
