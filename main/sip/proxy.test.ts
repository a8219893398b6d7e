// Through real proxies to a server: what passes, what is still refused, and which word a failure gets.
import { once } from "node:events";
import { createServer, type AddressInfo, type Server, type Socket } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { findServer } from "./find-server";
import { findPublishedCertificate } from "./published-certificate";
import { testConnection } from "./test-connection";
import { SERVER_CERTIFICATES, TEST_CA } from "./testing/certificates";
import { ALICE, BOB, cleanUp, fakeServer, startHarness } from "./testing/harness";
import { createMailbox } from "./testing/mailbox";
import { startHttpProxy, startSocksProxy, type TestProxy } from "./testing/proxies";

const CREDENTIALS = { user: "anna", password: "p-ss_w0rd" };
const withCredentials = (url: string, { user, password } = CREDENTIALS): string => url.replace("//", `//${user}:${password}@`);

const running: (() => unknown)[] = [];
afterEach(async () => {
  await cleanUp();
  for (const stop of running.splice(0)) await stop();
});

async function proxy(start: (credentials?: typeof CREDENTIALS) => Promise<TestProxy>, credentials?: typeof CREDENTIALS): Promise<TestProxy> {
  const started = await start(credentials);
  running.push(started.stop);
  return started;
}

/** A proxy of our own that does one thing with who comes; its port. */
async function oddProxy(serve: (stream: Socket) => void): Promise<number> {
  const streams: Socket[] = [];
  const server: Server = createServer((stream) => {
    streams.push(stream);
    stream.on("error", () => undefined);
    serve(stream);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  running.push(() => {
    for (const stream of streams) stream.destroy();
    server.close();
  });
  return (server.address() as AddressInfo).port;
}

const KINDS = [
  ["HTTP", startHttpProxy],
  ["SOCKS5", startSocksProxy],
] as const;

describe.each(KINDS)("through a proxy (%s)", (_kind, start) => {
  it("texts go and come, with TLS up to the server", async () => {
    const { url } = await proxy(start);
    const server = await fakeServer({ tls: SERVER_CERTIFICATES.localhost });
    const { client, online } = await startHarness({ proxyUrl: url, caCertificate: TEST_CA }, server);
    await online();
    expect(await client.send(BOB, "QUJD")).toEqual({ type: "sent" });
    expect((await server.next("MESSAGE")).header("Via")).toContain("SIP/2.0/WSS ");
  });

  it("texts go to a server on this computer without TLS", async () => {
    const { url } = await proxy(start);
    const { client, online } = await startHarness({ proxyUrl: url });
    await online();
    expect(await client.send(BOB, "QUJD")).toEqual({ type: "sent" });
  });

  it("that asks for a name and a password they are given, and without them its refusal is told", async () => {
    const { url } = await proxy(start, CREDENTIALS);
    const { client, entered, logged } = await startHarness({ proxyUrl: withCredentials(url, { ...CREDENTIALS, password: "wrong" }) });
    client.start();
    expect(await entered("offline")).toMatchObject({ problem: "proxy-refused" });
    client.useProxy(url);
    expect(await entered("offline")).toMatchObject({ problem: "proxy-refused" });
    client.useProxy(withCredentials(url));
    await entered("online");
    expect(JSON.stringify(logged)).not.toMatch(/anna|p-ss|wrong/);
  });

  it.each([
    ["no trusted authority", SERVER_CERTIFICATES.localhost, undefined, "certificate-untrusted"],
    ["an end in the past", SERVER_CERTIFICATES.expired, TEST_CA, "certificate-expired"],
    ["another name", SERVER_CERTIFICATES.elsewhere, TEST_CA, "certificate-wrong-host"],
  ])("a server's certificate with %s is refused, and the password not sent", async (_what, tls, caCertificate, problem) => {
    const { url } = await proxy(start);
    const server = await fakeServer({ tls });
    const { client, entered } = await startHarness({ proxyUrl: url, caCertificate }, server);
    client.start();
    expect(await entered("offline")).toMatchObject({ problem });
    expect(server.waiting("REGISTER")).toEqual([]);
  });

  it("the certificate is compared with the server's number, not with the proxy's name", async () => {
    const { url } = await proxy(start);
    const server = await fakeServer({ tls: SERVER_CERTIFICATES.onlyLocalhost });
    const named = url.replace("127.0.0.1", "localhost");
    const serverUrl = `wss://127.0.0.1:${server.port}`;
    const { client, entered } = await startHarness({ proxyUrl: named, serverUrl, caCertificate: TEST_CA }, server);
    client.start();
    expect(await entered("offline")).toMatchObject({ problem: "certificate-wrong-host" });
  });

  it("a server that is not there is the proxy's failure to tell", async () => {
    const { url } = await proxy(start);
    const { client, entered } = await startHarness({ proxyUrl: url, serverUrl: "ws://127.0.0.1:9" });
    client.start();
    expect(await entered("offline")).toMatchObject({ problem: "proxy-failed" });
  });

  it("a proxy that is gone is told, and the connection stands again when it is left out", async () => {
    const gone = await proxy(start);
    await gone.stop();
    const { client, entered } = await startHarness({ proxyUrl: gone.url });
    client.start();
    expect(await entered("offline")).toMatchObject({ problem: "proxy-unreachable" });
    client.useProxy(undefined);
    await entered("online");
  });

  it("a connection that stands changes to another way at once", async () => {
    const { url } = await proxy(start);
    const server = await fakeServer();
    const { client, online, entered } = await startHarness({}, server);
    await online();
    const direct = await server.nextConnection();
    client.useProxy(url);
    await once(direct, "close");
    await entered("online");
  });

  it("the connection test, the search and the look for a published certificate go the same way", async () => {
    const { url } = await proxy(start, CREDENTIALS);
    const server = await fakeServer({ tls: SERVER_CERTIFICATES.localhost });
    const { clock } = await startHarness({}, server);
    const account = { address: ALICE, password: "secret", serverUrl: server.url, caCertificate: TEST_CA, loopbackOnly: true, clock };
    const steps = async (proxyUrl: string) => (await testConnection({ ...account, proxyUrl })).map(({ step, problem }) => problem ?? step);
    expect(await steps(withCredentials(url))).toEqual(["server", "secure", "sign-in"]);
    expect(await steps(url)).toEqual(["proxy-refused"]);
    expect(server.waiting("SUBSCRIBE")).toHaveLength(0);
    server.answer("SUBSCRIBE", () => undefined);
    const look = findPublishedCertificate({ ...account, proxyUrl: withCredentials(url) });
    await server.next("SUBSCRIBE");
    clock.advance(3_000);
    expect(await look).toBeUndefined();
  });
});

describe("a search behind a proxy", () => {
  it("asks no DNS beside it", async () => {
    const asked: string[] = [];
    const tried: string[] = [];
    const port = await oddProxy((stream) => {
      stream.once("data", (head: Buffer) => {
        tried.push(/CONNECT (\S+)/.exec(head.toString())?.[1] ?? "");
        stream.end("HTTP/1.1 502 Bad Gateway\r\n\r\n");
      });
    });
    const { clock } = await startHarness();
    const lookUp = (name: string) => Promise.resolve(void asked.push(name)).then(() => []);
    expect(await findServer("test.example", { clock, proxyUrl: `http://127.0.0.1:${port}`, lookUp })).toBeUndefined();
    expect(asked).toEqual([]);
    expect(tried).toContain("sip.test.example:7443");
  });
});

describe("what is no good proxy", () => {
  it.each([
    ["http", "closes at once", (stream: Socket) => void stream.destroy(), "proxy-unreachable"],
    ["socks5", "closes at once", (stream: Socket) => void stream.destroy(), "proxy-unreachable"],
    ["http", "answers as a website", answering("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"), "proxy-refused"],
    ["http", "asks for credentials", answering("HTTP/1.1 407 Proxy Authentication Required\r\n\r\n"), "proxy-refused"],
    ["http", "waits for the server in vain", answering("HTTP/1.1 504 Gateway Timeout\r\n\r\n"), "proxy-failed"],
    ["socks5", "answers as a website", answering("HTTP/1.1 400 Bad Request\r\n\r\n"), "proxy-unreachable"],
    ["socks5", "allows this server to nobody", socksRefusal(2), "proxy-refused"],
    ["socks5", "knows no such name", socksRefusal(4), "proxy-failed"],
    ["socks5", "takes no way of signing in", answering(Buffer.from([5, 0xff])), "proxy-refused"],
  ])("%s: one that %s", async (kind, _what, serve, problem) => {
    const port = await oddProxy(serve);
    const { client, entered } = await startHarness({ proxyUrl: `${kind}://127.0.0.1:${port}` });
    client.start();
    expect(await entered("offline")).toMatchObject({ problem });
  });

  it.each(["http", "socks5"])("%s: one that says nothing is given up at the deadline", async (kind) => {
    const visits = createMailbox<Socket>();
    const port = await oddProxy((stream) => {
      visits.put("", stream);
    });
    const { client, clock, entered } = await startHarness({ proxyUrl: `${kind}://127.0.0.1:${port}` });
    client.start();
    const visit = await visits.take("");
    await once(visit, "data");
    clock.advance(8_000);
    expect(await entered("offline")).toMatchObject({ problem: "proxy-silent" });
    // The SOCKS package ends its own opening half a minute later.
    if (kind === "http") await once(visit, "close");
  });
});

function answering(bytes: string | Buffer): (stream: Socket) => void {
  return (stream) => {
    stream.once("data", () => {
      stream.write(bytes);
    });
  };
}

/** Lets everybody in and then refuses the request with this code (RFC 1928, 6). */
function socksRefusal(code: number): (stream: Socket) => void {
  return (stream) => {
    stream.once("data", () => {
      stream.write(Buffer.from([5, 0]));
      stream.once("data", () => {
        stream.write(Buffer.from([5, code, 0, 1, 0, 0, 0, 0, 0, 0]));
      });
    });
  };
}
