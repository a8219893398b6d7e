// The built-in SIP server (spec 2.6) for "Try it here", the demo and tests: registrar with digest, MESSAGE relay with an
// offline store, presence; one device per account. Composition root of server/embedded; runs inside another Node
// process (Electron's main process too) and listens on loopback unless told otherwise. README.md beside says what it
// promises and how it agrees with the production server.
import { makeAuthentication } from "./authentication";
import { isDomain, isUserName } from "./address";
import { randomToken } from "./compose";
import { makeConnection } from "./connection";
import type { Connection } from "./connection";
import { makeHa1, makeNonces } from "./digest";
import type { DigestAlgorithm } from "./digest";
import { DEFAULT_LIMITS } from "./limits";
import type { Limits } from "./limits";
import { listen } from "./listener";
import type { TlsFiles } from "./listener";
import { makePublications } from "./publications";
import { makeRegistrar } from "./registrar";
import { makeRelay } from "./relay";
import { makeRequests } from "./requests";
import { makeRouter } from "./router";
import { openStore } from "./store";
import { makeStoredDelivery } from "./stored-delivery";
import { makeSubscriptions } from "./subscriptions";

export interface Account {
  readonly user: string;
  readonly password: string;
}

export interface EmbeddedServerOptions {
  /** SIP domain of the accounts, in lower case; need not be a name that resolves. */
  readonly domain: string;
  /** SQLite file for accounts and stored messages; made when missing, kept by stop(). */
  readonly storeFile: string;
  /** Path of a database driver built for this runtime. */
  readonly nativeBinding?: string | undefined;
  /** Added to those in the file. */
  readonly accounts?: readonly Account[];
  /** Default 127.0.0.1. */
  readonly host?: string;
  /** Default 0: a free one. */
  readonly port?: number;
  /** PEM texts; makes it wss://. */
  readonly tls?: TlsFiles;
  /** In order of preference. Default MD5 alone, which every SIP client knows. */
  readonly algorithms?: readonly DigestAlgorithm[];
  readonly limits?: Partial<Limits>;
  /** Lines for people; never contain passwords or message content. */
  readonly log?: (line: string) => void;
  readonly now?: () => number;
}

export interface EmbeddedServer {
  /** ws:// or wss:// address for apps. */
  readonly url: string;
  readonly port: number;
  readonly domain: string;
  /** Adds the account or changes its password. Throws for a name that cannot be an account. */
  addAccount(user: string, password: string): void;
  /** Signs the account out and forgets its messages. */
  removeAccount(user: string): void;
  accounts(): readonly string[];
  accountsOnline(): readonly string[];
  storedMessages(user: string): number;
  /** Closes connections and port; everything stored stays in the file. */
  stop(): Promise<void>;
}

const CLOSE_GRACE_MS = 500;
const EXPIRY_PERIOD_MS = 3_600_000;

