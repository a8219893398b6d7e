import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it, vi } from "vitest";
import BetterSqlite3 from "better-sqlite3-multiple-ciphers";
import { WebSocket } from "ws";
import { makeTestCertificate } from "../testing/certificate";
import { startTestServer } from "../testing/embedded-server";
import type { TestServer } from "../testing/embedded-server";
import { digestAnswer, header, parameter, requestText, status, token } from "../testing/sip-text";
import type { SipText } from "../testing/sip-text";
import type { TestDevice } from "../testing/test-device";
import { startEmbeddedServer } from "./server";
import type { EmbeddedServerOptions } from "./server";

const DOCUMENT = '<?xml version="1.0"?>\n\n<presence   xmlns="urn:ietf:params:xml:ns:pidf" entity="sip:bob@stamp.test"><!-- é -->\t</presence>\r\n';

let server: TestServer;

async function start(options: Partial<EmbeddedServerOptions> = {}): Promise<TestServer> {
  server = await startTestServer(options);
  return server;
}

afterEach(async () => {
  await server.stop();
});

/** Answers MESSAGE as told, everything else with 200. */
function answering(code: (body: string) => number | undefined): { readonly answer: (request: SipText) => number | undefined } {
  return { answer: ({ startLine, body }) => (startLine.startsWith("MESSAGE") ? code(body) : 200) };
}

describe("signing in", () => {
  it("offers SHA-256 before MD5 when told to, and takes either", async () => {
    await start({ algorithms: ["SHA-256", "MD5"] });
    const device = await server.connect("alice");
    const challenged = await device.register({ bare: true });
    const challenges = challenged.headers.filter(([name]) => name === "WWW-Authenticate").map(([, value]) => value);
    expect(challenges.map((value) => parameter(value, "algorithm"))).toEqual(["SHA-256", "MD5"]);
    for (const challenge of challenges) {
      const credentials = digestAnswer({ challenge, user: "alice", password: "password of alice", method: "REGISTER", uri: "sip:stamp.test" });
      const answer = await device.register({ bare: true, headers: [`Authorization: ${credentials}`] });
      expect(status(answer)).toBe(200);
    }
  });

  it("says that a nonce is stale, and only then", async () => {
    let now = Date.now();
    await start({ now: () => now, limits: { nonceLifetimeMs: 1000 } });
    const device = await server.connect("alice");
    const challenge = header(await device.register({ bare: true }), "WWW-Authenticate") ?? "";
    const credentials = (password: string): string =>
      digestAnswer({ challenge, user: "alice", password, method: "REGISTER", uri: "sip:stamp.test" });
    const wrong = await device.register({ bare: true, headers: [`Authorization: ${credentials("wrong")}`] });
    expect([status(wrong), parameter(header(wrong, "WWW-Authenticate"), "stale")]).toEqual([401, undefined]);
    now += 2000;
    const late = await device.register({ bare: true, headers: [`Authorization: ${credentials("password of alice")}`] });
    expect([status(late), parameter(header(late, "WWW-Authenticate"), "stale")]).toEqual([401, "true"]);
  });

  it("does not take credentials made for another connection", async () => {
    await start();
    const [first, second] = [await server.connect("alice"), await server.connect("alice")];
    const challenge = header(await first.register({ bare: true }), "WWW-Authenticate") ?? "";
    const credentials = digestAnswer({ challenge, user: "alice", password: "password of alice", method: "REGISTER", uri: "sip:stamp.test" });
    expect(status(await second.register({ bare: true, headers: [`Authorization: ${credentials}`] }))).toBe(401);
    expect(status(await first.register({ bare: true, headers: [`Authorization: ${credentials}`] }))).toBe(200);
  });

  it("is possible for an account added later, and no more for one removed or with a new password", async () => {
    await start();
    const early = await server.connect("dave");
    expect(status(await early.register())).toBe(401);
    server.current.addAccount("dave", "password of dave");
    expect(status(await early.register())).toBe(200);
    expect(server.current.accountsOnline()).toEqual(["dave"]);
    server.current.addAccount("dave", "another");
    expect(status(await early.register())).toBe(401);
    server.current.removeAccount("dave");
    expect((await early.closed).code).toBe(1008);
    expect([server.current.accounts(), server.current.accountsOnline()]).toEqual([["alice", "bob", "carol"], []]);
    expect(() => server.current.addAccount("d@ve", "x")).toThrow("cannot be an account name");
  });

  it("is remembered over a restart without the accounts being told again", async () => {
    await start();
    await server.current.stop();
    const { storeFile } = server;
    const again = await startEmbeddedServer({ domain: "stamp.test", storeFile, nativeBinding: process.env["STAMP_SQLITE_BINDING"] });
    expect(again.accounts()).toEqual(["alice", "bob", "carol"]);
    await again.stop();
  });

  it("has a deadline", async () => {
    await start({ limits: { signInDeadlineMs: 50 } });
    const silent = await server.connect("alice");
    expect((await silent.closed).code).toBe(1008);
  });

  it("ends with its time, and the account is offline", async () => {
    await start({ limits: { minExpiresSeconds: 1 } });
    const watcher = await server.signIn("alice");
    const device = await server.signIn("bob");
    await device.publish(DOCUMENT);
    await watcher.subscribe("bob");
    expect((await watcher.next("NOTIFY")).body).toBe(DOCUMENT);
    await device.register({ expires: 1 });
    expect((await watcher.next("NOTIFY")).body).toBe("");
    expect(server.current.accountsOnline()).toEqual(["alice"]);
    expect(status(await watcher.message("bob", "later"))).toBe(202);
  });

  it("with a strange Contact is refused, or ended by a star", async () => {
    await start();
    const device = await server.signIn("alice");
    for (const headers of [["Contact: <tel:1>"], ["Contact: <sip:a@b>, <sip:c@d>"], ["Contact: <sip:a@b>", "Contact: <sip:c@d>"], ["Contact: *"], ["Contact: <sip:a@b>", "Expires: soon"]]) {
      expect(status(await device.register({ headers }))).toBe(400);
    }
    expect(server.current.accountsOnline()).toEqual(["alice"]);
    const gone = await device.register({ headers: ["Contact: *", "Expires: 0"] });
    expect([status(gone), header(gone, "Contact"), server.current.accountsOnline()]).toEqual([200, undefined, []]);
  });
});

