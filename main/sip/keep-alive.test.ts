import { afterEach, describe, expect, it } from "vitest";
import { cleanUp, startHarness } from "./testing/harness";

afterEach(cleanUp);

/** Resolves when the server has read a ping; its answer is then on the way or suppressed. */
function pinged(connection: { once(event: "ping", listener: () => void): unknown }): Promise<void> {
  return new Promise((resolve) => void connection.once("ping", resolve));
}

describe("sign of life", () => {
  it("is asked for every 30 s, and an answer keeps the connection", async () => {
    const { server, client, clock, online } = await startHarness();
    await online();
    for (let round = 0; round < 5; round += 1) {
      const ping = pinged(server.connection);
      clock.advance(30_000);
      await ping;
      // A request and its answer come after the pong on the same connection.
      await server.request("OPTIONS");
    }
    expect(client.connection.status).toBe("online");
  });

  it("makes a silent connection lost after two that stayed without an answer", async () => {
    const { server, client, clock, online, entered } = await startHarness();
    await online();
    server.connection.pause();
    clock.advance(89_999);
    expect(client.connection.status).toBe("online");
    clock.advance(1);
    expect(await entered("offline")).toMatchObject({ problem: "server-silent" });
  });

  it("is asked for at once after a resume, told when it comes, and its absence is noticed soon", async () => {
    const { server, client, clock, online, alive, entered } = await startHarness();
    await online();
    client.tryNow();
    await alive();
    clock.advance(8_000);
    expect(client.connection.status).toBe("online");

    server.connection.pause();
    client.tryNow();
    client.tryNow();
    clock.advance(8_000);
    expect(await entered("offline")).toMatchObject({ problem: "server-silent" });
  });

  it("after a resume is the answer to the question only: a message may have waited in this computer since before", async () => {
    const { server, client, clock, online, entered } = await startHarness();
    await online();
    server.connection.pong = () => undefined;
    client.tryNow();
    clock.advance(6_000);
    await server.request("OPTIONS");
    // While messages come the answer may still stand behind them.
    clock.advance(7_999);
    expect(client.connection.status).toBe("online");
    clock.advance(1);
    expect(await entered("offline")).toMatchObject({ problem: "server-silent" });
  });

  it("is given to a server that asks in the manner of RFC 5626", async () => {
    const { server, online } = await startHarness();
    await online();
    server.connection.send("\r\n\r\n");
    expect((await server.next("keep-alive")).startLine).toBe(JSON.stringify("\r\n"));
    server.connection.send("\r\n");
    await server.request("OPTIONS");
    expect(server.waiting("keep-alive")).toEqual([]);
  });
});
