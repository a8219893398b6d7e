import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { describe, expect, it, onTestFinished } from "vitest";
import { WebSocket, WebSocketServer } from "ws";
import { readSip } from "../sip-text";
import type { ChooseFate, Fate } from "./fate";
import type { Frame } from "./frame";
import { startFaultProxy } from "./proxy";

const message = (number: number): string =>
  [
    "MESSAGE sip:bob@x.test SIP/2.0",
    `Via: SIP/2.0/WS a.invalid;branch=z9hG4bK${String(number)}`,
    "From: <sip:alice@x.test>;tag=a",
    "To: <sip:bob@x.test>",
    "Call-ID: c",
    `CSeq: ${String(number)} MESSAGE`,
    "",
    "body",
  ].join("\r\n");
const ok = (number: number): string => `SIP/2.0 200 OK\r\nCSeq: ${String(number)} MESSAGE\r\n\r\n`;
const numberOf = (text: string): number => Number(/^CSeq: (\d+)/m.exec(text)?.[1]);

/** An end of the connection with what it got, as numbers or as text. */
function witness(socket: WebSocket) {
  const texts: string[] = [];
  let changed = (): void => undefined;
  socket.on("error", () => undefined);
  socket.on("message", (data: Buffer) => {
    texts.push(data.toString());
    changed();
  });
  return {
    socket,
    texts,
    numbers: () => texts.map(numberOf),
    got: (count: number) => new Promise<void>((resolve) => {
      changed = () => { if (texts.length >= count) resolve(); };
      changed();
    }),
    closed: once(socket, "close"),
  };
}

/** A client and the server it reached through a proxy that asks `fates` in turn, then lets pass. */
async function joined(...fates: Fate[]) {
  const asked: Frame[] = [];
  const chooseFate: ChooseFate = (frame) => {
    asked.push(frame);
    return fates.shift() ?? { type: "pass" };
  };
  const target = new WebSocketServer({ host: "127.0.0.1", port: 0, handleProtocols: () => "sip" });
  await once(target, "listening");
  const proxy = await startFaultProxy({ target: `ws://127.0.0.1:${String((target.address() as AddressInfo).port)}`, chooseFate });
  const reached = once(target, "connection") as Promise<[WebSocket]>;
  const socket = new WebSocket(proxy.url, "sip");
  const client = witness(socket);
  const server = witness((await reached)[0]);
  await once(socket, "open");
  onTestFinished(async () => {
    await proxy.stop();
    for (const end of target.clients) end.terminate();
    target.close();
  });
  return { proxy, client, server, asked };
}

