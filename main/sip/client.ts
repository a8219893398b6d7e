// The SIP connection of an account as the session uses it (ports.ts, SipPort): keeps one flow up, tells the
// truth about it, and gives the next one everything the last one had: presence and watched addresses.
// Reconnects by itself with capped back-off; stops when the server refuses the sign-in or another device
// took over, because trying again would lock the account or fight that device.
import { StampError } from "../../shared/errors";
import type { Connection, ConnectionProblem } from "../../shared/connection";
import type { Address, Millis } from "../../shared/ids";
import { MAX_BODY_CHARACTERS, type WireContentType } from "../../shared/wire";
import type { Clock, OwnPresence, Random, SendOutcome, SipHandlers, SipPort } from "../messaging/ports";
import { errorFacts, silentLog, type Log } from "../platform/log";
import { backOffDelay } from "./back-off";
import { openFlow, type Flow } from "./flow";
import { makeInstanceId } from "./instance-id";
import { connectionBar, parseProxyUrl, type ProxyUrl } from "./proxy-url";
import type { PublicationMemory } from "./publish";
import type { RegistrationFailure } from "./registration-result";
import { isNews } from "./server-clock";
import { parseServerUrl, type ServerUrl } from "./server-url";
import { sipUri } from "./user-agent";

export interface SipClientOptions {
  readonly address: Address;
  readonly password: string;
  readonly serverUrl: string;
  /** PEM of the server's own CA, trusted in addition to the built-in roots. */
  readonly caCertificate?: string | undefined;
  /** The proxy to connect through. */
  readonly proxyUrl?: string | undefined;
  /**
   * UUID of this installation, the same at every start. With it, a start leaves the account to another
   * device that is signed in (`replaced`); without it, a start takes the account over.
   */
  readonly instanceId?: string | undefined;
  /** Evaluation mode: never connect to another computer. */
  readonly loopbackOnly: boolean;
  /** How long a request waits for its answer; 8 s unless told. */
  readonly responseDeadline?: Millis;
  /** Interval of the sign-of-life requests; 30 s unless told. */
  readonly keepAlive?: Millis;
  readonly clock: Clock;
  readonly random: Random;
  readonly log?: Log;
}

const RECONNECT = { first: 1_000, longest: 60_000 };
/** A connection that held this long makes the next loss a first one again. */
const STABLE_AFTER: Millis = 30_000;

/**
 * Connects only when started. Throws StampError `invalid-address`, `invalid-server-url`, `insecure-server-url` or
 * `invalid-proxy`.
 */
export function createSipClient(options: SipClientOptions, handlers: SipHandlers): SipPort {
  if (sipUri(options.address) === undefined) throw new StampError("invalid-address");
  return new SipClient(options, parseServerUrl(options.serverUrl), handlers);
}

class SipClient implements SipPort {
  readonly #options: SipClientOptions;
  readonly #server: ServerUrl;
  readonly #handlers: SipHandlers;
  readonly #clock: Clock;
  readonly #log: Log;
  readonly #memory: PublicationMemory = {};
  readonly #instanceId: string;
  /** The next registration may replace another device: somebody asked for it. */
  #takeOver: boolean;
  #password: string;
  #proxy: ProxyUrl | undefined;
  #connection: Connection = { status: "stopped" };
  #flow: Flow | undefined;
  #closing: Promise<void> = Promise.resolve();
  #failures = 0;
  /** Stopped for good: who signs in again gets a new client. */
  #stopped = false;
  #cancelRetry: () => void = () => undefined;
  #presence: OwnPresence | undefined;
  #watched: readonly Address[] = [];

  constructor(options: SipClientOptions, server: ServerUrl, handlers: SipHandlers) {
    this.#options = options;
    this.#server = server;
    this.#handlers = handlers;
    this.#clock = options.clock;
    this.#log = options.log ?? silentLog;
    this.#password = options.password;
    this.#proxy = options.proxyUrl === undefined ? undefined : parseProxyUrl(options.proxyUrl);
    this.#instanceId = options.instanceId ?? makeInstanceId();
    this.#takeOver = options.instanceId === undefined;
  }

  get connection(): Connection {
    return this.#connection;
  }

