import { createServer, type AddressInfo, type Server } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { testConnection, type ConnectionTestOptions } from "./test-connection";
import { SERVER_CERTIFICATES, TEST_CA } from "./testing/certificates";
import { ALICE, cleanUp, fakeServer } from "./testing/harness";
import { createManualClock } from "./testing/manual-clock";
import { answerTo } from "./testing/sip-frame";

const extra: Server[] = [];
afterEach(async () => {
  for (const server of extra.splice(0)) server.close();
  await cleanUp();
});

const options = (serverUrl: string, more: Partial<ConnectionTestOptions> = {}): ConnectionTestOptions => ({
  address: ALICE,
  password: "secret",
  serverUrl,
  loopbackOnly: true,
  clock: createManualClock(),
  ...more,
});
const passed = (step: string) => ({ step, ok: true, milliseconds: 0 });
const failed = (step: string, problem: string) => ({ step, ok: false, milliseconds: 0, problem });

describe("testing a connection", () => {
  it("goes all the way over TLS", async () => {
    const { url } = await fakeServer({ tls: SERVER_CERTIFICATES.localhost });
    const results = await testConnection(options(url, { caCertificate: TEST_CA }));
    expect(results).toEqual([passed("server"), passed("secure"), passed("sign-in")]);
  });

  it("has no secure step on this computer's own ws://", async () => {
    const { url } = await fakeServer();
    expect(await testConnection(options(url))).toEqual([passed("server"), passed("sign-in")]);
  });

  it("signs nobody in and nobody out", async () => {
    const server = await fakeServer();
    await testConnection(options(server.url));
    const requests = [await server.next("REGISTER"), await server.next("REGISTER")];
    expect(requests.map((request) => request.header("Contact"))).toEqual([undefined, undefined]);
    expect(server.waiting("REGISTER")).toEqual([]);
  });

  it("passes when another device is signed in: that is asked about later", async () => {
    const server = await fakeServer();
    const binding = 'Contact: <sip:x@y.invalid>;expires=9;+sip.instance="<urn:uuid:11111111-1111-4111-8111-111111111111>"';
    server.answer("REGISTER", (request) => answerTo(request, 200, [binding]));
    expect(await testConnection(options(server.url))).toEqual([passed("server"), passed("sign-in")]);
  });

  it("tells that the password is refused", async () => {
    const { url } = await fakeServer();
    const results = await testConnection(options(url, { password: "wrong" }));
    expect(results).toEqual([passed("server"), failed("sign-in", "sign-in-refused")]);
  });

  it("tells that the server turns the registration down", async () => {
    const server = await fakeServer();
    server.answer("REGISTER", (request) => answerTo(request, 503));
    expect(await testConnection(options(server.url))).toEqual([
      passed("server"),
      failed("sign-in", "registration-rejected"),
    ]);
  });

  it("tells that the connection broke in the middle of the sign-in", async () => {
    const server = await fakeServer();
    server.answer("REGISTER", (_, connection) => void connection.terminate());
    expect(await testConnection(options(server.url))).toEqual([passed("server"), failed("sign-in", "server-closed")]);
  });

  it.each([
    ["localhost", undefined, "certificate-untrusted"],
    ["expired", TEST_CA, "certificate-expired"],
    ["elsewhere", TEST_CA, "certificate-wrong-host"],
  ] as const)("tells what is wrong with the certificate %s", async (name, caCertificate, problem) => {
    const { url } = await fakeServer({ tls: SERVER_CERTIFICATES[name] });
    expect(await testConnection(options(url, { caCertificate }))).toEqual([passed("server"), failed("secure", problem)]);
  });

  it("tells that nobody listens there", async () => {
    const server = await fakeServer();
    await server.close();
    expect(await testConnection(options(server.url))).toEqual([failed("server", "server-refused")]);
  });

  it("tells that somebody listens there and says nothing, with the time that took", async () => {
    const silent = createServer();
    extra.push(silent);
    const accepted = new Promise((resolve) => silent.once("connection", resolve));
    await new Promise<void>((resolve) => silent.listen(0, "127.0.0.1", resolve));
    const clock = createManualClock();
    const url = `ws://127.0.0.1:${(silent.address() as AddressInfo).port}`;
    const results = testConnection(options(url, { clock, deadline: 3_000 }));
    await accepted;
    clock.advance(3_000);
    expect(await results).toEqual([{ step: "server", ok: false, milliseconds: 3_000, problem: "server-silent" }]);
  });

  it.each([
    ["ws://sip.example.org", {}, "insecure-server-url"],
    ["https://sip.example.org", {}, "invalid-server-url"],
    ["wss://sip.example.org", {}, "evaluation-only-loopback"],
    ["wss://localhost", { address: "alice" }, "invalid-address"],
  ])("tells about %s without connecting", async (url, more, problem) => {
    expect(await testConnection(options(url, more as Partial<ConnectionTestOptions>))).toEqual([failed("server", problem)]);
  });
});