describe("the offline store", () => {
  it("answers 480 when an account's store is full, and has room again after delivery", async () => {
    await start({ limits: { maxStoredPerAccount: 3 } });
    const sender = await server.signIn("alice");
    const answers: number[] = [];
    for (const body of ["1", "2", "3", "4"]) answers.push(status(await sender.message("bob", body)));
    expect(answers).toEqual([202, 202, 202, 480]);
    expect(status(await sender.message("carol", "1"))).toBe(202);
    const device = await server.signIn("bob");
    for (const body of ["1", "2", "3"]) expect((await device.next("MESSAGE")).body).toBe(body);
    await device.close();
    expect(status(await sender.message("bob", "5"))).toBe(202);
  });

  it("answers 503, never 202, when a message cannot be written", async () => {
    await start();
    const sender = await server.signIn("alice");
    const binding = process.env["STAMP_SQLITE_BINDING"];
    const writer = new BetterSqlite3(server.storeFile, binding === undefined ? {} : { nativeBinding: binding });
    writer.exec("BEGIN IMMEDIATE");
    expect(status(await sender.message("bob", "cannot be kept"))).toBe(503);
    writer.exec("ROLLBACK");
    writer.close();
    expect(status(await sender.message("bob", "can be kept"))).toBe(202);
    expect(server.current.storedMessages("bob")).toBe(1);
  });

  it("hands over one message at a time", async () => {
    await start();
    const sender = await server.signIn("alice");
    for (const body of ["1", "2"]) await sender.message("bob", body);
    const device = await server.signIn("bob", answering(() => undefined));
    const first = await device.next("MESSAGE");
    await device.request("OPTIONS");
    expect(device.waiting("MESSAGE")).toEqual([]);
    device.reply(first, 200);
    expect((await device.next("MESSAGE")).body).toBe("2");
  });

  it("puts a live message behind the stored ones instead of before them", async () => {
    await start();
    const sender = await server.signIn("alice");
    for (const body of ["1", "2"]) await sender.message("bob", body);
    const device = await server.signIn("bob", answering(() => undefined));
    const first = await device.next("MESSAGE");
    expect(status(await sender.message("bob", "3"))).toBe(202);
    device.reply(first, 200);
    for (const body of ["2", "3"]) {
      const next = await device.next("MESSAGE");
      expect(next.body).toBe(body);
      device.reply(next, 200);
    }
    await vi.waitFor(() => expect(server.current.storedMessages("bob")).toBe(0));
    const live = sender.message("bob", "4");
    device.reply(await device.next("MESSAGE"), 200);
    expect(status(await live)).toBe(200);
  });

  it("keeps a message that the device got but did not answer before the server died", async () => {
    await start();
    const sender = await server.signIn("alice");
    await sender.message("bob", "unanswered");
    const device = await server.signIn("bob", answering(() => undefined));
    expect((await device.next("MESSAGE")).body).toBe("unanswered");
    await server.restart();
    const again = await server.signIn("bob");
    expect((await again.next("MESSAGE")).body).toBe("unanswered");
    await vi.waitFor(() => expect(server.current.storedMessages("bob")).toBe(0));
  });

  it.each([
    [415, "deletes it and goes on", ["bad", "good"], 0],
    [403, "keeps it and goes on", ["bad", "good"], 1],
    [503, "keeps it and waits", ["bad"], 2],
  ] as const)("when a device answers %i to a stored message %s", async (code, _what, seen, left) => {
    await start();
    const sender = await server.signIn("alice");
    for (const body of ["bad", "good"]) await sender.message("bob", body);
    const device = await server.signIn("bob", answering((body) => (body === "bad" ? code : 200)));
    for (const body of seen) expect((await device.next("MESSAGE")).body).toBe(body);
    await vi.waitFor(() => expect(server.current.storedMessages("bob")).toBe(left));
    await device.request("OPTIONS");
    expect(device.waiting("MESSAGE")).toEqual([]);
    expect(server.lines.some((line) => line.includes(String(code)))).toBe(true);
  });

  it("forgets messages after their time", async () => {
    let now = Date.now();
    await start({ now: () => now });
    await (await server.signIn("alice")).message("bob", "old");
    now += 14 * 24 * 3_600_000 + 1;
    await server.restart();
    expect(server.current.storedMessages("bob")).toBe(0);
  });

  it("asks a device only once per registration for what it refused, and hands it live messages meanwhile", async () => {
    await start();
    const sender = await server.signIn("alice");
    for (const body of ["refused 1", "refused 2"]) await sender.message("bob", body);
    const device = await server.signIn("bob", answering((body) => (body.startsWith("refused") ? 404 : 200)));
    for (const body of ["refused 1", "refused 2"]) expect((await device.next("MESSAGE")).body).toBe(body);
    // Its answer to the second one comes before this.
    await device.request("OPTIONS");
    for (const body of ["live 1", "live 2"]) {
      expect(status(await sender.message("bob", body))).toBe(200);
      expect((await device.next("MESSAGE")).body).toBe(body);
    }
    await device.register();
    for (const body of ["refused 1", "refused 2"]) expect((await device.next("MESSAGE")).body).toBe(body);
    expect(server.current.storedMessages("bob")).toBe(2);
  });

  it.each([401, 407, 408, 430, 477, 480, 500, 502, 503, 504])("takes a message whose device answers %i: it cannot now", async (code) => {
    await start();
    const sender = await server.signIn("alice");
    await server.signIn("bob", answering(() => code));
    expect(status(await sender.message("bob", "later"))).toBe(202);
    expect(server.current.storedMessages("bob")).toBe(1);
  });

  it("passes other refusals on to the sender and keeps nothing", async () => {
    await start();
    const sender = await server.signIn("alice");
    await server.signIn("bob", answering((body) => Number(body)));
    const refusals = [400, 403, 413, 415, 486, 501, 513, 600];
    const outcomes: number[] = [];
    for (const code of refusals) outcomes.push(status(await sender.message("bob", String(code))));
    expect(outcomes).toEqual(refusals);
    expect(server.current.storedMessages("bob")).toBe(0);
  });

  it("takes what was on its way to a device when the server stops", async () => {
    await start();
    const sender = await server.signIn("alice");
    const device = await server.signIn("bob", answering(() => undefined));
    const outcome = sender.message("bob", "on its way");
    await device.next("MESSAGE");
    await server.restart();
    expect(status(await outcome)).toBe(202);
    expect(server.current.storedMessages("bob")).toBe(1);
  });
});

