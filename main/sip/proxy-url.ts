// The proxy that an account's connection goes through (spec 2.3, step 7): HTTP CONNECT or SOCKS5, chosen by the user and
// never taken from the system or the environment. Decided on the parsed URL, as with the server's (server-url.ts). A
// proxy sees who speaks to which server, and over ws:// it would see everything: on another computer it gets only wss://.
import type { ProxyInput, ProxyView } from "../../shared/connection";
import { StampError } from "../../shared/errors";
import { isLoopback, parseServerUrl, type ServerUrl } from "./server-url";

export interface ProxyUrl {
  readonly kind: "http" | "socks5";
  /** Name or number, IPv6 without brackets. */
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
  readonly loopback: boolean;
  /** With credentials: for the account's row only. */
  readonly href: string;
}

/** What SOCKS5 can carry (RFC 1929). */
const LONGEST_CREDENTIAL = 255;
const MAX_LENGTH = 2048;

/**
 * Parses `http://` or `socks5://` with a port; credentials may stand in it. Without a scheme it means `http://`.
 * Throws StampError `invalid-proxy`.
 */
export function parseProxyUrl(text: string): ProxyUrl {
  const scheme = /^(?:(http|socks5h?):\/\/|(?![a-z0-9+.-]*:\/\/))/i.exec(text.trim());
  if (scheme === null || text.length > MAX_LENGTH) throw new StampError("invalid-proxy");
  const kind = scheme[1]?.toLowerCase().startsWith("socks5") === true ? "socks5" : "http";
  const rest = text.trim().slice(scheme[0].length);
  // Parsed as a web address either way, so that numbers are normalised; a port that is a scheme's default is left out.
  const [url, other] = [parse(`http://${rest}`), parse(`https://${rest}`)];
  const port = url.port === "" ? other.port : url.port;
  const bare = (url.pathname === "/" || url.pathname === "") && url.search === "" && url.hash === "";
  if (!bare || port === "" || port === "0" || url.hostname === "") throw new StampError("invalid-proxy");
  const [user, password] = [decode(url.username), decode(url.password)];
  const credentials = user === "" && password === "" ? "" : `${encodeURIComponent(user)}:${encodeURIComponent(password)}@`;
  return {
    kind,
    host: url.hostname.replace(/^\[|\]$/g, ""),
    port: Number(port),
    user,
    password,
    loopback: isLoopback(url.hostname),
    href: `${kind}://${credentials}${url.hostname}:${port}`,
  };
}

/**
 * As typed into the fields, for this server if it is known by then. Throws StampError `invalid-proxy`, and the reason
 * why the server must not be connected to through it (`connectionBar`).
 */
export function readProxy({ url, user, password }: ProxyInput, serverUrl: string | undefined, loopbackOnly: boolean): ProxyUrl {
  const typed = parseProxyUrl(url);
  const credentials = `//${encodeURIComponent(user)}:${encodeURIComponent(password)}@`;
  const proxy = user === "" && password === "" ? typed : parseProxyUrl(typed.href.replace(/\/\/(?:[^@]*@)?/, credentials));
  const barred = serverUrl === undefined ? undefined : connectionBar(parseServerUrl(serverUrl), proxy, loopbackOnly);
  if (barred !== undefined) throw new StampError(barred);
  return proxy;
}

/** Why this server must not be connected to, or not through this proxy; undefined when it may be. */
export function connectionBar(
  server: ServerUrl,
  proxy: ProxyUrl | undefined,
  loopbackOnly: boolean,
): "evaluation-only-loopback" | "insecure-through-proxy" | undefined {
  const stays = proxy === undefined || proxy.loopback;
  if (loopbackOnly && !(server.loopback && stays)) return "evaluation-only-loopback";
  return server.secure || stays ? undefined : "insecure-through-proxy";
}

/** How the proxy of an account on this server is read and shown (messaging/own-proxy.ts). */
export function proxyRules(serverUrl: string, loopbackOnly: boolean) {
  return {
    read: (typed: ProxyInput): string => readProxy(typed, serverUrl, loopbackOnly).href,
    describe: (url: string): ProxyView => describeProxy(parseProxyUrl(url)),
  };
}

/** What may be shown of it again: everything but the password. */
export function describeProxy({ href, user }: ProxyUrl): ProxyView {
  const url = href.replace(/\/\/[^@]*@/, "//");
  return user === "" ? { url } : { url, user };
}

function parse(text: string): URL {
  try {
    return new URL(text);
  } catch (cause) {
    throw new StampError("invalid-proxy", {}, { cause });
  }
}

function decode(text: string): string {
  try {
    const decoded = decodeURIComponent(text);
    if (new TextEncoder().encode(decoded).length <= LONGEST_CREDENTIAL) return decoded;
  } catch {
    // As below.
  }
  throw new StampError("invalid-proxy");
}
