import { afterEach, describe, expect, it } from "vitest";
import type { Address } from "../../shared/ids";
import type { SendOutcome } from "../messaging/ports";
import { BOB, cleanUp, startHarness } from "./testing/harness";
import { answerTo } from "./testing/sip-frame";

afterEach(cleanUp);

const BODY = "QUJDRA==";

describe("a MESSAGE", () => {
  it("carries the body unchanged, typed, to the address in the request URI and in To", async () => {
    const { server, client, online } = await startHarness();
    await online();
    expect(await client.send(BOB, BODY)).toEqual({ type: "sent" });
    const message = await server.next("MESSAGE");
    expect(message.startLine).toBe("MESSAGE sip:bob@test.example SIP/2.0");
    expect(message.header("To")).toBe("<sip:bob@test.example>");
    expect(message.header("From")).toMatch(/^<sip:alice@test\.example>;tag=\w+$/);
    expect(message.header("Content-Type")).toBe("application/x-phonex-mime");
    expect(message.body).toBe(BODY);
  });

  it.each([
    [202, { type: "stored" }],
    [404, { type: "permanent", reason: { code: "unknown-address", sipStatus: 404 } }],
    [302, { type: "permanent", reason: { code: "server-rejected", sipStatus: 302 } }],
    [480, { type: "retryable", reason: { code: "peer-unreachable", sipStatus: 480 } }],
    [503, { type: "retryable", reason: { code: "server-busy", sipStatus: 503 }, retryAfter: 5_000 }],
  ])("that is answered with %i ends as %j", async (status, outcome) => {
    const { server, client, online } = await startHarness();
    await online();
    server.answer("MESSAGE", (request) => answerTo(request, status, status === 503 ? ["Retry-After: 5"] : []));
    expect(await client.send(BOB, BODY)).toEqual(outcome);
  });

  it("does not end with a provisional answer", async () => {
    const { server, client, online } = await startHarness();
    await online();
    server.answer("MESSAGE", (request, connection) => {
      connection.send(answerTo(request, 100));
      return answerTo(request, 202);
    });
    expect(await client.send(BOB, BODY)).toEqual({ type: "stored" });
  });

  it("answers a challenge of the proxy", async () => {
    const { server, client, online } = await startHarness();
    await online();
    server.answer("MESSAGE", (request) =>
      request.header("Proxy-Authorization") === undefined
        ? answerTo(request, 407, ['Proxy-Authenticate: Digest realm="test.example", nonce="p", qop="auth"'])
        : answerTo(request, 200),
    );
    expect(await client.send(BOB, BODY)).toEqual({ type: "sent" });
  });

  it("that the server does not take our credentials for is the account's problem, and signs in again", async () => {
    const { server, client, online, entered } = await startHarness();
    await online();
    server.answer("MESSAGE", (request) =>
      answerTo(request, 407, ['Proxy-Authenticate: Digest realm="test.example", nonce="p", qop="auth"']),
    );
    expect(await client.send(BOB, BODY)).toEqual({ type: "account-problem" });
    expect(await entered("offline")).toMatchObject({ problem: "registration-rejected" });
  });

  it("that is not answered in time is unknown; a late answer is still heard, once", async () => {
    const { server, client, clock, online } = await startHarness();
    await online();
    server.answer("MESSAGE", () => undefined);
    const late: SendOutcome[] = [];
    const sent = client.send(BOB, BODY, (outcome) => late.push(outcome));
    const request = await server.next("MESSAGE");
    clock.advance(8_000);
    expect(await sent).toEqual({ type: "retryable", reason: { code: "no-answer" } });

    server.connection.send(answerTo(request, 200));
    server.connection.send(answerTo(request, 202));
    await server.request("OPTIONS");
    expect(late).toEqual([{ type: "sent" }]);
  });

  it("ends once even when two answers come in time", async () => {
    const { server, client, online } = await startHarness();
    await online();
    const late: SendOutcome[] = [];
    server.answer("MESSAGE", (request, connection) => {
      connection.send(answerTo(request, 202));
      return answerTo(request, 404);
    });
    expect(await client.send(BOB, BODY, (outcome) => late.push(outcome))).toEqual({ type: "stored" });
    await server.request("OPTIONS");
    expect(late).toEqual([]);
  });

  it("is lost with the connection at once, not after the deadline", async () => {
    const { server, client, clock, online } = await startHarness();
    await online();
    server.answer("MESSAGE", () => undefined);
    const sent = client.send(BOB, BODY);
    await server.next("MESSAGE");
    const before = clock.now();
    server.connection.terminate();
    expect(await sent).toEqual({ type: "retryable", reason: { code: "connection-lost" } });
    expect(clock.now()).toBe(before);
  });

  it("never takes the answer of another one", async () => {
    const { server, client, online } = await startHarness();
    await online();
    const held: string[] = [];
    server.answer("MESSAGE", (request, connection) => {
      held.push(answerTo(request, request.body === "0" ? 200 : request.body === "1" ? 202 : 404));
      if (held.length === 60) for (const answer of held.reverse()) connection.send(answer);
      return undefined;
    });
    const outcomes = await Promise.all(Array.from({ length: 60 }, (_, index) => client.send(BOB, String(index % 3))));
    const expected = ["sent", "stored", "permanent"];
    expect(outcomes.map(({ type }) => type)).toEqual(outcomes.map((_, index) => expected[index % 3]));
  });
});

describe("what never reaches the wire", () => {
  it("is a body that no frame of the server could carry", async () => {
    const { server, client, online } = await startHarness();
    await online();
    expect(await client.send(BOB, "A".repeat(60_001))).toEqual({ type: "permanent", reason: { code: "too-long" } });
    expect(server.waiting("MESSAGE")).toEqual([]);
    expect(await client.send(BOB, "A".repeat(60_000))).toEqual({ type: "sent" });
  });

  it("is anything while there is no registration", async () => {
    const { server, client, online, entered } = await startHarness();
    expect(await client.send(BOB, BODY)).toEqual({ type: "not-connected" });
    await online();
    server.connection.terminate();
    await entered("offline");
    expect(await client.send(BOB, BODY)).toEqual({ type: "not-connected" });
  });

  it.each(["nobody", "a b@test.example", "100%@test.example", "100%25@test.example"])(
    "is a message to %j, which SIP cannot write",
    async (address) => {
      const { client, online } = await startHarness();
      await online();
      const outcome = await client.send(address as Address, BODY);
      expect(outcome).toEqual({ type: "permanent", reason: { code: "unknown-address" } });
    },
  );
});
