// The layers of an S/MIME v1 message from the outside in (spec 1.9). Each may be bare or a MIME entity, and the
// signature inside (opaque) or beside the content (multipart/signed): the five layerings that are read.
import { StampError } from "../../../shared/errors";
import { openEnvelope } from "../../crypto/cms/enveloped-data";
import { readSignedData, type SignedContent } from "../../crypto/cms/signed-data";
import { fromBase64 } from "../../crypto/base64";
import { decompress } from "../../crypto/cms/compressed-data";
import type { PrivateKey } from "../../crypto/rsa";
import { decodeUtf8 } from "../utf8";
import { bodyOf, isMimeEntity, latin1, partsOf, readEntity, signedForms } from "./mime-entity";

const SEQUENCE = 0x30;

/** Whether it is a message without an envelope: DER of a SEQUENCE, or a MIME entity (spec 1.3). */
export function isBareMessage(bytes: Uint8Array): boolean {
  return bytes[0] === SEQUENCE || isMimeEntity(bytes);
}

/** What was signed: `contents` are the forms in which its bytes may have been. */
export interface SignedLayer {
  readonly signed: SignedContent;
  readonly contents: readonly Uint8Array[];
}

/** The candidates for the signature layer, none of them verified. @throws StampError `cms-malformed`, `cms-decrypt`. */
export function openOuterLayer(payload: Uint8Array, key: PrivateKey): readonly Uint8Array[] {
  return openEnvelope(withoutMime(bareMessage(payload)), key);
}

/** @throws StampError `cms-malformed`, `cms-not-signed`. */
export function readSignatureLayer(bytes: Uint8Array): SignedLayer {
  const entity = isMimeEntity(bytes) ? readEntity(bytes) : undefined;
  if (entity?.type === "multipart/signed") {
    const [content, signature] = partsOf(entity);
    if (content === undefined || signature === undefined) throw new StampError("cms-not-signed");
    return { signed: readSignedData(withoutMime(signature)), contents: signedForms(content) };
  }
  const signed = readSignedData(entity === undefined ? bytes : bodyOf(entity));
  if (signed.content === undefined) throw new StampError("cms-malformed", { reason: "no content" });
  return { signed, contents: [signed.content] };
}

/** The text and its bytes out of a verified content. @throws StampError `cms-malformed`, `payload-too-large`. */
export function openInnerLayer(content: Uint8Array): { readonly bytes: Uint8Array; readonly text: string } {
  const inflated = decompress(withoutMime(content));
  const bytes = isMimeEntity(inflated) ? textOf(inflated) : inflated;
  const text = decodeUtf8(bytes);
  if (text === undefined) throw new StampError("cms-malformed", { reason: "UTF-8" });
  return { bytes, text };
}

/** Inside an envelope of type 1 the payload is the base64 of what travels bare. */
function bareMessage(payload: Uint8Array): Uint8Array {
  if (isBareMessage(payload)) return payload;
  const bytes = fromBase64(latin1(payload).replace(/[ \t\r\n]+/g, ""));
  if (bytes === undefined) throw new StampError("cms-malformed", { reason: "base64" });
  return bytes;
}

function withoutMime(bytes: Uint8Array): Uint8Array {
  return isMimeEntity(bytes) ? bodyOf(readEntity(bytes)) : bytes;
}

function textOf(bytes: Uint8Array): Uint8Array {
  const entity = readEntity(bytes);
  const charset = entity.parameters.get("charset")?.toLowerCase() ?? "us-ascii";
  if (entity.type !== "text/plain" || (charset !== "utf-8" && charset !== "us-ascii")) {
    throw new StampError("cms-malformed", { reason: "text" });
  }
  return bodyOf(entity);
}
