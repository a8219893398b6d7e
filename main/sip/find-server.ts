// Finds the SIP server of a domain, so that most people need to type only their address. Asks DNS (SRV of
// RFC 3263 and RFC 7118), adds the addresses that servers usually have, and tries all of them at once. A
// candidate counts only if it speaks SIP over WebSocket under a certificate that verifies for a name of this
// very domain: DNS is not authenticated, so a record that points elsewhere is not followed. Behind a proxy DNS is not
// asked at all: it would be asked beside the proxy, and whoever listens there would learn the domain.
import { Resolver } from "node:dns/promises";
import type { Millis } from "../../shared/ids";
import type { Clock } from "../messaging/ports";
import { openSocket } from "./open-socket";
import { parseProxyUrl } from "./proxy-url";
import { parseServerUrl } from "./server-url";

export interface ServiceRecord {
  readonly name: string;
  readonly port: number;
  readonly priority: number;
  readonly weight: number;
}

export interface FindServerOptions {
  readonly clock: Clock;
  /** For DNS and for the tries, each; 4 s unless told. */
  readonly deadline?: Millis;
  readonly caCertificate?: string | undefined;
  /** Already found fit for the account (proxy-url.ts). */
  readonly proxyUrl?: string | undefined;
  /** Looks up one SRV name; rejects or answers with nothing when there is none. */
  readonly lookUp?: (name: string) => Promise<readonly ServiceRecord[]>;
  /** Tells whether a server can be spoken to at this URL; may reject instead of answering no. */
  readonly answers?: (url: string) => Promise<boolean>;
}

/** Most specific first: SIP over secure WebSocket, then what is registered for SIP over TLS at all. */
const SERVICES = ["_sips._wss", "_sip._wss", "_sips._ws", "_sips._tcp"];
const MOST_RECORDS = 4;

/** URL of the first candidate, in order of preference, that answers; undefined when none does. Never rejects. */
export async function findServer(domain: string, options: FindServerOptions): Promise<string | undefined> {
  const host = hostName(domain);
  if (host === undefined) return undefined;
  const { clock, deadline = 4_000, proxyUrl, lookUp = lookUpService } = options;
  const answers = options.answers ?? ((url: string) => speaksSip(url, options));

  const services = proxyUrl === undefined ? SERVICES : [];
  const records = await within(clock, deadline, Promise.all(services.map((service) => recordsOf(service))));
  const candidates = [...new Set([...(records ?? []).flat(), ...usualUrls(host)])];
  const tries = candidates.map((url) => answers(url).catch(() => false));
  for (const [index, url] of candidates.entries()) {
    if (await tries[index]) return url;
  }
  return undefined;

  async function recordsOf(service: string): Promise<string[]> {
    const found = await lookUp(`${service}.${host}`).catch(() => []);
    return inOrder(found)
      .filter(({ name }) => belongsTo(name, host ?? ""))
      .slice(0, MOST_RECORDS)
      .flatMap(({ name, port }) => [`wss://${name}:${port}`, `wss://${name}:${port}/ws`]);
  }
}

function usualUrls(host: string): string[] {
  return [
    `wss://${host}:7443`,
    `wss://${host}/ws`,
    `wss://sip.${host}:7443`,
    `wss://sip.${host}/ws`,
    `wss://sip.${host}`,
    `wss://${host}:7443/ws`,
    `wss://${host}`,
  ];
}

/** A DNS name of at least two labels in lower case; numbers and single names have no server to be found. */
function hostName(domain: string): string | undefined {
  const name = domain.trim().toLowerCase().replace(/\.$/, "");
  const isName = name.length <= 253 && /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,62}$/.test(name);
  return isName ? name : undefined;
}

function belongsTo(name: string, domain: string): boolean {
  const host = hostName(name);
  return host !== undefined && (host === domain || host.endsWith(`.${domain}`));
}

/** Lowest priority first; the weight decides between equals without the usual lottery, as we try them all. */
function inOrder(records: readonly ServiceRecord[]): ServiceRecord[] {
  return [...records].sort((a, b) => a.priority - b.priority || b.weight - a.weight);
}

function lookUpService(name: string): Promise<readonly ServiceRecord[]> {
  return new Resolver({ timeout: 2_000, tries: 1 }).resolveSrv(name);
}

/** Rejects with why it cannot be spoken to. */
export async function speaksSip(
  url: string,
  { clock, deadline = 4_000, caCertificate, proxyUrl }: Pick<FindServerOptions, "clock" | "deadline" | "caCertificate" | "proxyUrl">,
): Promise<boolean> {
  const proxy = proxyUrl === undefined ? undefined : parseProxyUrl(proxyUrl);
  const socket = await openSocket({ server: parseServerUrl(url), caCertificate, proxy, deadline, clock }).opened;
  socket.terminate();
  return true;
}

function within<Value>(clock: Clock, deadline: Millis, work: Promise<Value>): Promise<Value | undefined> {
  return new Promise((resolve) => {
    const cancel = clock.after(deadline, () => resolve(undefined));
    void work.then((value) => {
      cancel();
      resolve(value);
    });
  });
}
