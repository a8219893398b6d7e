// State of the SIP connection as the connection line tells it.
import type { Millis } from "./ids";

export type ConnectionProblem =
  | "network-unreachable"
  | "server-refused"
  | "server-closed"
  | "server-silent"
  | "certificate-untrusted"
  | "certificate-expired"
  | "certificate-wrong-host"
  | "name-not-found"
  | "registration-rejected"
  | "evaluation-only-loopback";

export type Connection =
  | { readonly status: "connecting"; readonly since: Millis }
  | { readonly status: "online"; readonly since: Millis }
  /** Waiting for the next try by itself. */
  | { readonly status: "offline"; readonly since: Millis; readonly problem: ConnectionProblem; readonly retryAt?: Millis }
  /** The server does not take the password: the user must sign in again; nothing is tried by itself. */
  | { readonly status: "sign-in-refused"; readonly since: Millis }
  /** Another device signed in with this account (spec 1.10). */
  | { readonly status: "replaced"; readonly since: Millis }
  | { readonly status: "stopped" };