describe("the fault proxy", () => {
  it("passes frames both ways, unchanged and in order, and tells what they are", async () => {
    const { client, server, asked, proxy } = await joined();
    for (const number of [1, 2, 3]) client.socket.send(message(number));
    client.socket.send("\r\n\r\n");
    await server.got(4);
    server.socket.send(ok(1));
    await client.got(1);
    expect(server.texts).toEqual([message(1), message(2), message(3), "\r\n\r\n"]);
    expect(client.texts).toEqual([ok(1)]);
    expect(asked.map(({ direction, kind, method, status }) => [direction, kind, method, status])).toEqual([
      ...Array<unknown>(3).fill(["up", "request", "MESSAGE", undefined]),
      ["up", "keep-alive", "", undefined],
      ["down", "response", "MESSAGE", 200],
    ]);
    expect(proxy.hits.frames).toBe(4);
  });

  it("loses requests and responses", async () => {
    const { client, server, proxy } = await joined({ type: "lose" }, { type: "pass" }, { type: "lose" });
    for (const number of [1, 2]) client.socket.send(message(number));
    await server.got(1);
    for (const number of [1, 2]) server.socket.send(ok(number));
    await client.got(1);
    expect(server.numbers()).toEqual([2]);
    expect(client.numbers()).toEqual([2]);
    expect(proxy.hits).toMatchObject({ lostRequests: 1, lostResponses: 1 });
  });

  it("doubles a frame", async () => {
    const { client, server, proxy } = await joined({ type: "duplicate" });
    for (const number of [1, 2]) client.socket.send(message(number));
    await server.got(3);
    expect(server.numbers()).toEqual([1, 1, 2]);
    expect(proxy.hits.duplicated).toBe(1);
  });

  it("puts a frame behind those that follow", async () => {
    const { client, server, proxy } = await joined({ type: "reorder", behind: 2, atMost: 60_000 });
    for (const number of [1, 2, 3, 4]) client.socket.send(message(number));
    await server.got(4);
    expect(server.numbers()).toEqual([2, 3, 1, 4]);
    expect(proxy.hits.reordered).toBe(1);
  });

  it("calls a frame late, not reordered, when nothing follows it in time", async () => {
    const { client, server, proxy } = await joined({ type: "reorder", behind: 2, atMost: 20 });
    client.socket.send(message(1));
    await server.got(1);
    expect(proxy.hits).toMatchObject({ reordered: 0, late: 1 });
  });

  it("lets one frame come late while all others pass it", async () => {
    const { client, server } = await joined({ type: "late", by: 100 });
    for (const number of [1, 2, 3, 4, 5]) client.socket.send(message(number));
    await server.got(5);
    expect(server.numbers()).toEqual([2, 3, 4, 5, 1]);
  });

  it("delays a direction without changing its order, and not the other one", async () => {
    const { client, server, proxy } = await joined({ type: "delay", by: 150 });
    const started = performance.now();
    for (const number of [1, 2]) client.socket.send(message(number));
    server.socket.send(message(3));
    await client.got(1);
    expect(server.texts).toEqual([]);
    await server.got(2);
    expect(performance.now() - started).toBeGreaterThan(140);
    expect(server.numbers()).toEqual([1, 2]);
    expect(proxy.hits.delayed).toBe(1);
  });

  it.each([
    [408, []],
    [401, ['WWW-Authenticate: Digest realm="x.test", nonce="n"']],
    [413, []],
    [513, []],
    [503, ["Retry-After: 2"]],
  ])("answers a request with %i instead of passing it on", async (status, headers) => {
    const { client, server, proxy } = await joined({ type: "answer", status, headers });
    for (const number of [1, 2]) client.socket.send(message(number));
    await client.got(1);
    await server.got(1);
    expect(server.numbers()).toEqual([2]);
    const answer = readSip(client.texts[0] ?? "");
    expect(answer.startLine).toMatch(new RegExp(`^SIP/2.0 ${String(status)} `));
    expect(answer.headers.map(([name, value]) => `${name}: ${value}`)).toEqual(expect.arrayContaining([
      "Via: SIP/2.0/WS a.invalid;branch=z9hG4bK1",
      "CSeq: 1 MESSAGE",
      "To: <sip:bob@x.test>;tag=madeup",
      ...headers,
    ]));
    expect(proxy.hits.answered).toEqual({ [status]: 1 });
  });

  it("answers a request of the server towards the server", async () => {
    const { client, server } = await joined({ type: "answer", status: 503 });
    server.socket.send(message(1));
    await server.got(1);
    expect(server.texts[0]).toMatch(/^SIP\/2.0 503 /);
    expect(client.texts).toEqual([]);
  });

  it("leaves the client's side open and dead when the server's is gone", async () => {
    const { client, server, proxy } = await joined({ type: "pass" }, { type: "half-open" });
    const pongs: unknown[] = [];
    client.socket.on("pong", () => pongs.push(1));
    client.socket.ping();
    await once(client.socket, "pong");
    client.socket.send(message(1));
    client.socket.send(message(2));
    await server.closed;
    client.socket.send(message(3));
    client.socket.ping();
    // It can be written to, and nothing ever comes of it.
    await new Promise((resolve) => client.socket.send(message(4), resolve));
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(client.socket.readyState).toBe(WebSocket.OPEN);
    expect([pongs.length, server.numbers(), client.texts]).toEqual([1, [1], []]);
    expect(proxy.hits.halfOpen).toBe(1);
    client.socket.terminate();
    await client.closed;
  });

  it("freezes both directions, signs of life included, and loses nothing by it", async () => {
    const { client, server, proxy } = await joined({ type: "freeze", for: 200 });
    const started = performance.now();
    const times: number[] = [];
    for (const event of ["pong", "message"]) client.socket.on(event, () => times.push(performance.now() - started));
    client.socket.send(message(1));
    await expect.poll(() => proxy.hits.frozen, { interval: 5 }).toBe(1);
    client.socket.ping();
    server.socket.send(message(2));
    await Promise.all([once(client.socket, "pong"), client.got(1), server.got(1)]);
    expect(times).toHaveLength(2);
    expect(Math.min(...times)).toBeGreaterThan(190);
  });

  it("reads for a slow reader one frame at a time", async () => {
    const { client, server, proxy } = await joined({ type: "slow-reader", for: 60_000, pause: 40 });
    const started = performance.now();
    for (const number of [1, 2, 3, 4]) server.socket.send(message(number));
    await client.got(4);
    expect(performance.now() - started).toBeGreaterThan(3 * 40 - 5);
    expect(client.numbers()).toEqual([1, 2, 3, 4]);
    expect(proxy.hits.slowReader).toBe(1);
  });

  it.each(["up", "down"] as const)("breaks off in the middle of a frame that goes %s", async (direction) => {
    const { client, server, proxy } = await joined({ type: "pass" }, { type: "reset" });
    const [from, to] = direction === "up" ? [client, server] : [server, client];
    const tcp = (to.socket as unknown as { readonly _socket: NodeJS.ReadableStream })._socket;
    from.socket.send(message(1));
    await to.got(1);
    const bytes: Buffer[] = [];
    tcp.on("data", (data: Buffer) => bytes.push(data));
    from.socket.send(message(2));
    expect((await to.closed)[0]).toBe(1006);
    await from.closed;
    // One whole frame was read; of the second one a part came.
    expect(to.numbers()).toEqual([1]);
    expect(Buffer.concat(bytes).length).toBeGreaterThan(message(2).length / 3);
    expect(Buffer.concat(bytes).length).toBeLessThan(message(2).length);
    expect(proxy.hits.reset).toBe(1);
  });

  it("passes on with which code the server closes, and that it is gone without one", async () => {
    const first = await joined();
    first.server.socket.close(4409, "replaced");
    expect((await first.client.closed)[0]).toBe(4409);
    const second = await joined();
    second.server.socket.terminate();
    expect((await second.client.closed)[0]).toBe(1006);
  });

  it("refuses a client while the server cannot be reached", async () => {
    const proxy = await startFaultProxy({ target: "ws://127.0.0.1:1" });
    onTestFinished(() => proxy.stop());
    const [error] = (await once(new WebSocket(proxy.url, "sip"), "error")) as [Error];
    expect(error.message).toMatch(/hang up|ECONNRESET/);
  });
});
