// Repairs of sip.js 0.21.2 without a fork; its version is pinned because they reach into its inside.
//  1. Speed: everyday header values go past its generated parser (grammar.ts). A value that is longer than
//     any honest one is refused unread, because that parser needs up to 4 ms per kilobyte.
//  2. Correctness: it draws the branch that tells transactions apart from 10⁷ values, so two requests in
//     flight could take each other's answer and one of them would end as a false timeout.
//  3. Manners: a Content-Type it cannot read makes it drop the request without an answer. The value is kept
//     as it came, however long, so the request reaches us and is refused with 415.
//  4. Surface: it accepts calls, transfers and more, and throws on some (an out-of-dialog PRACK). Here it
//     offers what we do, and answers 405 to the rest by itself.
//  5. Copies: a request that answered a challenge is found under its old branch as well, so a second copy of
//     the challenge would be taken for the refusal of the credentials.
// All of it is checked when it is installed: a sip.js that no longer passes through here must not start.
import { Core, Grammar } from "sip.js";
import { AllowedMethods } from "sip.js/lib/core/user-agent-core/allowed-methods.js";
import { toHex } from "../crypto/hex";
import { randomBytes } from "../crypto/random";
import { parseEveryday } from "./grammar";

const LONGEST_VALUE = 3072;

/** What sip.js answers for a value that does not follow the rule. */
const MALFORMED = -1;

/** Methods that we answer to; ACK and CANCEL belong to the transaction layer and are never refused by 405. */
const OUR_METHODS: readonly string[] = ["MESSAGE", "NOTIFY", "OPTIONS", "ACK", "CANCEL"];

/** For the Allow header of our own requests. */
export const ALLOW_HEADER = `Allow: ${OUR_METHODS.join(", ")}`;

/** The parser that sip.js came with. */
export const originalParse: (input: string, rule: string) => unknown = Grammar.parse;

function repairedParse(input: string, rule: string): unknown {
  parses += 1;
  if (input.length > LONGEST_VALUE) return rule === "Content_Type" ? input : MALFORMED;
  const everyday = parseEveryday(input, rule);
  if (everyday !== undefined) return everyday;
  slowParses += 1;
  const parsed = originalParse(input, rule);
  return parsed === MALFORMED && rule === "Content_Type" ? input : parsed;
}

let parses = 0;
let slowParses = 0;

/** Counts since the start of the process: all values parsed, and those that needed sip.js's own parser. */
export function parseCounts(): { readonly all: number; readonly slow: number } {
  return { all: parses, slow: slowParses };
}

/** 96 random bits, after the cookie of RFC 3261; a CANCEL must carry the branch of what it cancels. */
function makeBranch(request: Core.OutgoingRequestMessage): string {
  if (request.method === "CANCEL") {
    if (request.branch === undefined) throw new Error("CANCEL without the branch of its request");
    return request.branch;
  }
  return `z9hG4bK${toHex(randomBytes(12))}`;
}

const receiveResponse = Reflect.get(Core.NonInviteClientTransaction.prototype, "receiveResponse");

/** Only what carries the transaction's own branch is an answer to it (RFC 3261, 17.1.3). */
function receiveOwnResponse(this: Core.NonInviteClientTransaction, response: Core.IncomingResponseMessage): void {
  if (response.viaBranch === this.id) receiveResponse.call(this, response);
}

let installed = false;

/** Puts the repairs in place, once per process. Throws when sip.js does not use them. */
export function installRepairs(): void {
  if (installed) return;
  Object.assign(Grammar, { parse: repairedParse });
  Object.assign(Core.ClientTransaction, { makeId: makeBranch });
  Object.assign(Core.NonInviteClientTransaction.prototype, { receiveResponse: receiveOwnResponse });
  AllowedMethods.splice(0, AllowedMethods.length, ...OUR_METHODS);
  checkReached();
  installed = true;
}

const PROBE = [
  "SIP/2.0 200 OK",
  "Via: SIP/2.0/WS probe.invalid;branch=z9hG4bKprobe",
  "From: <sip:probe@probe.invalid>;tag=1",
  "To: <sip:probe@probe.invalid>;tag=2",
  "Call-ID: probe",
  "CSeq: 1 MESSAGE",
  "Content-Length: 0",
  "\r\n",
].join("\r\n");

function checkReached(): void {
  const before = parses;
  const silent = new Core.LoggerFactory();
  silent.builtinEnabled = false;
  const message = Core.Parser.parseMessage(PROBE, silent.getLogger("probe"));
  const uri = Grammar.URIParse("sip:probe@probe.invalid");
  const reached = parses - before === 8 && slowParses === 0 && message?.viaBranch === "z9hG4bKprobe" && uri !== undefined;
  if (!reached) throw new Error("sip.js does not use the repaired parser: its version must be 0.21.2");
}
