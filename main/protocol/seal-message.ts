// A message's way out, from an application message to the body of a SIP MESSAGE (spec 1.1, 1.4 Build).
// The result is stored by the caller and sent again unchanged by automatic retries.
import { StampError } from "../../shared/errors";
import { MAX_BODY_CHARACTERS } from "../../shared/wire";
import { writeBody } from "./envelope";
import type { SealRequest, StpRef } from "./stp-codec";
import { stpCodec } from "./stp-registry";

export interface SealedMessage {
  readonly body: string;
  readonly randomNonce: number;
}

/**
 * @throws StampError `unknown-stp` (a protocol that is not built), `too-large` (no peer would take the body),
 * `no-certificate` (the recipient's key cannot be used); RangeError when a number does not fit its field.
 */
export async function sealMessage(request: SealRequest & { readonly stp: StpRef }): Promise<SealedMessage> {
  const codec = stpCodec(request.stp);
  const { payload, randomNonce } = await codec.seal(request);
  const body = writeBody({ stp: codec.stp, payload });
  if (body.length > MAX_BODY_CHARACTERS) throw new StampError("too-large", { characters: body.length });
  return { body, randomNonce };
}
