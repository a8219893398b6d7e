// One SIP MESSAGE in pager mode (RFC 3428; spec 2.3, step 4). Never rejects: whatever happens is an outcome.
import type { UserAgent } from "sip.js";
import type { Address } from "../../shared/ids";
import { MESSAGE_CONTENT_TYPE, PLAIN_CONTENT_TYPE, type WireContentType } from "../../shared/wire";
import type { SendOutcome } from "../messaging/ports";
import type { Exchanges } from "./exchange";
import { outcomeOf } from "./outcome";
import { sipUri } from "./user-agent";

export interface SendRequest {
  readonly from: Address;
  readonly to: Address;
  readonly body: string;
  readonly contentType?: WireContentType | undefined;
  /** A final answer that came after the deadline. */
  readonly onLateAnswer?: ((outcome: SendOutcome) => void) | undefined;
}

/** As it stands in the header. */
const HEADER_VALUE: Readonly<Record<WireContentType, string>> = {
  [MESSAGE_CONTENT_TYPE]: MESSAGE_CONTENT_TYPE,
  [PLAIN_CONTENT_TYPE]: `${PLAIN_CONTENT_TYPE};charset=UTF-8`,
};

export async function sendMessage(
  userAgent: UserAgent,
  exchanges: Exchanges,
  { from, to, body, contentType = MESSAGE_CONTENT_TYPE, onLateAnswer }: SendRequest,
): Promise<SendOutcome> {
  const sender = sipUri(from);
  const recipient = sipUri(to);
  if (sender === undefined || recipient === undefined) {
    return { type: "permanent", reason: { code: "unknown-address" } };
  }
  const core = userAgent.userAgentCore;
  const message = core.makeOutgoingRequestMessage("MESSAGE", recipient, sender, recipient, {}, [], {
    contentDisposition: "render",
    contentType: HEADER_VALUE[contentType],
    content: body,
  });
  const answer = await exchanges.exchange(
    (delegate) => core.message(message, delegate),
    onLateAnswer && ((late) => onLateAnswer(outcomeOf(late))),
  );
  return outcomeOf(answer);
}