/** Rejects when the port or the file cannot be used. */
export async function startEmbeddedServer(options: EmbeddedServerOptions): Promise<EmbeddedServer> {
  const { domain, host = "127.0.0.1", now = Date.now, log = () => undefined, algorithms = ["MD5"] } = options;
  const limits: Limits = { ...DEFAULT_LIMITS, ...options.limits };
  if (!isDomain(domain)) throw new Error(`${domain} cannot be a SIP domain`);
  const store = openStore({ file: options.storeFile, domain, nativeBinding: options.nativeBinding });
  const viaHost = `${randomToken()}.invalid`;
  const connections = new Set<Connection>();

  const requests = makeRequests(viaHost, limits);
  const publications = makePublications({ limits, onChanged: (user) => subscriptions.notify(user) });
  const subscriptions = makeSubscriptions({
    ...{ domain, limits, now, requests },
    hasAccount: (user) => store.findAccount(user) !== undefined,
    document: (user) => publications.document(user),
    contact: `sip:${viaHost};transport=ws`,
  });
  const registrar = makeRegistrar({
    limits,
    now,
    handlers: {
      onRegistered: ({ user }) => delivery.start(user),
      onMoved: (user, to) => publications.move(user, to),
      onGone: ({ user, connection }) => publications.drop(user, connection),
      onReplaced(connection) {
        subscriptions.drop(connection);
        requests.abandon(connection);
      },
    },
  });
  const delivery = makeStoredDelivery({ domain, limits, store, registrar, requests, log });
  const relay = makeRelay({
    ...{ domain, limits, now, store, registrar, requests, log },
    hasWaiting: (user) => delivery.hasWaiting(user),
    onStoredForOnline: (user) => delivery.resume(user),
    onNotTaken: (user) => delivery.resumeLater(user),
  });
  const nonces = makeNonces(limits.nonceLifetimeMs, now);
  const router = makeRouter({
    ...{ domain, limits, now, requests, log },
    authenticate: makeAuthentication({ domain, nonces, algorithms, findAccount: (user) => store.findAccount(user) }),
    handlers: {
      register: (request, connection, user) => registrar.register(request, connection, user),
      message: relay,
      publish: (request, connection, user) => publications.publish(request, connection, user),
      subscribe: (request, connection, user) => subscriptions.subscribe(request, connection, user),
      userChanged: leave,
    },
  });

  /** The account has nothing any more that hangs on this connection. */
  function leave(connection: Connection, user: string): void {
    registrar.drop(user, connection);
    publications.drop(user, connection);
    subscriptions.drop(connection);
  }

  function addAccount(user: string, password: string): void {
    if (!isUserName(user)) throw new Error(`${user} cannot be an account name`);
    const known = store.listAccounts();
    if (known.length >= limits.maxAccounts && !known.includes(user)) throw new Error("too many accounts");
    store.putAccount(user, makeHa1(user, domain, password));
  }

  function expireMessages(): void {
    const expired = store.expireMessages(now() - limits.storedLifetimeMs);
    if (expired > 0) log(`${expired} stored messages were never fetched and have expired`);
  }

  let stopped: Promise<void> | undefined;
  let listener: Awaited<ReturnType<typeof listen>>;
  try {
    for (const { user, password } of options.accounts ?? []) addAccount(user, password);
    expireMessages();
    listener = await listen({
      ...{ host, port: options.port ?? 0, tls: options.tls, limits },
      onSocket(socket) {
        const connection = makeConnection(socket, limits, {
          onFrame: (from, frame) => stopped === undefined && router.take(from, frame),
          onClosed(closed) {
            connections.delete(closed);
            requests.abandon(closed);
            if (closed.user !== undefined) leave(closed, closed.user);
          },
        });
        connections.add(connection);
      },
    });
  } catch (error) {
    store.close();
    throw error;
  }
  const expiry = setInterval(expireMessages, EXPIRY_PERIOD_MS);

  async function end(): Promise<void> {
    clearInterval(expiry);
    delivery.stop();
    const closed = listener.stop();
    // Messages on their way to a device get stored while the store is open.
    requests.abandon();
    await Promise.all([router.settled(), delivery.settled()]);
    registrar.stop();
    publications.stop();
    subscriptions.stop();
    for (const connection of connections) connection.close(1001, "the server stops");
    const grace = setTimeout(() => listener.terminate(), CLOSE_GRACE_MS);
    await closed;
    clearTimeout(grace);
    store.close();
  }

  const { port } = listener;
  const scheme = options.tls === undefined ? "ws" : "wss";
  const shownHost = host.includes(":") ? `[${host}]` : host;
  log(`listening on ${scheme}://${shownHost}:${port} for ${domain}`);

  return {
    url: `${scheme}://${shownHost}:${port}`,
    port,
    domain,
    addAccount,
    removeAccount(user) {
      registrar.drop(user);
      publications.drop(user);
      for (const connection of connections) if (connection.user === user) connection.close(1008, "the account was removed");
      store.removeAccount(user);
    },
    accounts: () => store.listAccounts(),
    accountsOnline: () => registrar.users(),
    storedMessages: (user) => store.countMessages(user),
    stop: () => (stopped ??= end()),
  };
}
