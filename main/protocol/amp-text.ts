// Texts, AMP type 1 (spec 1.6): version 1 is the bare UTF-8, version 2 is AMPSimple, compressed and with a nonce that
// is the text's identity over every resend.
import { AMPSimple } from "../../proto/generated/messages";
import { StampError } from "../../shared/errors";
import { gunzipText, gzipText } from "./gzip-text";
import type { AmpPacket } from "./stp-codec";
import { decodeUtf8 } from "./utf8";
import { defineSchema } from "./wire-schema";
import { readMessage } from "./wire-read";
import { writeMessage } from "./wire-write";

export const AMP_TEXT = 1;

export const ampSimpleSchema = defineSchema({
  message: [1, "bytes"],
  nonce: [2, "uint32"],
});

export interface TextContent {
  readonly type: "text";
  /** Plain text, whatever it looks like; may be empty, which is not shown. */
  readonly text: string;
  /** uint32: the text's identity, the same in every resend. */
  readonly nonce: number;
}

/** AMPSimple. `nonce` is the text's own, made once and not zero. */
export function encodeText(text: string, nonce: number): AmpPacket {
  const payload = writeMessage(ampSimpleSchema, AMPSimple, { message: gzipText(text), nonce });
  return { type: AMP_TEXT, version: 2, payload };
}

/**
 * `stpRandomNonce` stands in where the text brings no nonce.
 * @throws StampError `unknown-amp`, `malformed-amp`, `payload-too-large`.
 */
export function decodeText(version: number, payload: Uint8Array, stpRandomNonce: number): TextContent {
  if (version === 1) {
    const text = decodeUtf8(payload);
    if (text === undefined) throw new StampError("malformed-amp", { reason: "UTF-8" });
    return { type: "text", text, nonce: stpRandomNonce };
  }
  if (version !== 2) throw new StampError("unknown-amp", { type: AMP_TEXT, version });
  const { message, nonce = 0 } = readMessage(ampSimpleSchema, payload, "malformed-amp");
  if (message === undefined) throw new StampError("malformed-amp", { reason: "no text" });
  return { type: "text", text: gunzipText(message), nonce: nonce === 0 ? stpRandomNonce : nonce };
}
