// State of the SIP connection as the connection line tells it.
import type { Millis } from "./ids";

export type ConnectionProblem =
  | "network-unreachable"
  | "server-refused"
  | "server-closed"
  | "server-silent"
  | "certificate-untrusted"
  | "certificate-self-signed"
  | "certificate-expired"
  | "certificate-not-yet-valid"
  | "certificate-wrong-host"
  | "name-not-found"
  | "registration-rejected"
  /** No connection to the proxy itself, or what answers is none. */
  | "proxy-unreachable"
  /** It wants other credentials, or does not pass anybody on to this server. */
  | "proxy-refused"
  /** It found no way to the server. */
  | "proxy-failed"
  /** Nothing came back through it: its own silence and the server's look the same. */
  | "proxy-silent"
  /** ws:// would pass a proxy on another computer in the clear. */
  | "insecure-through-proxy"
  | "evaluation-only-loopback";

/** Clocks that differ by more than this are worth a word (spec 2.4). */
export const CLOCK_TOLERANCE: Millis = 2 * 60 * 1000;

export type Connection =
  | { readonly status: "connecting"; readonly since: Millis }
  /** `clockOffset`: the server's clock less ours, when it told; nobody vouches for it. */
  | { readonly status: "online"; readonly since: Millis; readonly clockOffset?: Millis }
  /** Waiting for the next try by itself. */
  | { readonly status: "offline"; readonly since: Millis; readonly problem: ConnectionProblem; readonly retryAt?: Millis }
  /** The server does not take the password: the user must sign in again; nothing is tried by itself. */
  | { readonly status: "sign-in-refused"; readonly since: Millis }
  /** Another device signed in with this account (spec 1.10). */
  | { readonly status: "replaced"; readonly since: Millis }
  | { readonly status: "stopped" };

/** The proxy of an account as it is typed; empty without credentials. */
export interface ProxyInput {
  /** `http://` or `socks5://`, host and port. */
  readonly url: string;
  readonly user: string;
  readonly password: string;
}

/** What is shown of the proxy that is in use; never its password. */
export interface ProxyView {
  readonly url: string;
  readonly user?: string;
}
