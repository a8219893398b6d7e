// An incoming SIP MESSAGE (spec 2.4, step 1): told to the inbox as plain values, answered with what the inbox
// decided, and only then; so 200 means that it is stored. While too many wait for their answer, the socket is
// not read any further, so a server's backlog arrives no faster than it can be stored.
import { MESSAGE_CONTENT_TYPE, PLAIN_CONTENT_TYPE } from "../../shared/wire";
import type { Message } from "sip.js";
import type { Address } from "../../shared/ids";
import type { IncomingMessage, MessageReceiver, ReceiveAnswer } from "../messaging/ports";
import { errorFacts, type Log } from "../platform/log";
import { canonicalAddress } from "../protocol/address";
import { readDate } from "./server-clock";

const MOST_UNANSWERED = 64;

export interface Pausable {
  pause(): void;
  resume(): void;
}

/** Returns the handler for the user agent's MESSAGE requests. It never throws and always answers. */
export function createMessageHandler(
  receiver: MessageReceiver,
  socket: Pausable,
  log: Log,
): (message: Message) => void {
  let unanswered = 0;

  async function answer(message: Message): Promise<void> {
    const incoming = readMessage(message);
    const status = incoming === undefined ? 400 : await decide(incoming);
    try {
      await reply(message, status);
    } catch (error) {
      // The socket is gone, and with it the transaction: the server will deliver again.
      log("debug", "sip-answer-failed", errorFacts(error));
    }
  }
  async function decide(incoming: IncomingMessage): Promise<ReceiveAnswer> {
    try {
      return await receiver(incoming);
    } catch (error) {
      log("error", "sip-receiver-failed", errorFacts(error));
      return 503;
    }
  }

  return (message) => {
    unanswered += 1;
    if (unanswered === MOST_UNANSWERED) socket.pause();
    void answer(message).finally(() => {
      unanswered -= 1;
      if (unanswered === MOST_UNANSWERED - 1) socket.resume();
    });
  };
}

/** Undefined when the sender's address is none. */
function readMessage({ request }: Message): IncomingMessage | undefined {
  const from = senderOf(request.getHeader("From"));
  if (from === undefined) return undefined;
  return {
    from,
    contentType: mediaType(request.getHeader("Content-Type")),
    body: request.body,
    ...origin(request),
  };
}

/**
 * Servers add X-Offline to what comes from their store and take it out of what clients send. Out of the store the same
 * message may come again, under another Call-ID but with the same Date and number.
 */
function origin(request: Message["request"]): Pick<IncomingMessage, "stored" | "requestId" | "storedAt"> {
  const stored = request.hasHeader("X-Offline");
  const date = stored ? request.getHeader("Date") : undefined;
  if (date === undefined) return { stored, requestId: `${request.callId} ${String(request.cseq)}` };
  const storedAt = readDate(date);
  return { stored, requestId: `${date} ${request.getHeader("X-Offline") ?? ""}`, ...(storedAt === undefined ? {} : { storedAt }) };
}

/** From the header as it was written: sip.js would have unescaped the user part. */
function senderOf(header: string | undefined): Address | undefined {
  try {
    return header === undefined ? undefined : canonicalAddress(header);
  } catch {
    return undefined;
  }
}

/** Lower case, without parameters; empty when there is none, when it is malformed, and for a text in other letters than UTF-8. */
export function mediaType(header = ""): string {
  const type = /^\s*([\w.+-]{1,64}\/[\w.+-]{1,64})\s*(?:;|$)/.exec(header)?.[1]?.toLowerCase() ?? "";
  if (type !== PLAIN_CONTENT_TYPE) return type;
  const charset = /;\s*charset\s*=\s*"?([^";\s]*)/i.exec(header)?.[1]?.toLowerCase() ?? "utf-8";
  return charset === "utf-8" || charset === "us-ascii" ? type : "";
}

function reply(message: Message, status: ReceiveAnswer | 400): Promise<void> {
  if (status === 200) return message.accept({ statusCode: 200 });
  const extraHeaders = status === 415 ? [`Accept: ${MESSAGE_CONTENT_TYPE}`] : [];
  return message.reject({ statusCode: status, extraHeaders });
}