  start(): void {
    if (!this.#stopped && this.#connection.status === "stopped") this.#connect();
  }

  stop(options?: { readonly unregister?: boolean }): Promise<void> {
    this.#stopped = true;
    this.#cancelRetry();
    this.#failures = 0;
    this.#enter({ status: "stopped" });
    return this.#closeFlow(options?.unregister === true);
  }

  tryNow(): void {
    if (this.#connection.status === "online") this.#flow?.probe();
    if (this.#connection.status !== "offline") return;
    // Somebody has a reason to think that it works now; if not at once, then soon.
    this.#failures = 0;
    this.#connect();
  }

  signIn(password: string): void {
    if (this.#stopped) return;
    this.#password = password;
    this.#failures = 0;
    this.#takeOver = true;
    void this.#closeFlow(false);
    this.#connect();
  }

  useProxy(proxyUrl: string | undefined): void {
    this.#proxy = proxyUrl === undefined ? undefined : parseProxyUrl(proxyUrl);
    const { status } = this.#connection;
    // A refused sign-in and a takeover wait for the user, whatever the way to the server is.
    if (status !== "online" && status !== "connecting" && status !== "offline") return;
    this.#failures = 0;
    void this.#closeFlow(false);
    this.#connect();
  }

  async send(
    to: Address,
    body: string,
    onLateAnswer?: (outcome: SendOutcome) => void,
    contentType?: WireContentType,
  ): Promise<SendOutcome> {
    if (body.length > MAX_BODY_CHARACTERS) return { type: "permanent", reason: { code: "too-long" } };
    if (this.#connection.status !== "online" || this.#flow === undefined) return { type: "not-connected" };
    return this.#flow.send(to, body, onLateAnswer && this.#guarded(onLateAnswer), contentType);
  }

  publish(presence: OwnPresence): void {
    this.#presence = presence;
    if (this.#connection.status === "online") this.#flow?.publish(presence);
  }

  watch(addresses: readonly Address[]): void {
    this.#watched = addresses;
    if (this.#connection.status === "online") this.#flow?.watch(addresses);
  }

  #connect(): void {
    this.#cancelRetry();
    const barred = connectionBar(this.#server, this.#proxy, this.#options.loopbackOnly);
    if (barred !== undefined) return this.#enter({ status: "offline", since: this.#since(), problem: barred });
    this.#enter({ status: "connecting", since: this.#since() });
    const { address, caCertificate, responseDeadline = 8_000, keepAlive = 30_000, random } = this.#options;
    const flow: Flow = openFlow({
      server: this.#server,
      caCertificate,
      proxy: this.#proxy,
      credentials: { address, password: this.#password },
      instanceId: this.#instanceId,
      takeOver: this.#takeOver,
      responseDeadline,
      keepAlive,
      clock: this.#clock,
      random,
      handlers: { onMessage: this.#handlers.onMessage, onPresence: this.#guarded(this.#handlers.onPresence) },
      memory: this.#memory,
      log: this.#log,
      onRegistered: (serverTime) => this.#registered(flow, serverTime),
      onAlive: () => this.#guarded(this.#handlers.onAlive)(undefined),
      onEnd: (end) => this.#ended(end),
    });
    this.#flow = flow;
  }

  #registered(flow: Flow, serverTime: Millis | undefined): void {
    const before = this.#connection;
    const now = this.#clock.now();
    const clock = serverTime === undefined ? {} : { clockOffset: serverTime - now };
    if (before.status === "online") {
      if (isNews(before.clockOffset, clock.clockOffset)) this.#enter({ status: "online", since: before.since, ...clock });
      return;
    }
    this.#takeOver = false;
    this.#enter({ status: "online", since: now, ...clock });
    if (this.#presence !== undefined) flow.publish(this.#presence);
    flow.watch(this.#watched);
  }

  #ended(end: RegistrationFailure): void {
    this.#flow = undefined;
    const now = this.#clock.now();
    this.#log("info", "sip-connection-ended", { reason: end.type, problem: end.type === "lost" ? end.problem : undefined });
    if (end.type === "refused") return this.#enter({ status: "sign-in-refused", since: now });
    if (end.type === "replaced") return this.#enter({ status: "replaced", since: now });
    this.#retryLater(end.problem, end.retryAfter ?? 0);
  }

  #retryLater(problem: ConnectionProblem, least: Millis): void {
    const now = this.#clock.now();
    if (this.#connection.status === "online" && now - this.#connection.since >= STABLE_AFTER) this.#failures = 0;
    const delay = backOffDelay(RECONNECT, this.#failures, this.#options.random, least);
    this.#failures += 1;
    this.#enter({ status: "offline", since: this.#since(), problem, retryAt: now + delay });
    this.#cancelRetry = this.#clock.after(delay, () => this.#connect());
  }

  /** Since when we are not online: kept over the tries in between. */
  #since(): Millis {
    const { status } = this.#connection;
    return status === "connecting" || status === "offline" ? this.#connection.since : this.#clock.now();
  }

  #closeFlow(unregister: boolean): Promise<void> {
    const flow = this.#flow;
    this.#flow = undefined;
    const before = this.#closing;
    if (flow !== undefined) this.#closing = Promise.all([before, flow.close({ unregister })]).then(() => undefined);
    return this.#closing;
  }

  #enter(connection: Connection): void {
    if (connection.status === "stopped" && this.#connection.status === "stopped") return;
    this.#connection = connection;
    this.#guarded(this.#handlers.onConnection)(connection);
  }

  /** A listener's exception is its own affair: it must not end a connection or a request. */
  #guarded<Value>(listener: (value: Value) => void): (value: Value) => void {
    return (value) => {
      try {
        listener(value);
      } catch (error) {
        this.#log("error", "sip-listener-failed", errorFacts(error));
      }
    };
  }
}
