// Who speaks on a connection. REGISTER always proves it with credentials; other requests only until the connection has
// proved their From (so a MESSAGE needs no 407 each time), and again when a From of another account comes.
// Nobody gets past this module with a From, or a To of REGISTER and PUBLISH, that is not the account proved.
import { challengeValue, isAnswerRight, makeHa1, parseCredentials } from "./digest";
import type { Credentials, DigestAlgorithm, Ha1, Nonces } from "./digest";
import type { NameAddress } from "./address";
import { randomToken } from "./compose";
import type { Connection } from "./connection";
import type { Reply, SipRequest } from "./message";

export type Proof = { readonly type: "user"; readonly user: string } | { readonly type: "refused"; readonly reply: Reply };

export interface AuthenticationOptions {
  readonly domain: string;
  readonly nonces: Nonces;
  readonly algorithms: readonly DigestAlgorithm[];
  readonly findAccount: (user: string) => Ha1 | undefined;
}

export type Authenticate = (request: SipRequest, connection: Connection) => Proof;

export function makeAuthentication({ domain, nonces, algorithms, findAccount }: AuthenticationOptions): Authenticate {
  // Hashes nobody can know, so that an unknown account takes as long as a wrong password.
  const nobody = makeHa1("nobody", domain, randomToken());

  function challenge(request: SipRequest, connection: Connection, stale: boolean): Proof {
    const [status, name] = request.method === "REGISTER" ? [401, "WWW-Authenticate"] : [407, "Proxy-Authenticate"];
    const nonce = nonces.make(connection.id);
    // Preferred first (RFC 8760, 2.4); MD5 last, where clients that know no other take it from.
    const headers = algorithms.map((algorithm) => `${name}: ${challengeValue(domain, nonce, algorithm, stale)}`);
    return { type: "refused", reply: { status, headers } };
  }

  function isRight(credentials: Credentials, method: string): boolean {
    const account = findAccount(credentials.user);
    const right = isAnswerRight(credentials, method, account ?? nobody);
    return right && account !== undefined;
  }

  return (request, connection) => {
    const { method } = request;
    if (request.from.uri.host !== domain) return forbidden;
    const claimed = request.from.uri.user;
    let proved = connection.user;
    if (method === "REGISTER" || proved === undefined || proved !== claimed) {
      const credentials = findCredentials(request, domain);
      if (credentials === undefined) return challenge(request, connection, false);
      const nonce = nonces.check(credentials.nonce, connection.id);
      if (nonce !== "fresh" || !algorithms.includes(credentials.algorithm)) return challenge(request, connection, nonce === "stale");
      if (!isRight(credentials, method)) return challenge(request, connection, false);
      proved = credentials.user;
    }
    if (proved !== claimed) return forbidden;
    if (method === "REGISTER" && !isAddressOf(request.to, proved, domain)) return forbidden;
    if (method === "PUBLISH" && !(isAddressOf(request.to, proved, domain) && request.uri.user === proved)) return forbidden;
    return { type: "user", user: proved };
  };
}

const forbidden: Proof = { type: "refused", reply: { status: 403 } };

function isAddressOf(address: NameAddress, user: string, domain: string): boolean {
  return address.uri.user === user && address.uri.host === domain;
}

function findCredentials(request: SipRequest, realm: string): Credentials | undefined {
  const name = request.method === "REGISTER" ? "authorization" : "proxy-authorization";
  return request.headers
    .filter((header) => header.name === name)
    .map((header) => parseCredentials(header.value))
    .find((credentials) => credentials?.realm === realm);
}
