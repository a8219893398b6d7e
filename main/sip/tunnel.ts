// The way to the server through a proxy: HTTP CONNECT (RFC 9110, 9.3.6) or SOCKS5 (RFC 1928, 1929). The server's name
// goes to the proxy as it is and is looked up there, so a network in which only the proxy knows names works, and nobody
// else is asked. TLS begins behind the proxy and is checked as ever (open-socket.ts). What goes wrong before the tunnel
// stands is the proxy's problem and is named as such.
import type { Agent, ClientRequest } from "node:http";
import { HttpsProxyAgent } from "https-proxy-agent";
import { SocksProxyAgent } from "socks-proxy-agent";
import type { ConnectionProblem } from "../../shared/connection";
import { ConnectionFailure, problemOf } from "./connection-problem";
import type { ProxyUrl } from "./proxy-url";

export interface Tunnel {
  readonly agent: Agent;
  /** What comes now is the server's. */
  readonly stands: boolean;
  /** The request that goes through it: its socket is the finished tunnel. */
  follow(request: ClientRequest): void;
  /** The problem behind an error that came before the tunnel stood; undefined for all later ones. */
  problemOf(error: unknown): ConnectionProblem | undefined;
  /** Ends an opening that nobody waits for any more. */
  giveUp(): void;
}

export function openTunnel(proxy: ProxyUrl): Tunnel {
  return proxy.kind === "http" ? httpTunnel(proxy) : socksTunnel(proxy);
}

function httpTunnel({ host, port, user, password }: ProxyUrl): Tunnel {
  const opening = new AbortController();
  // Not in the URL: the package writes that into its debug output.
  const credentials = `Basic ${Buffer.from(`${user}:${password}`).toString("base64")}`;
  const agent = new HttpsProxyAgent(`http://${bracketed(host)}:${port}`, {
    signal: opening.signal,
    ...{ autoSelectFamily: true },
    headers: user === "" && password === "" ? {} : { "Proxy-Authorization": credentials },
  });
  let status: number | undefined;
  let stands = false;
  agent.on("proxyConnect", (answer: { readonly statusCode: number }) => (status = answer.statusCode));
  return {
    agent,
    get stands() {
      return stands;
    },
    follow: (request) => void request.once("socket", () => (stands = status === 200)),
    problemOf(error) {
      if (stands) return undefined;
      if (status === undefined) return notReached(error);
      return status >= 500 ? "proxy-failed" : "proxy-refused";
    },
    giveUp() {
      if (!stands) opening.abort();
    },
  };
}

/** What the package says when the proxy wants other credentials or does not let this server be spoken to. */
const SOCKS_REFUSALS = /Authentication failed|authentication type|rejected connection - NotAllowed/;

function socksTunnel({ host, port, user, password }: ProxyUrl): Tunnel {
  const credentials = user === "" && password === "" ? "" : `${encodeURIComponent(user)}:${encodeURIComponent(password)}@`;
  // socks5h: the proxy looks the name up.
  const agent = new SocksProxyAgent(`socks5h://${credentials}${bracketed(host)}:${port}`, {
    socketOptions: { ...{ autoSelectFamily: true } },
  });
  // The package takes the brackets of an IPv6 number for a part of it.
  agent.proxy.host = host;
  let stands = false;
  return {
    agent,
    get stands() {
      return stands;
    },
    follow: (request) => void request.once("socket", () => (stands = true)),
    problemOf(error) {
      if (stands) return undefined;
      const words = error instanceof Error ? error.message : "";
      if (SOCKS_REFUSALS.test(words)) return "proxy-refused";
      return words.includes("rejected connection") ? "proxy-failed" : notReached(error);
    },
    // It gives up by itself after half a minute, and a socket that comes too late is closed with its request.
    giveUp: () => undefined,
  };
}

function notReached(error: unknown): ConnectionProblem {
  if (error instanceof ConnectionFailure) return error.problem === "server-silent" ? "proxy-silent" : error.problem;
  const words = error instanceof Error ? error.message : "";
  const withoutNetwork = problemOf(error) === "network-unreachable" || /\b(?:ENETUNREACH|ENETDOWN|EAI_AGAIN)\b/.test(words);
  return withoutNetwork ? "network-unreachable" : "proxy-unreachable";
}

function bracketed(host: string): string {
  return host.includes(":") ? `[${host}]` : host;
}
