// S/MIME v1 (type 1), the messaging protocol 1.0 (spec 1.9): compressed, signed, encrypted. It says who wrote but not to
// whom: whoever received a message can encrypt it again for somebody else.
import { setImmediate as nextTurn } from "node:timers/promises";
import { StampError } from "../../shared/errors";
import { compress } from "../crypto/cms/compressed-data";
import { envelop } from "../crypto/cms/enveloped-data";
import { signContent } from "../crypto/cms/sign-content";
import { verifiedContent } from "../crypto/cms/signed-data";
import { parseCertificate, type Certificate } from "../crypto/certificate";
import { sha256 } from "../crypto/hash";
import { tryCanonical } from "./address";
import { AMP_TEXT, decodeText } from "./amp-text";
import { openInnerLayer, openOuterLayer, readSignatureLayer, type SignedLayer } from "./smime/layers";
import { readS1, writeS1 } from "./smime/s1";
import type { OpenContext, OpenedMessage, SealRequest, StpCodec } from "./stp-codec";
import { checkSender } from "./stp-header";
import { UnknownSigner } from "./unknown-signer";
import { encodeUtf8 } from "./utf8";

const STP = { type: 1, version: 1 } as const;

export const stpSmime: StpCodec = { stp: STP, level: "1.0", seal, open };

/** The nonce of the text goes into the message itself; there is no other one. @throws StampError `unknown-amp`. */
async function seal({ amp, sender, sentAt, identity, recipientCertificate }: SealRequest) {
  if (amp.type !== AMP_TEXT) throw new StampError("unknown-amp", { type: amp.type, version: amp.version });
  const { text, nonce } = decodeText(amp.version, amp.payload, 0);
  const s1 = encodeUtf8(writeS1({ source: sender, date: sentAt, nonce, text }));
  const signed = await signContent(compress(s1), identity);
  return { payload: envelop(signed, recipientCertificate), randomNonce: nonce };
}

async function open(payload: Uint8Array, context: OpenContext): Promise<OpenedMessage> {
  const layer = signatureLayer(openOuterLayer(payload, context.identity.privateKey));
  for (const key of context.senderKeys) {
    const content = verifiedContent(layer.signed, key, layer.contents);
    if (content !== undefined) return readContent(content, context, key.spkiSha256);
  }
  throw await whyNotVerified(layer, context);
}

/**
 * A wrong key makes garbage of a layer, so at most one candidate can be read. Whether the garbage had a right padding is
 * chance, and makes no difference here.
 */
function signatureLayer(candidates: readonly Uint8Array[]): SignedLayer {
  for (const candidate of candidates) {
    try {
      return readSignatureLayer(candidate);
    } catch (error) {
      if (!(error instanceof StampError) || error.code !== "cms-malformed") throw error;
    }
  }
  throw new StampError("cms-decrypt");
}

/** @throws StampError `cms-malformed`, `wrong-version`, `payload-too-large`, `sender-mismatch`. */
function readContent(content: Uint8Array, context: OpenContext, signedBy: string): OpenedMessage {
  const { bytes, text: s1 } = openInnerLayer(content);
  const { source, date, nonce, text } = readS1(s1);
  const sender = checkSender(source, context);
  return {
    stp: STP,
    level: "1.0",
    encrypted: true,
    recipientBound: false,
    timeAuthenticated: true,
    amp: { type: AMP_TEXT, version: 1, payload: encodeUtf8(text) },
    sender,
    sentAt: date,
    randomNonce: nonce,
    signedBy,
    replayKey: sha256(bytes),
  };
}

/** Whether it is another key of the sender that signed, or somebody else, or nobody. */
async function whyNotVerified({ signed, contents }: SignedLayer, context: OpenContext): Promise<StampError> {
  const code = context.senderKeys.length === 0 ? "no-certificate" : "cms-wrong-signer";
  for (const der of signed.certificates) {
    // With keys of a stranger's choice, each may cost milliseconds, and eight messages are opened at once.
    await nextTurn();
    const certificate = parsed(der);
    if (certificate === undefined) continue;
    const content = verifiedContent(signed, certificate.publicKey, contents);
    if (content === undefined) continue;
    if (tryCanonical(certificate.commonName) !== tryCanonical(context.sipFrom)) return new StampError("cms-wrong-signer");
    readContent(content, context, certificate.publicKey.spkiSha256);
    return new UnknownSigner(code, certificate);
  }
  return new StampError(code === "no-certificate" ? code : "cms-bad-signature");
}

function parsed(der: Uint8Array): Certificate | undefined {
  try {
    return parseCertificate(der);
  } catch {
    return undefined;
  }
}
