// What a server can do before anybody has the socket.
import { createHash } from "node:crypto";
import { once } from "node:events";
import { createServer, type AddressInfo, type Server } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { systemClock } from "../platform/system-clock";
import { openSocket } from "./open-socket";
import { parseServerUrl } from "./server-url";

let server: Server | undefined;
afterEach(() => server?.close());

/** A server whose handshake brings these bytes in the same packet; its URL. */
async function serverWith(firstBytes: readonly number[]): Promise<string> {
  server = createServer((stream) => {
    stream.on("error", () => undefined);
    stream.once("data", (request) => {
      const key = /sec-websocket-key: (\S+)/i.exec(request.toString())?.[1] ?? "";
      const accept = createHash("sha1").update(`${key}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`).digest("base64");
      const head =
        "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n" +
        `Sec-WebSocket-Accept: ${accept}\r\nSec-WebSocket-Protocol: sip\r\n\r\n`;
      stream.end(Buffer.concat([Buffer.from(head), Buffer.from(firstBytes)]));
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return `ws://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

describe("a socket", () => {
  it.each([
    ["of an unknown kind", [0xff, 0x00]],
    ["masked", [0x81, 0x81, 1, 2, 3, 4, 5]],
    ["that announces 4 GiB", [0x82, 127, 0, 0, 0, 1, 0, 0, 0, 0]],
    ["that closes with half a code", [0x88, 1, 3]],
  ])("whose server sends a frame %s together with its handshake just closes", async (_what, bytes) => {
    const url = await serverWith(bytes);
    // An error that nobody hears would end the process, and this test with it.
    const socket = await openSocket({ server: parseServerUrl(url), deadline: 5_000, clock: systemClock }).opened;
    const [code] = (await once(socket, "close")) as [number];
    expect([1002, 1006, 1009]).toContain(code);
  });
});