describe("presence", () => {
  it("passes the document on byte for byte", async () => {
    await start();
    const watcher = await server.signIn("alice");
    const device = await server.signIn("bob");
    await watcher.subscribe("bob");
    expect((await watcher.next("NOTIFY")).body).toBe("");
    await device.publish(DOCUMENT);
    expect((await watcher.next("NOTIFY")).body).toBe(DOCUMENT);
  });

  it("does not announce a mere refresh", async () => {
    await start();
    const watcher = await server.signIn("alice");
    const device = await server.signIn("bob");
    const etag = header(await device.publish(DOCUMENT), "SIP-ETag") ?? "";
    await watcher.subscribe("bob");
    await watcher.next("NOTIFY");
    const refreshed = await device.publish(undefined, { etag });
    expect(header(refreshed, "SIP-ETag")).not.toBe(etag);
    await watcher.request("OPTIONS");
    expect(watcher.waiting("NOTIFY")).toEqual([]);
  });

  it("ends a publication that is not refreshed", async () => {
    await start();
    const watcher = await server.signIn("alice");
    const device = await server.signIn("bob");
    await watcher.subscribe("bob");
    await watcher.next("NOTIFY");
    await device.publish(DOCUMENT, { expires: 1 });
    expect((await watcher.next("NOTIFY")).body).toBe(DOCUMENT);
    expect((await watcher.next("NOTIFY")).body).toBe("");
  });

  it("ends a subscription that is not refreshed, and says so", async () => {
    await start({ limits: { minExpiresSeconds: 1 } });
    const watcher = await server.signIn("alice");
    await watcher.subscribe("bob", { expires: 1 });
    expect(header(await watcher.next("NOTIFY"), "Subscription-State")).toBe("active;expires=1");
    expect(header(await watcher.next("NOTIFY"), "Subscription-State")).toBe("terminated;reason=timeout");
  });

  it("sends only the last state while a watcher is slow, and forgets one that refuses", async () => {
    await start();
    const told: { code?: number } = {};
    const watcher = await server.signIn("alice", { answer: () => told.code });
    const device = await server.signIn("bob");
    await watcher.subscribe("bob");
    const first = await watcher.next("NOTIFY");
    for (const state of ["<a/>", "<b/>", "<c/>"]) await device.publish(state);
    watcher.reply(first, 200);
    const last = await watcher.next("NOTIFY");
    expect([last.body, watcher.waiting("NOTIFY").length]).toEqual(["<c/>", 0]);
    watcher.reply(last, 481);
    await watcher.request("OPTIONS");
    told.code = 200;
    await device.publish("<d/>");
    await watcher.request("OPTIONS");
    expect(watcher.waiting("NOTIFY")).toEqual([]);
  });

  it("lets nobody else into a subscription, and nobody repeat an old request in it", async () => {
    await start();
    const [watcher, other] = [await server.signIn("alice"), await server.signIn("carol")];
    const dialog = { callId: token(), fromTag: token() };
    const to = header(await watcher.subscribe("bob", { ...dialog, cseq: 7 }), "To") ?? "";
    expect(status(await other.subscribe("bob", { ...dialog, to, cseq: 20 }))).toBe(481);
    expect(status(await watcher.subscribe("bob", { ...dialog, to, cseq: 3 }))).toBe(500);
    expect(status(await watcher.subscribe("bob", { ...dialog, to, cseq: 8 }))).toBe(200);
  });

  it("bounds the subscriptions of one user", async () => {
    await start({ limits: { maxSubscriptionsPerUser: 2 } });
    const watcher = await server.signIn("alice");
    const answers = [await watcher.subscribe("bob"), await watcher.subscribe("carol"), await watcher.subscribe("alice")];
    expect(answers.map(status)).toEqual([200, 200, 403]);
    const again = await server.signIn("alice");
    expect(status(await again.subscribe("alice"))).toBe(200);
  });
});

