import { afterEach, describe, expect, it } from "vitest";
import { mediaType } from "./receive-message";
import { cleanUp, eventually, startHarness } from "./testing/harness";

afterEach(cleanUp);

const TYPED = ["Content-Type: application/x-phonex-mime"];

describe("an incoming MESSAGE", () => {
  it("reaches the inbox as plain values", async () => {
    const { server, messages, online } = await startHarness();
    await online();
    const from = '"Bob <the> builder" <sip:Bob%20B@TEST.example:5060;transport=ws>;tag=b';
    const type = "Content-Type: Application/X-PhoneX-Mime;charset=utf-8";
    expect((await server.request("MESSAGE", [type], "QUJD", { from })).status).toBe(200);
    const requestId = expect.stringMatching(/^\S+ \d+$/) as string;
    expect(messages).toEqual([
      { from: "Bob%20B@test.example", contentType: "application/x-phonex-mime", body: "QUJD", stored: false, requestId },
    ]);
  });

  it("is known to come from the server's store by its header", async () => {
    const { server, messages, online } = await startHarness();
    await online();
    await server.request("MESSAGE", [...TYPED, "X-Offline: 1"], "QUJD");
    expect(messages).toMatchObject([{ stored: true }]);
  });

  it("out of the store is known again by its number and the time at which it was stored, other ones by their request", async () => {
    const { server, messages, online } = await startHarness();
    await online();
    const kept = (number: number) => [...TYPED, `X-Offline: ${number}`, "Date: Sun, 22 Nov 2026 13:07:48 GMT"];
    for (const headers of [kept(1), kept(1), kept(2), TYPED, TYPED]) await server.request("MESSAGE", headers, "QUJD");
    const [first, again, next, live, another] = messages;
    expect(first).toMatchObject({ stored: true, storedAt: Date.UTC(2026, 10, 22, 13, 7, 48) });
    expect(again?.requestId).toBe(first?.requestId);
    expect(new Set(messages.map(({ requestId }) => requestId)).size).toBe(4);
    expect(next?.requestId).not.toBe(first?.requestId);
    expect(live?.requestId).not.toBe(another?.requestId);
  });

  it("is answered only after the inbox has decided", async () => {
    const { server, messages, receive, online } = await startHarness();
    await online();
    let commit: () => void = () => undefined;
    receive(() => new Promise((resolve) => (commit = () => resolve(200))));
    let answered = false;
    const answer = server.request("MESSAGE", TYPED, "QUJD").then((frame) => {
      answered = true;
      return frame;
    });
    // Another request on the same connection overtakes it.
    await server.request("OPTIONS");
    expect(messages).toHaveLength(1);
    expect(answered).toBe(false);
    commit();
    expect((await answer).status).toBe(200);
  });

  it.each([413, 415, 503] as const)("is refused with %i when the inbox says so", async (status) => {
    const { server, receive, online } = await startHarness();
    await online();
    receive(() => status);
    const answer = await server.request("MESSAGE", TYPED, "QUJD");
    expect(answer.status).toBe(status);
    expect(answer.header("Accept")).toBe(status === 415 ? "application/x-phonex-mime" : undefined);
  });

  it("reaches the inbox whatever its type, because a server sends again what is never answered", async () => {
    const { server, messages, receive, online } = await startHarness();
    await online();
    receive(() => 415);
    for (const type of ["", "what?", "a/b, c/d", `text/plain;a=${"x".repeat(4_000)}`]) {
      expect((await server.request("MESSAGE", [`Content-Type: ${type}`], "QUJD")).status).toBe(415);
    }
    expect(messages.map(({ contentType }) => contentType)).toEqual(["", "", "", "text/plain"]);
  });

  it("is refused with 503, never accepted, when the inbox fails", async () => {
    const { server, receive, logged, online } = await startHarness();
    await online();
    receive(() => {
      throw new Error("disk full, body QUJD");
    });
    expect((await server.request("MESSAGE", TYPED, "QUJD")).status).toBe(503);
    receive(() => Promise.reject(new Error("disk full")));
    expect((await server.request("MESSAGE", TYPED, "QUJD")).status).toBe(503);
    expect(logged.map(({ event }) => event)).toEqual(["sip-receiver-failed", "sip-receiver-failed"]);
    expect(JSON.stringify(logged)).not.toContain("QUJD");
  });

  it("from nobody is refused without reaching the inbox", async () => {
    const { server, messages, online } = await startHarness();
    await online();
    expect((await server.request("MESSAGE", TYPED, "QUJD", { from: "<sip:test.example>;tag=b" })).status).toBe(400);
    expect(messages).toEqual([]);
  });

  it("without a body or with a type that nobody can read reaches the inbox, which refuses it", async () => {
    const { server, messages, receive, online } = await startHarness();
    await online();
    receive(() => 415);
    expect((await server.request("MESSAGE")).status).toBe(415);
    expect((await server.request("MESSAGE", ["Content-Type: applicationon/x y;;"], "A")).status).toBe(415);
    expect(messages.map(({ contentType }) => contentType)).toEqual(["", ""]);
  });

  it("of 60 000 characters arrives whole, also when they are not ASCII", async () => {
    const { server, messages, online } = await startHarness();
    await online();
    await server.request("MESSAGE", TYPED, "A".repeat(60_000));
    await server.request("MESSAGE", ["Content-Type: text/plain"], "ž€😀".repeat(1_000));
    expect(messages.map(({ body }) => body.length)).toEqual([60_000, 4_000]);
    expect(messages[1]?.body).toBe("ž€😀".repeat(1_000));
  });

  it("that is repeated on its transaction reaches the inbox once and is answered", async () => {
    const { server, messages, receive, online } = await startHarness();
    await online();
    let commit: () => void = () => undefined;
    receive(() => new Promise((resolve) => (commit = () => resolve(200))));
    const same = { branch: "z9hG4bKsame", callId: "same" };
    const first = server.request("MESSAGE", TYPED, "QUJD", same);
    void server.request("MESSAGE", TYPED, "QUJD", same).catch(() => undefined);
    await server.request("OPTIONS");
    commit();
    expect((await first).status).toBe(200);
    expect(messages).toHaveLength(1);
  });

  it("that outlives its connection does not disturb the next one", async () => {
    const { server, client, receive, entered, online } = await startHarness();
    await online();
    let commit: () => void = () => undefined;
    const asked = new Promise<void>((resolve) => {
      receive(() => {
        resolve();
        return new Promise((answer) => (commit = () => answer(200)));
      });
    });
    void server.request("MESSAGE", TYPED, "QUJD").catch(() => undefined);
    await asked;
    server.connection.terminate();
    await entered("offline");
    client.tryNow();
    await entered("online");
    commit();
    receive(() => 200);
    expect((await server.request("MESSAGE", TYPED, "QUJD")).status).toBe(200);
  });

  it("backlog is read no faster than it is stored", async () => {
    const { server, messages, receive, online } = await startHarness();
    await online();
    const commits: (() => void)[] = [];
    receive(() => new Promise((resolve) => void commits.push(() => resolve(200))));
    const bodies = Array.from({ length: 200 }, (_, index) => String(index).padStart(4_000, "A"));
    const answers = bodies.map((body) => server.request("MESSAGE", TYPED, body));
    await eventually(() => messages.length).toBeGreaterThanOrEqual(64);
    // What one read of the socket brought is handled to its end, but nothing more is read.
    expect(messages.length).toBeLessThan(200);
    const drain = setInterval(() => {
      for (const commit of commits.splice(0)) commit();
    }, 1);
    const statuses = await Promise.all(answers).finally(() => clearInterval(drain));
    expect(new Set(statuses.map(({ status }) => status))).toEqual(new Set([200]));
    expect(messages.map(({ body }) => body)).toEqual(bodies);
  });
});

describe("a media type", () => {
  it.each([
    ["text/plain", "text/plain"],
    ["Text/Plain; charset=UTF-8", "text/plain"],
    [" application/pidf+xml ;a=b", "application/pidf+xml"],
    ["text", ""],
    ["text/plain x", ""],
    [`${"a".repeat(100)}/b`, ""],
    ["", ""],
    [undefined, ""],
  ])("of %j is %j", (header, expected) => {
    expect(mediaType(header)).toBe(expected);
  });
});
