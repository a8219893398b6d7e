// What a person types to sign in, checked before anything is made: the address, the server's URL, and then, over the
// network, whether the server takes the password. Every "no" has a code that the page has a sentence for.
import type { ConnectionTestResult } from "../../shared/app-state";
import type { ProxyInput } from "../../shared/connection";
import { StampError } from "../../shared/errors";
import type { Address } from "../../shared/ids";
import { canonicalAddress } from "../protocol/address";
import { assertServerAllowed } from "./evaluation";

/** As typed. */
export interface ServerAccountInput {
  readonly address: string;
  readonly password: string;
  readonly server: string;
  /** PEM of an own certificate authority. */
  readonly caCertificate?: string | undefined;
  readonly proxy?: ProxyInput | undefined;
}

export interface ServerAccount {
  readonly address: Address;
  readonly password: string;
  readonly serverUrl: string;
  readonly caCertificate?: string | undefined;
  /** With its credentials. */
  readonly proxyUrl?: string | undefined;
}

/** The far side, which main/sip knows how to speak to. */
export interface ServerCheck {
  /** Throws StampError `invalid-server-url`, `insecure-server-url`. */
  parseUrl(text: string): { readonly href: string; readonly loopback: boolean };
  /**
   * The URL of a proxy, with its credentials. Throws StampError `invalid-proxy` and, when the server must not be spoken
   * to through it, `insecure-through-proxy` or `evaluation-only-loopback`.
   */
  readProxy(proxy: ProxyInput, serverUrl?: string): string;
  /** URL of the server that the address's domain names, or nothing. */
  findServer(address: Address, proxyUrl?: string): Promise<string | undefined>;
  /** One result for each step that was reached. Never rejects for what the network does. */
  testConnection(account: ServerAccount): Promise<readonly ConnectionTestResult[]>;
  /** Whether somebody publishes a certificate for the address now. Never rejects. */
  isPublished(account: ServerAccount): Promise<boolean>;
}

/**
 * The account that `input` means; a server without a scheme is meant to be `wss://`.
 * Throws StampError `invalid-address`, `invalid-server-url`, `insecure-server-url`, `invalid-proxy`,
 * `insecure-through-proxy`, `evaluation-only-loopback`.
 */
export function readServerAccount(check: ServerCheck, input: ServerAccountInput, evaluation: boolean): ServerAccount {
  const address = canonicalAddress(input.address);
  const typed = input.server.trim();
  const server = check.parseUrl(typed.includes("://") ? typed : `wss://${typed}`);
  assertServerAllowed(server, evaluation);
  const proxyUrl = input.proxy === undefined ? undefined : check.readProxy(input.proxy, server.href);
  return { address, password: input.password, serverUrl: server.href, caCertificate: input.caCertificate, proxyUrl };
}

/**
 * The look before a key is made (spec 1.10): a new key here signs the other device out, and every contact is asked
 * about it. Throws StampError `account-in-use`.
 */
export async function assertNoOtherDevice(check: ServerCheck, account: ServerAccount): Promise<void> {
  if (await check.isPublished(account)) throw new StampError("account-in-use");
}

/** Throws StampError `sign-in-refused`, `certificate-untrusted` or `server-unreachable`, with the `problem` found. */
export async function assertSignInWorks(check: ServerCheck, account: ServerAccount): Promise<void> {
  const results = await check.testConnection(account);
  const failed = results.find((result) => !result.ok);
  if (failed === undefined) return;
  const problem = failed.problem ?? "internal";
  if (problem === "sign-in-refused" || problem === "evaluation-only-loopback") throw new StampError(problem);
  const untrusted = problem.startsWith("certificate-");
  throw new StampError(untrusted ? "certificate-untrusted" : "server-unreachable", { problem });
}
