// Opens the WebSocket of RFC 7118 under our own TLS rules (spec 2.3, step 7): the certificate is always
// verified, against the usual roots plus, if the account has one, the CA of its own server. Nothing in the
// environment can switch that off, and a proxy on the way changes nothing about it: the name in the certificate is
// compared with the server's own. The server must speak the subprotocol "sip".
import { checkServerIdentity, rootCertificates, type PeerCertificate } from "node:tls";
import { WebSocket } from "ws";
import type { Millis } from "../../shared/ids";
import type { Clock } from "../messaging/ports";
import { ConnectionFailure } from "./connection-problem";
import { MAX_PAYLOAD } from "./frame-guard";
import type { ProxyUrl } from "./proxy-url";
import type { ServerUrl } from "./server-url";
import { openTunnel } from "./tunnel";

export interface SocketOptions {
  readonly server: ServerUrl;
  /** PEM of a CA to trust in addition to the built-in roots. */
  readonly caCertificate?: string | undefined;
  readonly proxy?: ProxyUrl | undefined;
  readonly deadline: Millis;
  readonly clock: Clock;
  /** Hears how far it came: the TCP connection, or the proxy's tunnel, stands; the certificate was verified. */
  readonly onStep?: (step: "connected" | "secured") => void;
}

export interface OpeningSocket {
  /** Resolves with the open socket; rejects with what `problemOf` classifies, `server-silent` after the deadline. */
  readonly opened: Promise<WebSocket>;
  /** Gives up; `opened` rejects. */
  abort(): void;
}

export function openSocket(options: SocketOptions): OpeningSocket {
  const { server, caCertificate, proxy, deadline, clock, onStep } = options;
  const tunnel = proxy === undefined ? undefined : openTunnel(proxy);
  const socket = new WebSocket(server.href, "sip", {
    ...(caCertificate === undefined ? {} : { ca: [...rootCertificates, caCertificate] }),
    rejectUnauthorized: true,
    minVersion: "TLSv1.2",
    ...{ checkServerIdentity: (_host: string, certificate: PeerCertificate) => checkServerIdentity(server.host, certificate) },
    // Said outright: otherwise the agent guesses from a stack trace whether TLS is wanted.
    ...(tunnel === undefined ? {} : { agent: tunnel.agent, ...{ secureEndpoint: server.secure } }),
    // "localhost" has two addresses, and a server may listen on one of them only.
    ...{ autoSelectFamily: true },
    followRedirects: false,
    perMessageDeflate: false,
    maxPayload: MAX_PAYLOAD,
    // One damaged message in the server's store must not close the connection at every sign-in.
    skipUTF8Validation: true,
    finishRequest: (request) => {
      tunnel?.follow(request);
      request.once("socket", (stream) => {
        if (stream.connecting) stream.once("connect", () => onStep?.("connected"));
        else if (tunnel?.stands === true) onStep?.("connected");
        stream.once("secureConnect", () => onStep?.("secured"));
      });
      request.end();
    },
  });
  // The frames that came with the handshake are read before `opened` has told anybody, and an error that nobody
  // listens to ends the process. Every error is followed by a close; ws also reports its own termination as one.
  socket.on("error", () => undefined);
  const opened = new Promise<WebSocket>((resolve, reject) => {
    const fail = (error: unknown): void => {
      cancelDeadline();
      socket.off("open", succeed);
      socket.terminate();
      tunnel?.giveUp();
      const problem = tunnel?.problemOf(error);
      if (problem !== undefined) return reject(new ConnectionFailure(problem));
      reject(error instanceof Error ? error : new ConnectionFailure("server-closed"));
    };
    const succeed = (): void => {
      cancelDeadline();
      socket.off("error", fail);
      socket.off("close", fail);
      resolve(socket);
    };
    const cancelDeadline = clock.after(deadline, () => fail(new ConnectionFailure("server-silent")));
    socket.once("open", succeed);
    socket.once("error", fail);
    socket.once("close", fail);
  });
  return { opened, abort: () => socket.terminate() };
}
