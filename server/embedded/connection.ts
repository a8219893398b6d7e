// One WebSocket of one app: sending with a bound on what may wait, pings, and who it proved to be.
// A reader that falls too far behind is cut off; its messages go to the offline store like those of any device away.
import { isUtf8 } from "node:buffer";
import type { WebSocket } from "ws";
import type { Limits } from "./limits";

/** Close codes with a meaning for apps; in the range RFC 6455 leaves to applications. */
export const REPLACED_BY_ANOTHER_DEVICE = 4409;
export const NEWER_CONNECTION_OF_SAME_DEVICE = 4410;

export interface Connection {
  readonly id: number;
  /** The account this connection proved to be; changes when it proves another one. */
  user: string | undefined;
  readonly open: boolean;
  /** False when the message cannot be sent: closed, or the reader lags too far and was cut off now. */
  send(message: Buffer): boolean;
  close(code: number, reason: string): void;
  terminate(): void;
}

export interface ConnectionHandlers {
  readonly onFrame: (connection: Connection, frame: Buffer) => void;
  readonly onClosed: (connection: Connection) => void;
}

let lastId = 0;

export function makeConnection(socket: WebSocket, limits: Limits, handlers: ConnectionHandlers): Connection {
  let missedPongs = 0;
  const connection: Connection = {
    id: ++lastId,
    user: undefined,
    get open() {
      return socket.readyState === socket.OPEN;
    },
    send(message) {
      if (socket.readyState !== socket.OPEN) return false;
      if (socket.bufferedAmount + message.length > limits.maxBufferedBytes) {
        socket.terminate();
        return false;
      }
      // A text frame must be UTF-8 (RFC 6455, 8.1), or the app's WebSocket would close.
      socket.send(message, { binary: !isUtf8(message) });
      return true;
    },
    close: (code, reason) => socket.close(code, reason),
    terminate: () => socket.terminate(),
  };

  const signInDeadline = setTimeout(() => {
    if (connection.user === undefined) socket.close(1008, "nobody signed in");
  }, limits.signInDeadlineMs);
  const pings = setInterval(() => {
    if (missedPongs >= 2) return socket.terminate();
    missedPongs++;
    socket.ping();
  }, limits.pingIntervalMs);

  socket.on("pong", () => (missedPongs = 0));
  socket.on("message", (data) => {
    if (socket.readyState !== socket.OPEN) return;
    handlers.onFrame(connection, asBuffer(data));
  });
  // Protocol errors and resets; the close event follows.
  socket.on("error", () => undefined);
  socket.on("close", () => {
    clearTimeout(signInDeadline);
    clearInterval(pings);
    handlers.onClosed(connection);
  });
  return connection;
}

function asBuffer(data: Buffer | ArrayBuffer | Buffer[]): Buffer {
  if (Array.isArray(data)) return Buffer.concat(data);
  return Buffer.isBuffer(data) ? data : Buffer.from(data);
}
