// The listening socket: HTTP or HTTPS on one port, upgraded to WebSocket with subprotocol `sip` (RFC 7118, 4).
// A request with an Origin comes from a web page and is refused: no page may use its visitor's way to this server.
import { createServer as createHttpServer } from "node:http";
import { createServer as createHttpsServer } from "node:https";
import type { AddressInfo, Socket } from "node:net";
import type { Duplex } from "node:stream";
import { WebSocketServer } from "ws";
import type { WebSocket } from "ws";
import type { Limits } from "./limits";

/** PEM texts. */
export interface TlsFiles {
  readonly cert: string;
  readonly key: string;
}

export interface ListenerOptions {
  readonly host: string;
  /** 0 takes a free one. */
  readonly port: number;
  readonly tls?: TlsFiles | undefined;
  readonly limits: Limits;
  readonly onSocket: (socket: WebSocket) => void;
}

export interface Listener {
  readonly port: number;
  /** Closes the port; resolves when its last socket has closed. */
  stop(): Promise<void>;
  /** Closes every socket without a word, also those that never became a WebSocket. */
  terminate(): void;
}

/** Rejects when the port cannot be had. */
export async function listen({ host, port, tls, limits, onSocket }: ListenerOptions): Promise<Listener> {
  const http = tls === undefined ? createHttpServer() : createHttpsServer({ cert: tls.cert, key: tls.key });
  const upgrader = new WebSocketServer({
    noServer: true,
    maxPayload: limits.maxReceivedBytes,
    perMessageDeflate: false,
    handleProtocols: (offered) => offered.has("sip") && "sip",
  });
  let sockets = 0;
  const open = new Set<Socket>();
  http.on("connection", (socket: Socket) => {
    open.add(socket);
    socket.once("close", () => open.delete(socket));
  });
  // Also bounds those that never get to the upgrade.
  http.maxConnections = limits.maxConnections + 64;

  http.on("request", (_request, response) => response.writeHead(426, { connection: "close" }).end());
  http.on("clientError", (_error, socket) => socket.destroy());
  http.on("upgrade", (request, socket: Duplex, head) => {
    socket.on("error", () => socket.destroy());
    const protocols = (request.headers["sec-websocket-protocol"] ?? "").split(",").map((name) => name.trim());
    if (request.headers.origin !== undefined) return refuse(socket, "403 Forbidden");
    if (!protocols.includes("sip")) return refuse(socket, "400 Bad Request");
    if (sockets >= limits.maxConnections) return refuse(socket, "503 Service Unavailable");
    upgrader.handleUpgrade(request, socket, head, (webSocket) => {
      sockets++;
      webSocket.on("close", () => sockets--);
      onSocket(webSocket);
    });
  });

  await new Promise<void>((resolve, reject) => {
    http.once("error", reject);
    http.listen(port, host, () => {
      http.off("error", reject);
      resolve();
    });
  });
  return {
    port: (http.address() as AddressInfo).port,
    stop: () =>
      new Promise((resolve) => {
        http.close(() => resolve());
        http.closeAllConnections();
      }),
    terminate() {
      for (const socket of open) socket.destroy();
    },
  };
}

function refuse(socket: Duplex, status: string): void {
  // Who does not close its side would keep the socket, and the server from stopping.
  socket.once("finish", () => socket.destroy());
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}
