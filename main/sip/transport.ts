// The socket as sip.js wants to see it. sip.js brings a transport of its own, but that one takes a global
// WebSocket without TLS options and lets one exception (of a delegate, or of sip.js itself on a malformed
// frame) end the handling of every later frame. Here a frame passes the guard first, and an exception costs
// that one frame. Connecting and reconnecting are not its business: it is given an open socket.
import { EmitterImpl, TransportState, type Transport } from "sip.js";
import { WebSocket, type RawData } from "ws";
import { errorFacts, type Log } from "../platform/log";
import { guardFrame } from "./frame-guard";

export class SocketTransport implements Transport {
  readonly protocol: string;
  readonly stateChange = new EmitterImpl<TransportState>();
  onConnect: (() => void) | undefined;
  onDisconnect: ((error?: Error) => void) | undefined;
  onMessage: ((message: string) => void) | undefined;
  readonly #socket: WebSocket;
  readonly #log: Log;
  readonly #receive = (data: RawData): void => this.#handle(data);
  #state = TransportState.Disconnected;

  constructor(socket: WebSocket, protocol: "WS" | "WSS", log: Log) {
    this.#socket = socket;
    this.protocol = protocol;
    this.#log = log;
  }

  get state(): TransportState {
    return this.#state;
  }

  isConnected(): boolean {
    return this.#state === TransportState.Connected;
  }

  connect(): Promise<void> {
    this.#socket.on("message", this.#receive);
    this.#enter(TransportState.Connected);
    this.onConnect?.();
    return Promise.resolve();
  }

  /** Stops listening; whoever opened the socket closes it. */
  disconnect(): Promise<void> {
    this.#socket.off("message", this.#receive);
    this.#enter(TransportState.Disconnected);
    return Promise.resolve();
  }

  dispose(): Promise<void> {
    return this.disconnect();
  }

  send(message: string): Promise<void> {
    return new Promise((resolve, reject) => {
      if (this.#socket.readyState !== WebSocket.OPEN) return reject(new Error("socket is not open"));
      this.#socket.send(message, (error) => (error == null ? resolve() : reject(error)));
    });
  }

  #enter(state: TransportState): void {
    if (this.#state === state) return;
    this.#state = state;
    this.stateChange.emit(state);
  }

  #handle(data: RawData): void {
    const frame = guardFrame(data);
    if (frame.type === "ping") this.#socket.send("\r\n");
    if (frame.type === "dropped") this.#log("warn", "sip-frame-dropped", { reason: frame.reason });
    if (frame.type !== "message") return;
    try {
      this.onMessage?.(frame.text);
    } catch (error) {
      this.#log("warn", "sip-frame-failed", errorFacts(error));
    }
  }
}
