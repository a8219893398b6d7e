// Names and ways: what has no address, what there is no way to, and servers behind one kind of address only.
import dns from "node:dns";
import { afterEach, describe, expect, it, vi } from "vitest";
import { testConnection } from "./test-connection";
import { SERVER_CERTIFICATES, TEST_CA } from "./testing/certificates";
import { ALICE, cleanUp, fakeServer, startHarness } from "./testing/harness";
import { createManualClock } from "./testing/manual-clock";

afterEach(async () => {
  vi.restoreAllMocks();
  await cleanUp();
});

describe("a server", () => {
  it("is reached by its IPv6 number, with TLS", async () => {
    const { port } = await fakeServer({ host: "::1", tls: SERVER_CERTIFICATES.localhost });
    const { online } = await startHarness({ serverUrl: `wss://[::1]:${port}`, caCertificate: TEST_CA });
    await online();
  });

  it("with an IPv6 number that its certificate does not name is refused", async () => {
    const { port } = await fakeServer({ host: "::1", tls: SERVER_CERTIFICATES.onlyLocalhost });
    const { client, entered } = await startHarness({ serverUrl: `wss://[::1]:${port}`, caCertificate: TEST_CA });
    client.start();
    expect(await entered("offline")).toMatchObject({ problem: "certificate-wrong-host" });
  });

  it.each(["127.0.0.1", "::1"])("whose name has two addresses is reached though only %s answers", async (host) => {
    const { port } = await fakeServer({ host });
    const { online } = await startHarness({ serverUrl: `ws://localhost:${port}` });
    resolvesTo("::1", "127.0.0.1");
    await online();
  });

  it("whose name has two addresses and that answers at neither has refused", async () => {
    const { port, close } = await fakeServer();
    const { client, entered } = await startHarness({ serverUrl: `ws://localhost:${port}` });
    await close();
    resolvesTo("::1", "127.0.0.1");
    client.start();
    expect(await entered("offline")).toMatchObject({ problem: "server-refused" });
  });

  it.each([
    ["that there is no way to", "wss://255.255.255.255:1", "network-unreachable"],
    ["whose name is too long for DNS", `wss://${"a".repeat(64)}.example:1`, "name-not-found"],
  ])("%s is not waited for in silence: the line and the test say why", async (_what, serverUrl, problem) => {
    const { client, entered } = await startHarness({ serverUrl, loopbackOnly: false });
    client.start();
    expect(await entered("offline")).toMatchObject({ problem });
    const account = { address: ALICE, password: "secret", serverUrl, loopbackOnly: false, clock: createManualClock() };
    expect(await testConnection(account)).toEqual([{ step: "server", ok: false, milliseconds: 0, problem }]);
  });

  it.each([
    ["ENOTFOUND", "name-not-found"],
    ["EAI_AGAIN", "network-unreachable"],
  ])("is told apart from a resolver that does not answer: %s", async (code, problem) => {
    const { client, entered } = await startHarness({ serverUrl: "wss://sip.test.example", loopbackOnly: false });
    vi.spyOn(dns, "lookup").mockImplementation(((_name: string, _options: object, done: (error: Error) => void) => {
      setImmediate(done, Object.assign(new Error("getaddrinfo"), { code }));
    }) as never);
    client.start();
    expect(await entered("offline")).toMatchObject({ problem });
  });
});

/** What the system's resolver says from now on, in this order. */
function resolvesTo(...addresses: readonly string[]): void {
  const answer = addresses.map((address) => ({ address, family: address.includes(":") ? 6 : 4 }));
  vi.spyOn(dns, "lookup").mockImplementation(((_name: string, _options: object, done: (error: null, all: object) => void) => {
    setImmediate(done, null, answer);
  }) as never);
}