describe("bounds", () => {
  function flood(device: TestDevice, count: number, body: string): void {
    const parts = { method: "MESSAGE", uri: "sip:bob@stamp.test", to: "<sip:bob@stamp.test>", from: `<${device.address}>`, cseq: 1, body };
    for (let index = 0; index < count; index++) {
      device.sendRaw(requestText({ ...parts, fromTag: "1", callId: token(), branch: `z9hG4bK${token()}`, headers: ["Content-Type: a/b"] }));
    }
  }

  it("cut off a device that does not read, and keep its messages", async () => {
    await start({ limits: { maxBufferedBytes: 200_000, deviceDeadlineMs: 60_000 } });
    const sender = await server.signIn("alice");
    const lazy = await server.signIn("bob");
    lazy.socket.pause();
    // 15 MB: the kernel takes some before anything has to wait in the server.
    flood(sender, 250, "x".repeat(60_000));
    await vi.waitFor(() => expect(server.current.storedMessages("bob")).toBe(250), { timeout: 15_000 });
    expect(server.current.accountsOnline()).toEqual(["alice"]);
  });

  it("answer 503 to a connection with too many requests open", async () => {
    await start({ limits: { maxPendingRequests: 5 } });
    const sender = await server.signIn("alice");
    await server.signIn("bob", answering(() => undefined));
    flood(sender, 5, "waits");
    const answer = await sender.message("bob", "one too many", { bare: true });
    expect([status(answer), header(answer, "Retry-After")]).toEqual([503, "1"]);
  });

  it("hold for what a connection is asked and does not answer", async () => {
    await start({ limits: { maxUnansweredRequests: 3, deviceDeadlineMs: 60_000 } });
    const silent = await server.signIn("alice", { answer: () => undefined });
    // Each of these is answered at once and brings a NOTIFY.
    for (let index = 0; index < 5; index++) expect(status(await silent.subscribe("bob", { expires: 0 }))).toBe(200);
    await silent.request("OPTIONS");
    expect(silent.waiting("NOTIFY")).toHaveLength(3);
    const sender = await server.signIn("carol");
    expect(status(await sender.message("alice", "not sent to who owes too much"))).toBe(202);
    for (const notify of silent.waiting("NOTIFY")) silent.reply(notify, 200);
    await silent.register();
    expect((await silent.next("MESSAGE")).body).toBe("not sent to who owes too much");
  });

  it("answer a message of more than 65 535 bytes with 513 and go on", async () => {
    await start();
    const device = await server.signIn("alice");
    expect(status(await device.message("bob", "x".repeat(66_000)))).toBe(513);
    expect(status(await device.message("bob", "x"))).toBe(202);
  });

  it("close a connection that sends what is never read", async () => {
    await start();
    const device = await server.signIn("alice");
    device.sendRaw("x".repeat(1_100_000));
    expect((await device.closed).code).toBe(1009);
  });

  it("refuse connections over the limit, and those of no SIP client", async () => {
    await start({ limits: { maxConnections: 1 } });
    const first = await server.connect("alice");
    const answerTo = (protocols: string[]): Promise<string> =>
      new Promise((resolve) => {
        const socket = new WebSocket(server.current.url, protocols);
        socket.on("error", (error) => resolve(error.message));
        socket.on("open", () => resolve("open"));
      });
    expect(await answerTo(["sip"])).toContain("503");
    await first.close();
    expect(await answerTo(["chat"])).toContain("400");
    expect(await answerTo([])).toContain("400");
    const plain = await fetch(server.current.url.replace("ws", "http"));
    expect(plain.status).toBe(426);
  });

  it("end a connection that answers no ping", async () => {
    await start({ limits: { pingIntervalMs: 200 } });
    const device = await server.signIn("alice");
    const alive = await server.signIn("bob");
    device.socket.pong = () => undefined;
    expect((await device.closed).code).toBe(1006);
    expect(alive.socket.readyState).toBe(WebSocket.OPEN);
  });

  it("remember only so many answers", async () => {
    await start({ limits: { maxRememberedAnswers: 3 } });
    const sender = await server.signIn("alice");
    const parts = { branch: `z9hG4bK${token()}`, callId: token(), fromTag: token(), bare: true };
    await sender.message("bob", "first", parts);
    await sender.message("bob", "first", parts);
    expect(server.current.storedMessages("bob")).toBe(1);
    for (let index = 0; index < 4; index++) await sender.request("OPTIONS");
    await sender.message("bob", "first", parts);
    expect(server.current.storedMessages("bob")).toBe(2);
  });
});

