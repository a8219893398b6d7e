// The two halves of watching presence (RFC 3856) that a subscription and a single look have in common: the
// SUBSCRIBE that asks for it, and what a NOTIFY that answers it says.
import type { Core, UserAgent } from "sip.js";
import type { Address } from "../../shared/ids";
import { readPidf, type PidfReading } from "./pidf-read";
import { PIDF_TYPE } from "./pidf-write";
import { mediaType } from "./receive-message";
import { ALLOW_HEADER } from "./repairs";
import { sipUri } from "./user-agent";

/** `seconds` is how long to be told; 0 asks once (RFC 6665, 4.4.3). Undefined when an address is no SIP address. */
export function presenceRequest(
  userAgent: UserAgent,
  own: Address,
  watched: Address,
  seconds: number,
): Core.OutgoingRequestMessage | undefined {
  const from = sipUri(own);
  const target = sipUri(watched);
  if (from === undefined || target === undefined) return undefined;
  const core = userAgent.userAgentCore;
  return core.makeOutgoingRequestMessage("SUBSCRIBE", target, from, target, {}, [
    ALLOW_HEADER,
    "Event: presence",
    `Accept: ${PIDF_TYPE}`,
    `Expires: ${seconds}`,
    `Contact: ${core.configuration.contact.toString()}`,
  ]);
}

/** Undefined when the body is of a type that we did not ask for. */
export function readNotification({ message }: Core.IncomingNotifyRequest): PidfReading | undefined {
  const hasBody = message.body !== "";
  if (hasBody && mediaType(message.getHeader("Content-Type")) !== PIDF_TYPE) return undefined;
  return readPidf(message.body);
}
