// Is it a SIP server that holds a port of this computer? Told by the handshake of SIP over WebSocket (RFC 7118),
// without signing in; what is no SIP server does not confirm the subprotocol.
import { request } from "node:http";

const PROBE_LIMIT_MS = 2000;

export function answersAsSipServer(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = request({
      host: "127.0.0.1",
      port,
      timeout: PROBE_LIMIT_MS,
      headers: {
        connection: "Upgrade",
        upgrade: "websocket",
        "sec-websocket-version": "13",
        // Any 16 bytes will do: the key only keeps caches from answering.
        "sec-websocket-key": "c3RhbXA6IHRyeSBoZXJlIQ==",
        "sec-websocket-protocol": "sip",
      },
    });
    probe.on("upgrade", (response, socket) => {
      socket.destroy();
      resolve(response.headers["sec-websocket-protocol"] === "sip");
    });
    probe.on("response", (response) => {
      response.destroy();
      resolve(false);
    });
    probe.on("timeout", () => {
      probe.destroy();
      resolve(false);
    });
    probe.on("error", () => {
      resolve(false);
    });
    probe.end();
  });
}