describe("requests", () => {
  it("with few branches are told apart by Call-ID and CSeq", async () => {
    await start();
    const sender = await server.signIn("alice");
    const branch = "z9hG4bK1";
    await Promise.all([sender.message("bob", "a", { branch }), sender.message("bob", "b", { branch: "z9hG4bK2" })]);
    await sender.message("bob", "c", { branch });
    expect(server.current.storedMessages("bob")).toBe(3);
  });

  it("repeated while a device thinks are not delivered twice", async () => {
    await start();
    const sender = await server.signIn("alice");
    const device = await server.signIn("bob", answering(() => undefined));
    const parts = { branch: `z9hG4bK${token()}`, callId: token(), fromTag: token(), bare: true };
    const first = sender.message("bob", "once", parts);
    const received = await device.next("MESSAGE");
    const second = sender.message("bob", "once", parts);
    await device.request("OPTIONS");
    await sender.request("OPTIONS");
    device.reply(received, 200);
    expect(status(await Promise.race([first, second]))).toBe(200);
    expect(device.waiting("MESSAGE")).toEqual([]);
  });

  it("are answered by the device they went to and nobody else", async () => {
    await start();
    const sender = await server.signIn("alice");
    const device = await server.signIn("bob", answering(() => undefined));
    const intruder = await server.signIn("carol");
    const outcome = sender.message("bob", "for bob");
    const received = await device.next("MESSAGE");
    intruder.reply(received, 403);
    await intruder.request("OPTIONS");
    device.reply(received, 200);
    expect(status(await outcome)).toBe(200);
  });

  it.each([
    ["no hops left", { method: "MESSAGE", head: "Max-Forwards: 0" }, 483],
    ["an extension nobody knows", { method: "MESSAGE", head: "Require: magic" }, 420],
    ["an extension with an endless name", { method: "MESSAGE", head: `Require: ${"magic".repeat(60)}` }, 400],
    ["a method nobody knows", { method: "DANCE", head: "X: y" }, 405],
  ])("with %s are refused", async (_what, { method, head }, expected) => {
    await start();
    const device = await server.signIn("alice");
    const text = requestText({
      ...{ method, uri: "sip:bob@stamp.test", from: `<${device.address}>`, to: "<sip:bob@stamp.test>", fromTag: "1" },
      ...{ callId: "1", cseq: 1, branch: "z9hG4bKx", headers: ["Content-Type: a/b"], body: "x" },
    });
    const answer = new Promise<string>((resolve) => device.socket.once("message", (data: Buffer) => resolve(data.toString())));
    device.sendRaw(text.replace("Max-Forwards: 70", head));
    expect(await answer).toContain(`SIP/2.0 ${expected} `);
  });
});

