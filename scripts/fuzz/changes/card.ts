// Changes that know what a contact card is (vCard, RFC 6350): lines are lost, doubled, folded and renamed, parameters
// and values grow, cards are several, nested or of another kind.
import { oneOf, replaceAt, replaceOne, times } from "./text";

const LINE = /[^\r\n]+\r\n/g;
const NAME = /^[\w-]+/gm;
const VALUE = /:[^\r\n]*/g;
const NAMES = [
  "BEGIN", "END", "VERSION", "FN", "N", "IMPP", "KEY", "item1.KEY", "X-STAMP-SPKI-SHA256", "PHOTO", "BDAY", "RRULE", "DTSTART", "TZ", "GEO",
  "CATEGORIES", "GENDER", "REV", "__proto__", "constructor",
] as const;
const TEXTS = [
  ":", ";", ",", "=", '"', "\\", "\\n", "^n", "^'", "\t", "\0", "\xef\xbb\xbf", "\xff", "\xc3\xa9", "VCARD", "VCALENDAR", "VTIMEZONE", "3.0", "4.0",
  "2.1", "sip:a@b", "sip:a%40b", "sips:", "xmpp:a@b", "data:", "data:application/pkix-cert;base64,", "FREQ=DAILY;COUNT=99999999", "--0412", "19960415",
  "P1000000000Y", "99999999T999999Z",
] as const;
const PARAMETERS = [
  ";TYPE=x509", ";ENCODING=b", ";VALUE=uri", ";VALUE=date-time", ";VALUE=recur", ";VALUE=period", ';X="a', ';X="a","b"', ";X=a,b", ";X", ";=", ";PREF=1",
] as const;

/** One change of a card. */
export const mutateCard = oneOf([
  replaceOne(LINE, () => ""),
  replaceOne(LINE, (line) => line + line),
  replaceOne(LINE, (line, random) => times(random, 3000, line)),
  replaceOne(LINE, (line, random) => replaceAt(line, random.below(line.length), 0, times(random, 8000, "\r\n "))),
  replaceOne(LINE, (line, random) => [...line.trimEnd()].join(random.pick(["\r\n ", "\n\t", "\r "] as const)) + "\r\n"),
  replaceOne(LINE, (line) => line.replace(/\r\n$/, "\n")),
  replaceOne(NAME, (_, random) => random.pick(NAMES)),
  replaceOne(NAME, (name, random) => name + times(random, 5000, random.pick(PARAMETERS))),
  replaceOne(NAME, (name, random) => times(random, 10_000, random.oneIn(2) ? "a" : "a.") + name),
  replaceOne(VALUE, (_, random) => `:${random.pick(TEXTS)}`),
  replaceOne(VALUE, (value, random) => value + times(random, 60_000, random.pick(TEXTS))),
  replaceOne(VALUE, (value, random) => replaceAt(value, random.below(value.length), random.below(4), random.pick(TEXTS))),
  (text, random) => times(random, 200, text),
  (text, random) => times(random, 5000, "BEGIN:VCARD\r\n") + text,
  (text, random) => { const depth = random.size(2000); return `${"BEGIN:VCARD\r\n".repeat(depth)}VERSION:4.0\r\n${"END:VCARD\r\n".repeat(depth)}`; },
  (text, random) => text.replaceAll("VCARD", random.pick(["VCALENDAR", "VEVENT", "vcard", "VCARD\\", "X-A"] as const)),
  (text, random) => replaceAt(text, random.below(text.length), random.below(3), random.pick(TEXTS)),
]);
