// What the answer to a REGISTER means, as pure functions. The one hard line: credentials that were sent and
// not accepted stop everything; all the rest may be better at the next try.
import type { Core } from "sip.js";
import type { ConnectionProblem } from "../../shared/connection";
import type { Millis } from "../../shared/ids";
import type { Answer } from "./exchange";
import { readDate } from "./server-clock";

/** What we ask for; a server may grant less. */
export const EXPIRES_SECONDS = 600;

/** Why there is no registration (any more). */
export type RegistrationFailure =
  | { readonly type: "lost"; readonly problem: ConnectionProblem; readonly retryAfter?: Millis }
  | { readonly type: "refused" }
  | { readonly type: "replaced" };

export type RegisterResult =
  /** `serverTime`: what the server's clock showed when it answered, to the second. Nobody vouches for it. */
  | { readonly type: "registered"; readonly seconds: number; readonly serverTime?: Millis }
  /** 423: the server wants at least this many seconds. */
  | { readonly type: "too-brief"; readonly seconds: number }
  | RegistrationFailure;

/** The answer to a REGISTER with the contact user `ownUser`. */
export function registerResult(answer: Answer, credentialsSent: boolean, ownUser: string | undefined): RegisterResult {
  if (answer.type !== "answer") return failureOf(answer, credentialsSent);
  if (answer.status < 300) {
    const seconds = grantedSeconds(answer.message, ownUser);
    // A success that does not list us means that nothing will reach us here.
    if (seconds === undefined) return { type: "lost", problem: "registration-rejected" };
    const serverTime = readDate(answer.message.getHeader("Date"));
    return { type: "registered", seconds, ...(serverTime === undefined ? {} : { serverTime }) };
  }
  const shortest = answer.message.getHeader("Min-Expires");
  if (answer.status === 423 && shortest !== undefined && /^\d{1,6}$/.test(shortest)) {
    return { type: "too-brief", seconds: Number(shortest) };
  }
  return failureOf(answer, credentialsSent);
}

export type QueryResult =
  /** The server takes our credentials, and no other installation is signed in. */
  | { readonly type: "free" }
  /** The server takes our credentials; another installation is signed in. */
  | { readonly type: "taken" }
  | RegistrationFailure;

/** The answer to a REGISTER without a Contact, which lists who is signed in. */
export function queryResult(answer: Answer, credentialsSent: boolean, ownInstance: string): QueryResult {
  if (answer.type !== "answer" || answer.status >= 300) return failureOf(answer, credentialsSent);
  const instances = contactsOf(answer.message).map((contact) => instanceOf(contact));
  const taken = instances.some((instance) => instance !== undefined && instance !== ownInstance.toLowerCase());
  return { type: taken ? "taken" : "free" };
}

function failureOf(answer: Answer, credentialsSent: boolean): RegistrationFailure {
  if (answer.type === "no-answer") return { type: "lost", problem: "server-silent" };
  if (answer.type === "connection-lost") return { type: "lost", problem: "server-closed" };
  if (credentialsSent && [401, 403, 407].includes(answer.status)) return { type: "refused" };
  const { retryAfter } = answer;
  return { type: "lost", problem: "registration-rejected", ...(retryAfter === undefined ? {} : { retryAfter }) };
}

/** Seconds granted to our own contact, undefined when it is not among the bindings of the answer. */
function grantedSeconds(message: Core.IncomingResponseMessage, ownUser: string | undefined): number | undefined {
  const own = contactsOf(message).find((contact) => contact.uri.user === ownUser);
  if (own === undefined) return undefined;
  const seconds = Number(own.getParam("expires") ?? message.getHeader("expires") ?? EXPIRES_SECONDS);
  return Number.isFinite(seconds) && seconds > 0 ? Math.min(seconds, EXPIRES_SECONDS) : undefined;
}

function contactsOf(message: Core.IncomingResponseMessage): readonly Core.NameAddrHeader[] {
  return message.getHeaders("contact").flatMap((_, index) => {
    const contact = message.parseHeader("contact", index) as Core.NameAddrHeader | undefined;
    return contact === undefined ? [] : [contact];
  });
}

/** UUID of `+sip.instance="<urn:uuid:…>"` (RFC 5626, 4.1) in lower case. */
function instanceOf(contact: Core.NameAddrHeader): string | undefined {
  const value: unknown = contact.getParam("+sip.instance");
  return typeof value === "string" ? /urn:uuid:([0-9a-f-]{36})/i.exec(value)?.[1]?.toLowerCase() : undefined;
}