describe("wss", () => {
  it("is spoken with a certificate, to apps that trust its authority and to no other", async () => {
    const directory = mkdtempSync(join(tmpdir(), "stamp-tls-"));
    const { ca, cert, key } = makeTestCertificate(directory);
    await start({ tls: { cert: readFileSync(cert, "utf8"), key: readFileSync(key, "utf8") } });
    rmSync(directory, { recursive: true });
    expect(server.current.url).toMatch(/^wss:/);
    const device = await server.signIn("alice", { ca });
    expect(status(await device.message("bob", "over TLS"))).toBe(202);
    await expect(server.connect("bob")).rejects.toThrow("unable to get local issuer certificate");
  });
});

describe("starting and stopping", () => {
  it("tells apps with 1001 that it stops, at once also when one is frozen", async () => {
    await start();
    const device = await server.signIn("alice");
    const frozen = await server.signIn("bob");
    frozen.socket.pause();
    await server.current.stop();
    expect((await device.closed).code).toBe(1001);
    await server.current.stop();
  });

  it("rejects when the port is taken or the domain is none", async () => {
    await start();
    const options = { storeFile: server.storeFile, nativeBinding: process.env["STAMP_SQLITE_BINDING"] };
    await expect(startEmbeddedServer({ ...options, domain: "stamp.test", port: server.current.port })).rejects.toThrow("EADDRINUSE");
    await expect(startEmbeddedServer({ ...options, domain: "a b" })).rejects.toThrow("cannot be a SIP domain");
  });

  it("never logs passwords or message content", async () => {
    await start();
    const sender = await server.signIn("alice");
    await sender.message("bob", "canary-content");
    sender.sendRaw("MESSAGE canary-content\r\n\r\n");
    await sender.request("OPTIONS");
    await server.signIn("bob", answering(() => 415));
    await vi.waitFor(() => expect(server.current.storedMessages("bob")).toBe(0));
    expect(server.lines.length).toBeGreaterThan(1);
    expect(server.lines.join("\n")).not.toMatch(/canary|password/);
  });
});
