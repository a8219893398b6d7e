// Reads one received message (spec 1.4 Open, 1.6) with the keys that counted for its sender when it was fetched. Whatever
// is wrong with it becomes a code; nothing is written here.
import { StampError, type ErrorCode } from "../../shared/errors";
import type { Certificate } from "../crypto/certificate";
import type { PublicKey } from "../crypto/rsa";
import type { IncomingRow } from "../db/incoming-repository";
import { errorFacts } from "../platform/log";
import { decodeAmp, type AmpContent } from "../protocol/amp";
import { openMessage } from "../protocol/open-message";
import { UnknownSigner } from "../protocol/unknown-signer";
import type { OpenedMessage } from "../protocol/stp-codec";
import type { MessagingContext } from "./context";

export type Reading =
  | { readonly type: "opened"; readonly opened: OpenedMessage; readonly content: AmpContent }
  | {
      readonly type: "failed";
      readonly code: ErrorCode;
      /** Of the key that signed it, where the message brought one with the sender's name (spec 1.9). At its first look only. */
      readonly certificate?: Certificate;
    };

export interface ReadRow {
  readonly row: IncomingRow;
  readonly reading: Reading;
  /** Fingerprints of the keys that were tried. */
  readonly signers: readonly string[];
}

/** With the keys that count for its sender now, whenever the returned function is called to read it. */
export function settleReading(context: MessagingContext, row: IncomingRow): () => Promise<ReadRow> {
  const contact = context.store.contacts.findByAddress(row.sender);
  const signers = contact === undefined ? [] : context.trust.signers(contact.id, context.clock.now());
  const senderKeys = signers.map(({ publicKey }) => publicKey);
  return async () => ({ row, reading: await read(context, row, senderKeys), signers: senderKeys.map(({ spkiSha256 }) => spkiSha256) });
}

async function read({ own, log }: MessagingContext, row: IncomingRow, senderKeys: readonly PublicKey[]): Promise<Reading> {
  try {
    const { address: ownAddress, identity } = own;
    const opened = await openMessage(row.body, { sipFrom: row.sender, ownAddress, identity, senderKeys });
    return { type: "opened", opened, content: decodeAmp(opened.amp, opened.randomNonce) };
  } catch (error) {
    if (error instanceof UnknownSigner && isFirstLook(row)) return { type: "failed", code: error.code, certificate: error.certificate };
    if (error instanceof StampError) return { type: "failed", code: error.code };
    log("warn", "inbox-internal", { row: row.id, ...errorFacts(error) });
    return { type: "failed", code: "internal" };
  }
}

/** Later ones bring no news: the user may have turned the key down, and is not asked again about the same message. */
function isFirstLook({ code }: IncomingRow): boolean {
  return code === undefined || code === "unknown-stp" || code === "internal";
}
