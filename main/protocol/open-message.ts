// A message's way in, from the body of a SIP MESSAGE to a verified application message (spec 1.4, Open 1 to 5).
// Whatever the body holds, the outcome is an opened message or a StampError with a code of spec 1.11; how to react
// to it is protocol-error. The replay check is the caller's, who remembers.
import { readBody } from "./envelope";
import type { OpenContext, OpenedMessage } from "./stp-codec";
import { stpCodec } from "./stp-registry";

/**
 * @throws StampError. `no-certificate` (no sender keys) comes last: what could be checked without the sender's key
 * was right, so it is worth to keep the message until the key is there.
 */
export async function openMessage(body: string, context: OpenContext): Promise<OpenedMessage> {
  const { stp, payload } = readBody(body);
  return stpCodec(stp).open(payload, context);
}
