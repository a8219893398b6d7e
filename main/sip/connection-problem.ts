// Why a connection could not be made or kept, in the words of the connection line (shared/connection.ts).
// The codes come from three layers: the resolver and the sockets (errno), OpenSSL's verification (X509
// names), and ws, which reports everything of the HTTP upgrade as a message without a code.
import type { ConnectionProblem } from "../../shared/connection";

const PROBLEM_BY_CODE: Readonly<Record<string, ConnectionProblem>> = {
  ENOTFOUND: "name-not-found",
  ENODATA: "name-not-found",
  // The resolver itself could not be reached: that is no network, not a wrong name.
  EAI_AGAIN: "network-unreachable",
  ENETUNREACH: "network-unreachable",
  ENETDOWN: "network-unreachable",
  EHOSTUNREACH: "network-unreachable",
  EHOSTDOWN: "network-unreachable",
  EADDRNOTAVAIL: "network-unreachable",
  EACCES: "network-unreachable",
  EPERM: "network-unreachable",
  ECONNREFUSED: "server-refused",
  ECONNRESET: "server-closed",
  EPIPE: "server-closed",
  ETIMEDOUT: "server-silent",
  CERT_HAS_EXPIRED: "certificate-expired",
  CERT_NOT_YET_VALID: "certificate-not-yet-valid",
  DEPTH_ZERO_SELF_SIGNED_CERT: "certificate-self-signed",
  ERR_TLS_CERT_ALTNAME_INVALID: "certificate-wrong-host",
  HOSTNAME_MISMATCH: "certificate-wrong-host",
};

/** Everything else that verification can object to means: not from somebody we trust. */
const UNTRUSTED =
  /^(CERT_|CRL_|UNABLE_TO_|SELF_SIGNED_CERT_IN_CHAIN$|INVALID_CA$|INVALID_PURPOSE$|PATH_LENGTH_EXCEEDED$|ERROR_IN_CERT_)/;

/** A failure that already knows its word; thrown inside main/sip only. */
export class ConnectionFailure extends Error {
  readonly problem: ConnectionProblem;

  constructor(problem: ConnectionProblem) {
    super(problem);
    this.name = "ConnectionFailure";
    this.problem = problem;
  }
}

/**
 * The problem behind an error of a socket. `otherwise` is for errors that say nothing we know: by default a
 * refusal, which is what every failed upgrade is.
 */
export function problemOf(error: unknown, otherwise: ConnectionProblem = "server-refused"): ConnectionProblem {
  if (error instanceof ConnectionFailure) return error.problem;
  // One error per address when a name has several. Where this computer has no way for one kind of address, the answer
  // to the other kind says more.
  if (error instanceof AggregateError && error.errors.length > 0) {
    const problems = error.errors.map((each) => problemOf(each, otherwise));
    return problems.find((problem) => problem !== "network-unreachable") ?? "network-unreachable";
  }
  const code = error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "";
  const known = PROBLEM_BY_CODE[code];
  if (known !== undefined) return known;
  return UNTRUSTED.test(code) ? "certificate-untrusted" : otherwise;
}
