// A proxy between SIP clients and a server on this computer that does to whole frames what bad networks do (spec 2.7):
// loss, delay, copies, another order, half-open and frozen connections, slow readers, resets, answers nobody gave.
// What becomes of each frame is chosen by a function, so tests script it and runs roll dice.
import { createServer } from "node:http";
import { connect, type AddressInfo, type Socket } from "node:net";
import { WebSocket, WebSocketServer } from "ws";
import type { ChooseFate } from "./fate";
import { countHits, type Hits } from "./hits";
import { startLink, type End } from "./link";

export interface FaultProxy {
  /** For clients, in place of the server's. */
  readonly url: string;
  /** May be replaced at any time; frames that are held or waiting keep their fate. */
  chooseFate: ChooseFate;
  readonly hits: Hits;
  /** Cuts every connection without a word. */
  cutAll(): void;
  stop(): Promise<void>;
}

export interface FaultProxyOptions {
  /** ws:// address of the server. */
  readonly target: string;
  /** Where it listens; a free one without it. */
  readonly port?: number;
  readonly chooseFate?: ChooseFate;
}

export async function startFaultProxy({ target, port = 0, chooseFate = () => ({ type: "pass" }) }: FaultProxyOptions): Promise<FaultProxy> {
  const http = createServer();
  const upgrader = new WebSocketServer({ noServer: true, autoPong: false, perMessageDeflate: false, handleProtocols: () => "sip" });
  const counter = countHits();
  const cuts = new Set<() => void>();
  const sockets = new Set<Socket>();
  http.on("connection", (socket) => {
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
  });
  http.on("upgrade", (request, _socket, head) => {
    const tcp = request.socket;
    tcp.on("error", () => tcp.destroy());
    openServerEnd(target).then(
      (server) => {
        if (tcp.destroyed) return void server.tcp.destroy();
        upgrader.handleUpgrade(request, tcp, head, (ws) => {
          const cut = startLink({
            client: { ws, tcp },
            server,
            chooseFate: (frame) => proxy.chooseFate(frame),
            counter,
            onEnd: () => cuts.delete(cut),
          });
          cuts.add(cut);
          server.ws.resume();
        });
      },
      () => void tcp.destroy(),
    );
  });
  await new Promise<void>((resolve) => http.listen(port, "127.0.0.1", resolve));

  const proxy: FaultProxy = {
    url: `ws://127.0.0.1:${String((http.address() as AddressInfo).port)}`,
    chooseFate,
    get hits() {
      return counter.hits;
    },
    cutAll() {
      for (const cut of [...cuts]) cut();
    },
    stop() {
      proxy.cutAll();
      for (const socket of sockets) socket.destroy();
      return new Promise((resolve) => http.close(() => { resolve(); }));
    },
  };
  return proxy;
}

/** Rejects when the server cannot be reached. Nothing is read before the other end is joined. */
function openServerEnd(target: string): Promise<End> {
  const { hostname, port } = new URL(target);
  const tcp = connect({ host: hostname, port: Number(port) });
  const ws = new WebSocket(target, "sip", { createConnection: () => tcp, autoPong: false, perMessageDeflate: false });
  return new Promise((resolve, reject) => {
    ws.on("error", reject);
    ws.once("open", () => {
      ws.pause();
      resolve({ ws, tcp });
    });
  });
}
