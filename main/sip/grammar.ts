// A shorter way through sip.js's parser for the everyday forms of the headers that every frame has.
// The parser that sip.js generated decodes its whole bytecode table again for each value: 0.1–0.2 ms, nine
// times a frame, two thirds of all time spent on SIP. Each expression here is strictly narrower than the
// grammar's rule: what it accepts, the grammar accepts with the same result; everything else goes to the
// grammar. That claim is what grammar.test.ts fuzzes. Results are fresh objects, as the grammar's are.
import { NameAddrHeader, URI } from "sip.js";

const IPV4 = String.raw`(?:(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(?:\.(?=\d)|(?![\w.-]))){4}`;
const NAME = String.raw`(?:[a-zA-Z0-9][a-zA-Z0-9-]{0,62}\.){0,8}[a-zA-Z][a-zA-Z0-9-]{0,62}`;
const HOST = `(?:${NAME}|${IPV4})`;
const PORT = String.raw`(?::(\d{1,5}))?`;
const TOKEN = "[a-zA-Z0-9._-]{1,128}";
const USER = "([a-zA-Z0-9._+-]{1,128})@";
/** Groups: host, port, transport, lr. */
const AFTER_USER = String.raw`(${HOST})${PORT}(?:;transport=(ws|tcp|tls|udp))?(;lr)?`;
/** The same after a first group: user. */
const SIP_URI = `sip:(?:${USER})?${AFTER_USER}`;

