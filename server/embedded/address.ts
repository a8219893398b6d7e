// SIP URIs and the values of From, To and Contact (RFC 3261, 19.1 and 20.10), strictly: what two readers could
// understand differently is refused, because From decides who speaks and the request URI who is meant.

export interface SipUri {
  readonly scheme: "sip" | "sips";
  /** As written; absent in a URI of a domain. */
  readonly user: string | undefined;
  /** In lower case, without a port. */
  readonly host: string;
  /** The whole URI as written, parameters included. */
  readonly text: string;
}

export interface NameAddress {
  readonly uri: SipUri;
  /** Header parameters by lower-case name, quotes removed; a flag has "". */
  readonly parameters: ReadonlyMap<string, string>;
}

const URI = /^(sips?):(?:([A-Za-z0-9._~!$&'()*+,=%-]+)@)?(\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9.-]+)(?::\d{1,5})?((?:;[^\s<>"?;]+)*)$/i;
const PARAMETER = /\s*;\s*([A-Za-z0-9!%*_+`'~.-]+)(?:\s*=\s*("(?:[^"\\]|\\.)*"|[^\s;,"]+))?\s*/y;
const DISPLAY_NAME = /^(?:"(?:[^"\\]|\\.)*"|[^"<>]*)$/;
const MAX_LENGTH = 2_048;

/** Undefined for anything but a plain sip: or sips: URI. */
export function parseUri(text: string): SipUri | undefined {
  if (text.length > MAX_LENGTH) return undefined;
  const match = URI.exec(text);
  if (match === null) return undefined;
  const [, scheme, user, host] = match;
  return { scheme: scheme?.toLowerCase() === "sips" ? "sips" : "sip", user, host: (host ?? "").toLowerCase(), text };
}

/** One `"name" <uri>;parameters` or `uri;parameters`; undefined for a list or anything malformed. */
export function parseNameAddress(value: string): NameAddress | undefined {
  if (value.length > MAX_LENGTH) return undefined;
  const { uriText, rest } = split(value);
  if (uriText === undefined || rest === undefined) return undefined;
  const uri = parseUri(uriText);
  const parameters = parseParameters(rest);
  return uri === undefined || parameters === undefined ? undefined : { uri, parameters };
}

function split(value: string): { readonly uriText?: string; readonly rest?: string } {
  if (!value.includes("<")) {
    const semicolon = value.indexOf(";");
    if (semicolon < 0) return { uriText: value.trim(), rest: "" };
    return { uriText: value.slice(0, semicolon).trim(), rest: value.slice(semicolon) };
  }
  const open = value.startsWith('"') ? value.indexOf("<", closingQuote(value)) : value.indexOf("<");
  const close = value.indexOf(">", open);
  if (open < 0 || close < 0 || !DISPLAY_NAME.test(value.slice(0, open).trim())) return {};
  return { uriText: value.slice(open + 1, close), rest: value.slice(close + 1) };
}

function closingQuote(value: string): number {
  for (let index = 1; index < value.length; index++) {
    if (value[index] === "\\") index++;
    else if (value[index] === '"') return index;
  }
  return value.length;
}

/** `;a=1;b="x"` as a map; undefined when anything else is in it or a name comes twice. */
export function parseParameters(text: string): ReadonlyMap<string, string> | undefined {
  const parameters = new Map<string, string>();
  PARAMETER.lastIndex = 0;
  while (PARAMETER.lastIndex < text.length) {
    const match = PARAMETER.exec(text);
    if (match === null) return undefined;
    const name = (match[1] ?? "").toLowerCase();
    if (parameters.has(name)) return undefined;
    parameters.set(name, unquote(match[2] ?? ""));
  }
  return parameters;
}

export function unquote(text: string): string {
  return text.startsWith('"') ? text.slice(1, -1).replaceAll(/\\(.)/g, "$1") : text;
}

/** What an account may be called: nothing that is written in two ways in a URI or means something in a header. */
export function isUserName(text: string): boolean {
  return /^[A-Za-z0-9._~+-]{1,64}$/.test(text);
}

export function isDomain(text: string): boolean {
  return /^[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?$/.test(text);
}
