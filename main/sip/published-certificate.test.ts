import { afterEach, describe, expect, it } from "vitest";
import { writePidf } from "./pidf-write";
import { findPublishedCertificate } from "./published-certificate";
import { ALICE, cleanUp, fakeServer } from "./testing/harness";
import { createManualClock } from "./testing/manual-clock";
import { answerTo, type Frame } from "./testing/sip-frame";

afterEach(cleanUp);

const CERTIFICATE = new Uint8Array([0x30, 1, 2, 3]);
const DOCUMENT = writePidf(ALICE, { status: "online", capabilities: ["3.1.2"], certificate: CERTIFICATE }, 0);
const ONCE = "terminated;reason=timeout";

/** A look at the own address on a server that takes the SUBSCRIBE; the clock stands still. */
async function looking(more: { readonly serverUrl?: string } = {}) {
  const server = await fakeServer();
  server.answer("SUBSCRIBE", (request) => answerTo(request, 200, ["Expires: 0"]));
  const clock = createManualClock();
  const account = { address: ALICE, password: "secret", serverUrl: server.url, loopbackOnly: true, clock, ...more };
  return { server, clock, look: () => findPublishedCertificate(account) };
}

describe("the look for another device's certificate", () => {
  it("asks for the own presence once, registers nothing, and leaves", async () => {
    const { server, clock, look } = await looking();
    const found = look();
    const connection = await server.nextConnection();
    const gone = new Promise((resolve) => connection.once("close", resolve));
    const subscribe = await server.next("SUBSCRIBE");
    expect(subscribe.startLine).toBe("SUBSCRIBE sip:alice@test.example SIP/2.0");
    expect(subscribe.header("Event")).toBe("presence");
    expect(subscribe.header("Expires")).toBe("0");
    void server.notify(subscribe, ONCE, DOCUMENT);
    expect(await found).toEqual(CERTIFICATE);
    await gone;
    expect(server.waiting("REGISTER")).toEqual([]);
    expect(server.waiting("SUBSCRIBE")).toEqual([]);
    expect(clock.pending()).toEqual([]);
  });

  it("finds it when the notification overtakes the answer", async () => {
    const { server, look } = await looking();
    server.answer("SUBSCRIBE", () => undefined);
    const found = look();
    void server.notify(await server.next("SUBSCRIBE"), ONCE, DOCUMENT);
    expect(await found).toEqual(CERTIFICATE);
  });

  it.each([
    ["nothing is published", ""],
    ["no certificate is published", writePidf(ALICE, { status: "online", capabilities: [], certificate: new Uint8Array() }, 0)],
    ["the certificate is not the one that was published", DOCUMENT.replace(/fingerprint="."/, 'fingerprint="x').replace(/fingerprint="[0-9a-f]{4}/, 'fingerprint="0000')],
    ["the document cannot be read", "<presence"],
  ])("finds none when %s", async (_what, document) => {
    const { server, look } = await looking();
    const found = look();
    void server.notify(await server.next("SUBSCRIBE"), ONCE, document);
    expect(await found).toBeUndefined();
  });

  it.each([403, 404, 489, 503])("finds none, without waiting, when the server answers %i", async (status) => {
    const { server, look } = await looking();
    server.answer("SUBSCRIBE", (request) => answerTo(request, status));
    expect(await look()).toBeUndefined();
  });

  it("finds none when the connection breaks or cannot be made", async () => {
    const { server, look } = await looking();
    server.answer("SUBSCRIBE", (_, connection) => void connection.terminate());
    expect(await look()).toBeUndefined();
    await server.close();
    expect(await look()).toBeUndefined();
  });

  it.each([
    ["answers but never notifies", (request: Frame) => answerTo(request, 200, ["Expires: 0"])],
    ["does not answer", () => undefined],
  ])("gives up 3 s after it began when the server %s", async (_what, answerer) => {
    const { server, clock, look } = await looking();
    server.answer("SUBSCRIBE", answerer);
    const found = look();
    await server.nextConnection();
    clock.advance(1_999);
    await server.next("SUBSCRIBE");
    clock.advance(1_001);
    expect(await found).toBeUndefined();
  });

  it("speaks to no other computer in evaluation mode", async () => {
    const { clock, look } = await looking({ serverUrl: "wss://sip.example.org" });
    const found = look();
    expect(clock.pending()).toEqual([]);
    expect(await found).toBeUndefined();
  });
});
