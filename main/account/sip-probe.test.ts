import { createServer, type Server } from "node:http";
import { createServer as createTcpServer, type AddressInfo, type Server as TcpServer } from "node:net";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { tempFolder } from "../platform/testing/temp-folder";
import { startEmbeddedServer } from "../../server/embedded/server";
import { answersAsSipServer } from "./sip-probe";

const closers: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

function listening(server: Server | TcpServer): Promise<number> {
  return new Promise((resolve) => {
    closers.push(() => server.close());
    server.listen(0, "127.0.0.1", () => {
      resolve((server.address() as AddressInfo).port);
    });
  });
}

describe("a port", () => {
  it("of the built-in server is told to be a SIP server", async () => {
    const server = await startEmbeddedServer({
      domain: "stamp.localhost",
      storeFile: join(tempFolder(), "server.db"),
      nativeBinding: process.env["STAMP_SQLITE_BINDING"],
    });
    closers.push(() => server.stop());
    expect(await answersAsSipServer(server.port)).toBe(true);
  });

  it("of a web server is not", async () => {
    const port = await listening(createServer((_request, response) => response.end("hello")));
    expect(await answersAsSipServer(port)).toBe(false);
  });

  it("of a WebSocket server for something else is not", async () => {
    const server = createServer();
    server.on("upgrade", (_request, socket) => {
      socket.end("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n");
    });
    expect(await answersAsSipServer(await listening(server))).toBe(false);
  });

  it("of a program that hangs up is not", async () => {
    const port = await listening(createTcpServer((socket) => socket.destroy()));
    expect(await answersAsSipServer(port)).toBe(false);
  });

  it("of a program that says nothing is not", async () => {
    const port = await listening(createTcpServer((socket) => closers.unshift(() => socket.destroy())));
    expect(await answersAsSipServer(port)).toBe(false);
  });

  it("that nobody holds is not", async () => {
    const server = createTcpServer();
    const port = await listening(server);
    await new Promise((resolve) => server.close(resolve));
    expect(await answersAsSipServer(port)).toBe(false);
  });
});
