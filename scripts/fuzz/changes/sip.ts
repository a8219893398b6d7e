// Changes that know what a SIP frame is (RFC 3261): headers are lost, doubled, folded and renamed, values grow or hold
// marks that mean something elsewhere, numbers and line ends are wrong.
import { oneOf, replaceAt, replaceOne, times } from "./text";

const LINE = /[^\r\n]+\r\n/g;
const VALUE = /: [^\r\n]*/g;
const NUMBER = /\d+/g;
const HEADERS = [
  "Via", "v", "From", "f", "To", "t", "Call-ID", "i", "CSeq", "Contact", "m", "Content-Length", "l", "Content-Type", "c", "Event", "o",
  "Subscription-State", "WWW-Authenticate", "Proxy-Authenticate", "Retry-After", "SIP-ETag", "Expires", "Require", "Supported", "Record-Route",
  "Max-Forwards", "X-Offline", "__proto__", "constructor",
] as const;
const METHODS = ["MESSAGE", "NOTIFY", "OPTIONS", "ACK", "CANCEL", "INVITE", "BYE", "PRACK", "REFER", "message", "M", ""] as const;
const SIP_TEXTS = [
  "<", ">", '"', "\\", ";", ",", "=", ":", "@", "%", "%zz", "*", "\t", " ", "\0", "\xff", "\xc3\xa9", "[::1]", "<sip:a@b>", ";tag=a", ";lr",
  "sips:", "tel:+1", "?a=b", ";q=2", ";expires=-1", "4294967296", "-1", "1e9", "SIP/2.0", "\r\n", "\n", "\r", "\r\n\r\n", "\r\n ",
] as const;

/** One change of SIP frames. */
export const mutateSip = oneOf([
  replaceOne(LINE, () => ""),
  replaceOne(LINE, (line) => line + line),
  replaceOne(LINE, (line, random) => times(random, 100, line)),
  replaceOne(LINE, (line, random) => line.replace(/ /, times(random, 500, "\r\n "))),
  replaceOne(LINE, (line, random) => line.replace(/[\w-]+(?=:)/, random.pick(HEADERS))),
  replaceOne(LINE, (line, random) => `${random.pick(HEADERS)}: ${random.pick(SIP_TEXTS)}\r\n${line}`),
  replaceOne(LINE, (line) => line.replace(/\r\n$/, "\n")),
  replaceOne(VALUE, (_, random) => `: ${times(random, 8000, random.pick(SIP_TEXTS))}`),
  replaceOne(VALUE, (value, random) => value + times(random, 3000, random.pick([";a=b", ";a", ',"a"', ", <sip:a@b>", ";tag=x", "a", "%41", '"a'] as const))),
  replaceOne(VALUE, (value, random) => replaceAt(value, random.below(value.length), random.below(4), random.pick(SIP_TEXTS))),
  replaceOne(VALUE, (value) => value.slice(0, 2)),
  replaceOne(/\b(?:MESSAGE|NOTIFY|OPTIONS|REGISTER|SUBSCRIBE|PUBLISH)\b/g, (_, random) => random.pick(METHODS)),
  replaceOne(NUMBER, (_, random) => random.pick(["0", "-1", "00", "99999999999999999999", "1.5", "0x1", "4294967295", "999", "100", "401", "423"] as const)),
  replaceOne(/\r\n\r\n/g, (end, random) => random.pick(["", "\r\n", `${end}${end}`, "\n\n"] as const)),
  (text, random) => replaceAt(text, random.below(text.length), random.below(3), random.pick(SIP_TEXTS)),
]);
