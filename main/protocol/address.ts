// The canonical form in which addresses are compared, stored and signed (spec 1.4, Open 1): display name, angle
// brackets, `sip:`/`sips:`, port and parameters removed, host in lower case, user exactly as written.
// Two spellings of one address must meet here and two addresses never, so what is not clearly an address is refused.
import { StampError } from "../../shared/errors";
import type { Address } from "../../shared/ids";

/** As in RFC 5321; a whole address has at most 320 characters. */
const MAX_USER_LENGTH = 64;
const MAX_HOST_LENGTH = 255;
/** Longest input: an address with display name and parameters. */
const MAX_INPUT_LENGTH = 2048;

/** RFC 3261, 25.1: unreserved, escaped and user-unreserved characters; a password part is refused. */
const USER = /^(?:[A-Za-z0-9\-_.!~*'()&=+$,;?/]|%[0-9A-Fa-f]{2})+$/;
/** Tested before lower case is made, which would turn the Kelvin sign into a k. */
const HOST = /^(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*|\[[0-9a-f:.]+\])$/i;
/** Host, then port, then anything that starts URI parameters or headers. */
const HOST_PART = /^(\[[^\]]*\]|[^:;?]*)(?::\d{1,5})?(?:[;?].*)?$/s;

/**
 * Canonical address of a SIP URI, a name-addr (`"Bob" <sip:bob@example.org>;tag=1`) or a bare `user@host`.
 * @throws StampError `invalid-address`.
 */
export function canonicalAddress(input: string): Address {
  if (input.length > MAX_INPUT_LENGTH) refuse("too-long");
  const uri = addressPart(input.trim()).replace(/^sips?:/i, "");
  const at = uri.indexOf("@");
  if (at < 0) refuse("no-host");
  const user = uri.slice(0, at);
  const host = HOST_PART.exec(uri.slice(at + 1))?.[1] ?? refuse("host");
  if (user.length > MAX_USER_LENGTH || !USER.test(user)) refuse("user");
  if (host.length > MAX_HOST_LENGTH || !HOST.test(host)) refuse("host");
  return `${user}@${host.toLowerCase()}` as Address;
}

/** The canonical address, or nothing for what is not clearly one. */
export function tryCanonical(input: string): Address | undefined {
  try {
    return canonicalAddress(input);
  } catch {
    return undefined;
  }
}

/** Whether the text is this address in any of these forms. */
export function namesAddress(text: string, address: Address): boolean {
  return tryCanonical(text) === address;
}

/** What stands between the angle brackets, or everything when there are none. */
function addressPart(text: string): string {
  const afterName = text.replace(/^"(?:[^"\\]|\\.)*"\s*/s, "");
  if (afterName !== text && !afterName.startsWith("<")) refuse("display-name");
  const open = afterName.indexOf("<");
  if (open < 0) return afterName;
  const close = afterName.indexOf(">", open);
  if (close < 0 || !/^\s*(?:;.*)?$/s.test(afterName.slice(close + 1))) refuse("angle-brackets");
  if (/[@"]/.test(afterName.slice(0, open))) refuse("display-name");
  return afterName.slice(open + 1, close).trim();
}

function refuse(problem: string): never {
  throw new StampError("invalid-address", { problem });
}
