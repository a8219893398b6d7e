// What messaging needs from outside: the slow, remote or random. main/sip implements the first three;
// tests put their own in place. Everything else messaging uses directly.
import type { Connection } from "../../shared/connection";
import type { FailReason, RetryReason } from "../../shared/delivery";
import type { Address, Millis } from "../../shared/ids";
import type { WireContentType } from "../../shared/wire";

/** What became of one attempt, classified at the edge (spec 2.3, step 4). */
export type SendOutcome =
  /** 200 from the peer's device. */
  | { readonly type: "sent" }
  /** 202: the server keeps it. */
  | { readonly type: "stored" }
  /** The outcome is unknown or a later try may work; never by itself a failure. */
  | { readonly type: "retryable"; readonly reason: RetryReason; readonly retryAfter?: Millis }
  | { readonly type: "permanent"; readonly reason: FailReason }
  /** The server does not take our credentials: the queue stops, no attempt is spent. */
  | { readonly type: "account-problem" }
  /** Nothing was handed to the wire: no attempt is spent. */
  | { readonly type: "not-connected" };

export interface MessageSender {
  /**
   * Sends one SIP MESSAGE. Resolves once, at the latest after the response deadline; never rejects.
   * `onLateAnswer` hears a final answer that came after the deadline: proof beats a local failure. The content type is
   * that of protected messages unless another one is given.
   */
  send(
    to: Address,
    body: string,
    onLateAnswer?: (outcome: SendOutcome) => void,
    contentType?: WireContentType,
  ): Promise<SendOutcome>;
}

/** One SIP MESSAGE as it came; nothing in it is verified but that the server let it through. */
export interface IncomingMessage {
  /** Canonical address of the From header. */
  readonly from: Address;
  /** Media type in lower case without parameters; empty for one that we cannot read. */
  readonly contentType: string;
  readonly body: string;
  /** The server handed it over from its offline store. */
  readonly stored: boolean;
  /**
   * The same when a server hands the very same request over twice, another one when its sender says the same words again:
   * what tells unencrypted texts apart, which have nothing of the kind inside.
   */
  readonly requestId: string;
  /** When the server stored it, by the server's clock. */
  readonly storedAt?: Millis;
}

/** Status to answer with; 200 only after the commit (spec 2.4, step 1). */
export type ReceiveAnswer = 200 | 413 | 415 | 503;
export type MessageReceiver = (message: IncomingMessage) => ReceiveAnswer | Promise<ReceiveAnswer>;

/** What a contact's presence said. Not authenticated: the server could have written it. */
export interface PresenceUpdate {
  readonly address: Address;
  readonly status: "online" | "away" | "offline";
  /** Absent when the document has no such element; empty lists are reported as they are. */
  readonly capabilities?: readonly string[];
  readonly certificate?: Uint8Array;
}

/** What we publish of ourselves. */
export interface OwnPresence {
  readonly status: "online" | "away";
  readonly capabilities: readonly string[];
  /** DER of our certificate. */
  readonly certificate: Uint8Array;
}

/** The SIP connection as the session uses it. */
export interface SipPort extends MessageSender {
  start(): void;
  /** Unregisters when `unregister`, closes the socket, resolves when nothing is left running. */
  stop(options?: { readonly unregister?: boolean }): Promise<void>;
  readonly connection: Connection;
  /** Offline it connects at once; online it asks whether the server is still there, and `onAlive` or the end follows. */
  tryNow(): void;
  /** New password after a refusal, or the same to sign in again here; connects. */
  signIn(password: string): void;
  /** Goes through this proxy from now on, undefined for none; connects anew at once. Throws StampError `invalid-proxy`. */
  useProxy(proxyUrl: string | undefined): void;
  publish(presence: OwnPresence): void;
  /** Replaces the whole set of watched addresses. */
  watch(addresses: readonly Address[]): void;
}

export interface SipHandlers {
  readonly onMessage: MessageReceiver;
  readonly onConnection: (connection: Connection) => void;
  /** The connection that `tryNow` doubted stands. */
  readonly onAlive: () => void;
  readonly onPresence: (update: PresenceUpdate) => void;
}

/** Wall clock and timers; tests move it by hand. */
export interface Clock {
  now(): Millis;
  /** Calls back once after `delay` ms; the returned function cancels. */
  after(delay: Millis, callback: () => void): () => void;
}

export interface Random {
  /** Uniform in 0 … 2³²−1. */
  uint32(): number;
  /** Uniform in [0, 1). */
  fraction(): number;
}