const uriPattern = new RegExp(`^${SIP_URI}$`);
const statusPattern = /^(SIP\/2\.0) ([1-6]\d\d) ([a-zA-Z0-9 .,'()/-]{0,128})$/;
// With a user only: without one the grammar takes a port for a password first and leaves it behind.
const requestPattern = new RegExp(String.raw`^(MESSAGE|NOTIFY|OPTIONS) sip:${USER}${AFTER_USER} (SIP\/2\.0)$`);
const viaPattern = new RegExp(String.raw`^SIP\/2\.0\/(WSS?|TCP|TLS|UDP) {1,4}(${HOST})${PORT}((?:;[^;]{1,160}){0,8})$`);
const ipv4Pattern = new RegExp(`^${IPV4}$`);
const nameAddrPattern = new RegExp(`^<${SIP_URI}>(?:;tag=(${TOKEN}))?$`);
const contactPattern = new RegExp(String.raw`^<${SIP_URI}>(?:;expires=(\d{1,9}))?$`);
const cseqPattern = /^(\d{1,9}) (MESSAGE|NOTIFY|REGISTER|PUBLISH|SUBSCRIBE|OPTIONS)$/;
const callIdPattern = /^[a-zA-Z0-9._+-]{1,160}(?:@[a-zA-Z0-9._-]{1,128})?$/;
const subscriptionStatePattern = /^(active|pending);expires=(\d{1,9})$/;

const CONTENT_TYPES: ReadonlySet<string> = new Set([
  "application/x-phonex-mime",
  "application/pidf+xml",
  "text/plain",
]);

type Rule = (input: string) => unknown;

/** By the rule names of sip.js's grammar. A rule answers undefined for what it does not know. */
const RULES: Readonly<Record<string, Rule>> = {
  Request_Response: (input) => statusLine(input) ?? requestLine(input),
  Via: via,
  From: nameAddr,
  To: nameAddr,
  Contact: contact,
  CSeq: (input) => {
    const match = cseqPattern.exec(input);
    return match === null ? undefined : { value: Number(match[1]), method: match[2] };
  },
  Call_ID: (input) => (callIdPattern.test(input) ? input : undefined),
  Content_Type: (input) => (CONTENT_TYPES.has(input) ? input : undefined),
  Content_Length: (input) => (/^\d{1,7}$/.test(input) ? Number(input) : undefined),
  Max_Forwards: (input) => (/^\d{1,3}$/.test(input) ? Number(input) : undefined),
  Event: (input) => (input === "presence" ? { event: input } : undefined),
  Subscription_State: (input) => {
    const match = subscriptionStatePattern.exec(input);
    return match === null ? undefined : { state: match[1], expires: Number(match[2]) };
  },
  SIP_URI: (input) => {
    const match = uriPattern.exec(input);
    return match === null ? undefined : uriFrom(match, 1);
  },
};

/** What the grammar would answer for `input` under `rule`, or undefined when only the grammar can tell. */
export function parseEveryday(input: string, rule: string): unknown {
  return Object.hasOwn(RULES, rule) ? RULES[rule]?.(input) : undefined;
}

/** Builds the URI from the five groups of SIP_URI, the first of which is `group`. */
function uriFrom(match: RegExpExecArray, group: number): URI {
  const [user, host, port, transport, lr] = match.slice(group, group + 5);
  // The declared types do not know that the grammar leaves parts and values out as undefined.
  const absent = undefined as never;
  const parameters = {
    ...(transport === undefined ? {} : { transport }),
    ...(lr === undefined ? {} : { lr: absent }),
  };
  return new URI("sip", user ?? absent, host ?? absent, port === undefined ? undefined : Number(port), parameters);
}

function statusLine(input: string): unknown {
  const match = statusPattern.exec(input);
  return match === null
    ? undefined
    : { sip_version: match[1], status_code: Number(match[2]), reason_phrase: match[3] };
}

function requestLine(input: string): unknown {
  const match = requestPattern.exec(input);
  return match === null ? undefined : { method: match[1], uri: uriFrom(match, 2), sip_version: match[7] };
}

function nameAddr(input: string): unknown {
  const match = nameAddrPattern.exec(input);
  if (match === null) return undefined;
  const header = new NameAddrHeader(uriFrom(match, 1), undefined as never, {});
  if (match[6] !== undefined) header.setParam("tag", match[6]);
  return header;
}

function contact(input: string): unknown {
  const match = contactPattern.exec(input);
  if (match === null) return undefined;
  const expires = match[6];
  const parameters: Record<string, string> = expires === undefined ? {} : { expires: String(Number(expires)) };
  const parsed = new NameAddrHeader(uriFrom(match, 1), undefined as never, parameters);
  // The grammar calls the end of a value its position and the start its offset.
  return [{ position: input.length, offset: 0, parsed }];
}

function via(input: string): unknown {
  const match = viaPattern.exec(input);
  if (match === null) return undefined;
  const [, transport, host = "", port, parameters = ""] = match;
  const result: Record<string, unknown> = { protocol: "SIP", transport, host, host_type: hostType(host) };
  if (port !== undefined) result["port"] = Number(port);
  for (const parameter of parameters.split(";").slice(1)) {
    if (!addViaParameter(result, parameter)) return undefined;
  }
  return result;
}

const branchPattern = new RegExp(`^branch=(${TOKEN})$`);

/** Tells whether the parameter is one of the forms that servers write; repeated ones are left to the grammar. */
function addViaParameter(via: Record<string, unknown>, parameter: string): boolean {
  const branch = branchPattern.exec(parameter)?.[1];
  if (branch !== undefined) return setOnce(via, "branch", branch);
  const rport = /^rport=(\d{1,5})$/.exec(parameter)?.[1];
  if (rport !== undefined) return setOnce(via, "rport", rport);
  const received = /^received=(.*)$/.exec(parameter)?.[1];
  if (received !== undefined && ipv4Pattern.test(received)) {
    // The grammar keeps the type of the last host it read.
    via["host_type"] = "IPv4";
    return setOnce(via, "received", received);
  }
  const index = /^i=([a-zA-Z0-9]{1,32})$/.exec(parameter)?.[1];
  return index !== undefined && setOnce(via, "params", { i: index });
}

function setOnce(target: Record<string, unknown>, key: string, value: unknown): boolean {
  if (key in target) return false;
  target[key] = value;
  return true;
}

function hostType(host: string): "IPv4" | "domain" {
  return ipv4Pattern.test(host) ? "IPv4" : "domain";
}
