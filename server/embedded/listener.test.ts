// Who connects and never becomes a device must not keep the server.
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { connect, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { makeTestCertificate } from "../testing/certificate";
import { startTestServer } from "../testing/embedded-server";

const UPGRADE =
  "GET / HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n" +
  "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Protocol: sip\r\n";

let visitor: Socket | undefined;
afterEach(() => visitor?.destroy());

/** Connects and keeps its own side open whatever the server does. */
async function visit(port: number, text = ""): Promise<Socket> {
  const socket = connect({ port, host: "127.0.0.1", allowHalfOpen: true });
  visitor = socket;
  socket.on("error", () => undefined);
  await once(socket, "connect");
  if (text !== "") socket.write(text);
  return socket;
}

describe("a server", () => {
  it("stops although somebody whom it refused stays", async () => {
    const server = await startTestServer();
    const socket = await visit(server.current.port, `${UPGRADE}Origin: http://page.example\r\n\r\n`);
    const [answer] = (await once(socket, "data")) as [Buffer];
    expect(answer.toString()).toContain("403");
    await server.stop();
  });

  it("stops although somebody has not begun to speak TLS", async () => {
    const directory = mkdtempSync(join(tmpdir(), "stamp-test-"));
    const { cert, key } = makeTestCertificate(directory);
    const server = await startTestServer({ tls: { cert: readFileSync(cert, "utf8"), key: readFileSync(key, "utf8") } });
    rmSync(directory, { recursive: true });
    await visit(server.current.port);
    await server.stop();
  });
});
