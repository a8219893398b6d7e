// Digest authentication (RFC 3261, 22; RFC 7616 with qop=auth; RFC 8760 for SHA-256).
// A nonce is bound to one connection by an HMAC and carries its time, so nothing is stored per nonce, and credentials
// overheard elsewhere are worth nothing; that is also why nonce counts are not tracked. Passwords are never kept:
// an account is its two HA1 hashes.
import { createHash, createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import { unquote } from "./address";

export type DigestAlgorithm = "MD5" | "SHA-256";

/** H(user ":" realm ":" password) in hex, by both hashes. As good as the password for this realm. */
export interface Ha1 {
  readonly md5: string;
  readonly sha256: string;
}

export interface Credentials {
  readonly user: string;
  readonly realm: string;
  readonly nonce: string;
  readonly uri: string;
  readonly response: string;
  readonly nc: string;
  readonly cnonce: string;
  readonly algorithm: DigestAlgorithm;
}

export interface Nonces {
  make(connection: number): string;
  /** "forged" is one we did not make for this connection. */
  check(nonce: string, connection: number): "fresh" | "stale" | "forged";
}

const PAIR = /\s*([A-Za-z0-9-]+)\s*=\s*("(?:[^"\\]|\\.)*"|[^\s,"]+)\s*(?:,|$)/y;
const TIME_BYTES = 6;

export function makeHa1(user: string, realm: string, password: string): Ha1 {
  const text = `${user}:${realm}:${password}`;
  return { md5: hashHex("MD5", text), sha256: hashHex("SHA-256", text) };
}

export function makeNonces(lifetimeMs: number, now: () => number): Nonces {
  const secret = randomBytes(32);
  const seal = (time: Buffer, connection: number): Buffer =>
    createHmac("sha256", secret).update(time).update(String(connection)).digest().subarray(0, 18);
  return {
    make(connection) {
      const time = Buffer.alloc(TIME_BYTES);
      time.writeUIntBE(now(), 0, TIME_BYTES);
      return Buffer.concat([time, seal(time, connection)]).toString("base64url");
    },
    check(nonce, connection) {
      const bytes = Buffer.from(nonce, "base64url");
      const time = bytes.subarray(0, TIME_BYTES);
      const expected = seal(time, connection);
      if (bytes.length !== TIME_BYTES + expected.length) return "forged";
      if (!timingSafeEqual(bytes.subarray(TIME_BYTES), expected)) return "forged";
      const age = now() - time.readUIntBE(0, TIME_BYTES);
      return age >= 0 && age <= lifetimeMs ? "fresh" : "stale";
    },
  };
}

/** Value of WWW-Authenticate or Proxy-Authenticate. */
export function challengeValue(realm: string, nonce: string, algorithm: DigestAlgorithm, stale: boolean): string {
  return `Digest realm="${realm}", nonce="${nonce}", algorithm=${algorithm}, qop="auth"${stale ? ", stale=true" : ""}`;
}

/** Undefined when it is no complete Digest answer with qop=auth. */
export function parseCredentials(value: string): Credentials | undefined {
  const scheme = /^Digest\s+/i.exec(value);
  if (scheme === null) return undefined;
  const pairs = new Map<string, string>();
  PAIR.lastIndex = scheme[0].length;
  while (PAIR.lastIndex < value.length) {
    const match = PAIR.exec(value);
    if (match === null) return undefined;
    pairs.set((match[1] ?? "").toLowerCase(), unquote(match[2] ?? ""));
  }
  const [user, realm, nonce, uri, response, nc, cnonce] = ["username", "realm", "nonce", "uri", "response", "nc", "cnonce"].map((name) =>
    pairs.get(name),
  );
  const algorithm = (pairs.get("algorithm") ?? "MD5").toUpperCase();
  if (pairs.get("qop") !== "auth" || (algorithm !== "MD5" && algorithm !== "SHA-256")) return undefined;
  if (user === undefined || realm === undefined || nonce === undefined || uri === undefined) return undefined;
  if (response === undefined || nc === undefined || cnonce === undefined) return undefined;
  return { user, realm, nonce, uri, response, nc, cnonce, algorithm };
}

/** Compares in constant time. */
export function isAnswerRight(credentials: Credentials, method: string, ha1: Ha1): boolean {
  const { algorithm, nonce, nc, cnonce, uri, response } = credentials;
  const secret = algorithm === "MD5" ? ha1.md5 : ha1.sha256;
  const expected = hashHex(algorithm, [secret, nonce, nc, cnonce, "auth", hashHex(algorithm, `${method}:${uri}`)].join(":"));
  const [left, right] = [Buffer.from(expected), Buffer.from(response.toLowerCase())];
  return left.length === right.length && timingSafeEqual(left, right);
}

function hashHex(algorithm: DigestAlgorithm, text: string): string {
  return createHash(algorithm === "MD5" ? "md5" : "sha256").update(text).digest("hex");
}
