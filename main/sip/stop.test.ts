import { afterEach, describe, expect, it } from "vitest";
import type { OwnPresence } from "../messaging/ports";
import { BOB, cleanUp, eventually, startHarness } from "./testing/harness";
import { answerTo } from "./testing/sip-frame";

afterEach(cleanUp);

const presence: OwnPresence = { status: "online", capabilities: [], certificate: new Uint8Array([1]) };

describe("stopping", () => {
  it("says goodbye: takes presence and registration back, then closes the socket", async () => {
    const { server, client, clock, online } = await startHarness();
    server.answer("PUBLISH", (request) => answerTo(request, 200, ["SIP-ETag: tag1", "Expires: 300"]));
    client.publish(presence);
    await online();
    await server.next("PUBLISH");
    await eventually(() => clock.pending().length).toBe(3);
    const socket = await server.nextConnection();
    const closed = new Promise((resolve) => socket.once("close", resolve));

    await client.stop({ unregister: true });
    const unpublished = await server.next("PUBLISH");
    expect(unpublished.header("Expires")).toBe("0");
    expect(unpublished.header("SIP-If-Match")).toBe("tag1");
    await server.next("REGISTER");
    await server.next("REGISTER");
    expect((await server.next("REGISTER")).header("Contact")).toContain(";expires=0;");
    await closed;
    expect(client.connection).toEqual({ status: "stopped" });
    expect(clock.pending()).toEqual([]);
  });

  it("closes without a goodbye when not asked for one", async () => {
    const { server, client, clock, online } = await startHarness();
    await online();
    await server.next("REGISTER");
    await server.next("REGISTER");
    await client.stop();
    expect(server.waiting("REGISTER")).toEqual([]);
    expect(clock.pending()).toEqual([]);
  });

  it("does not wait for a server that does not answer the goodbye", async () => {
    const { server, client, clock, online } = await startHarness();
    await online();
    await server.next("REGISTER");
    await server.next("REGISTER");
    server.answer("REGISTER", () => undefined);
    const stopped = client.stop({ unregister: true });
    await server.next("REGISTER");
    clock.advance(2_000);
    await stopped;
    expect(clock.pending()).toEqual([]);
  });

  it("does not wait for a server that does not answer the closing of the socket", async () => {
    const { server, client, clock, online } = await startHarness();
    await online();
    server.connection.pause();
    const stopped = client.stop();
    await eventually(() => clock.pending()).toEqual([2_000]);
    clock.advance(2_000);
    await stopped;
  });

  it("ends what is on its way as lost", async () => {
    const { server, client, online } = await startHarness();
    await online();
    server.answer("MESSAGE", () => undefined);
    const sent = client.send(BOB, "AAAA");
    await server.next("MESSAGE");
    await client.stop();
    expect(await sent).toEqual({ type: "retryable", reason: { code: "connection-lost" } });
  });

  it("in the middle of connecting leaves nothing behind", async () => {
    const { server, client, clock, states } = await startHarness();
    client.start();
    await client.stop({ unregister: true });
    expect(states.map(({ status }) => status)).toEqual(["connecting", "stopped"]);
    expect(clock.pending()).toEqual([]);
    expect(server.waiting("REGISTER")).toEqual([]);
  });

  it("is for good, and can be done twice and before a start", async () => {
    const { client, states, online } = await startHarness();
    await online();
    await Promise.all([client.stop(), client.stop()]);
    client.start();
    client.signIn("secret");
    expect(states.map(({ status }) => status)).toEqual(["connecting", "online", "stopped"]);
    const other = await startHarness();
    await other.client.stop();
    other.client.start();
    expect(other.states).toEqual([]);
  });
});
