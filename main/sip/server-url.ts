// Which servers may be spoken to at all (spec 2.3, step 7): wss:// anywhere, ws:// only where the bytes
// cannot leave this computer. Decided on the parsed URL, never on its text, so that "ws://127.0.0.1@evil"
// or "ws://0x7f.1" cannot talk their way through.
import { StampError } from "../../shared/errors";

export interface ServerUrl {
  /** Normalised, without a trailing slash after a bare host. */
  readonly href: string;
  /** Name or number, IPv6 without brackets: what the certificate must name, whoever carries the bytes. */
  readonly host: string;
  readonly secure: boolean;
  /** The host is this computer by its name or number. */
  readonly loopback: boolean;
}

const MAX_LENGTH = 512;

/**
 * Parses what the user typed or the account has stored.
 * Throws StampError `invalid-server-url` (not a WebSocket URL, or one with a user, query or fragment) and
 * `insecure-server-url` (ws:// to another computer).
 */
export function parseServerUrl(text: string): ServerUrl {
  const url = parse(text);
  if ((url.protocol !== "wss:" && url.protocol !== "ws:") || url.hostname === "") {
    throw new StampError("invalid-server-url");
  }
  if (url.username !== "" || url.password !== "" || url.search !== "" || url.hash !== "") {
    throw new StampError("invalid-server-url");
  }
  const secure = url.protocol === "wss:";
  const loopback = isLoopback(url.hostname);
  if (!secure && !loopback) throw new StampError("insecure-server-url");
  const host = url.hostname.replace(/^\[|\]$/g, "");
  return { href: url.pathname === "/" ? url.href.slice(0, -1) : url.href, host, secure, loopback };
}

function parse(text: string): URL {
  if (text.length > MAX_LENGTH) throw new StampError("invalid-server-url");
  try {
    return new URL(text);
  } catch (cause) {
    throw new StampError("invalid-server-url", {}, { cause });
  }
}

/** `hostname` as the URL parser writes it: IPv4 always in four decimal parts, IPv6 compressed in brackets. */
export function isLoopback(hostname: string): boolean {
  return hostname === "localhost" || hostname === "[::1]" || /^127\.\d+\.\d+\.\d+$/.test(hostname);
}
