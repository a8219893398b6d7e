import { afterEach, describe, expect, it } from "vitest";
import type { OwnPresence } from "../messaging/ports";
import { cleanUp, eventually, startHarness, type Harness } from "./testing/harness";
import { answerTo, type Frame } from "./testing/sip-frame";

afterEach(cleanUp);

/** Unlike any delay of a retry, so that the two cannot be taken for each other. */
const DEADLINE = 7_777;

const presence = (...capabilities: string[]): OwnPresence => ({
  status: "online",
  capabilities,
  certificate: new Uint8Array([1, 2, 3]),
});

/** Accepts every publication under a new tag, as servers do. */
function acceptWithTags(): (request: Frame) => string {
  let count = 0;
  return (request) => answerTo(request, 200, [`SIP-ETag: tag${(count += 1)}`, "Expires: 200"]);
}

async function publishing(): Promise<Harness> {
  const harness = await startHarness({ keepAlive: 10_000_000, responseDeadline: DEADLINE });
  harness.server.answer("PUBLISH", acceptWithTags());
  await harness.online();
  return harness;
}

/** Waits until the publisher has armed its timer, and lets it fire. */
async function wait(harness: Harness, delay: number): Promise<void> {
  await eventually(() => harness.clock.pending()).toContain(delay);
  harness.clock.advance(delay);
}

const RENEWAL = 142_500;

describe("publishing presence", () => {
  it("sends a PIDF document for our own address", async () => {
    const { server, client } = await publishing();
    client.publish(presence("3.1.2"));
    const request = await server.next("PUBLISH");
    expect(request.startLine).toBe("PUBLISH sip:alice@test.example SIP/2.0");
    expect(request.header("To")).toBe("<sip:alice@test.example>");
    expect(request.header("Event")).toBe("presence");
    expect(request.header("Content-Type")).toBe("application/pidf+xml");
    expect(request.header("Expires")).toBe("300");
    expect(request.header("SIP-If-Match")).toBeUndefined();
    expect(request.body).toContain("<s:capability>3.1.2</s:capability>");
  });

  it("renews without a body before what the server granted runs out", async () => {
    const harness = await publishing();
    harness.client.publish(presence("3.1.2"));
    await harness.server.next("PUBLISH");
    await wait(harness, RENEWAL);
    const renewal = await harness.server.next("PUBLISH");
    expect(renewal.header("SIP-If-Match")).toBe("tag1");
    expect(renewal.body).toBe("");
    await wait(harness, RENEWAL);
    expect((await harness.server.next("PUBLISH")).header("SIP-If-Match")).toBe("tag2");
  });

  it("replaces the publication when the presence changes", async () => {
    const harness = await publishing();
    harness.client.publish(presence("old"));
    await harness.server.next("PUBLISH");
    await eventually(() => harness.clock.pending()).toContain(RENEWAL);
    harness.client.publish(presence("new"));
    const change = await harness.server.next("PUBLISH");
    expect(change.header("SIP-If-Match")).toBe("tag1");
    expect(change.body).toContain("new");
  });

  it("sends one at a time, and of several changes in between only the last", async () => {
    const { server, client } = await publishing();
    const held: Frame[] = [];
    server.answer("PUBLISH", (request) => void held.push(request));
    client.publish(presence("a"));
    const [, first] = [await server.next("PUBLISH"), held[0]];
    client.publish(presence("b"));
    client.publish(presence("c"));
    await server.request("OPTIONS");
    expect(held).toHaveLength(1);

    server.answer("PUBLISH", acceptWithTags());
    if (first !== undefined) server.connection.send(answerTo(first, 200, ["SIP-ETag: tag0", "Expires: 200"]));
    const last = await server.next("PUBLISH");
    expect(last.body).toContain("<s:capability>c</s:capability>");
    expect(last.header("SIP-If-Match")).toBe("tag0");
    await server.request("OPTIONS");
    expect(server.waiting("PUBLISH")).toEqual([]);
  });

  it("makes a new publication when the server has forgotten the old one", async () => {
    const harness = await publishing();
    const { server, client } = harness;
    client.publish(presence("3.1.2"));
    await server.next("PUBLISH");
    server.answer("PUBLISH", (request) => answerTo(request, request.header("SIP-If-Match") === undefined ? 200 : 412, ["SIP-ETag: x"]));
    await wait(harness, RENEWAL);
    expect((await server.next("PUBLISH")).header("SIP-If-Match")).toBe("tag1");
    const fresh = await server.next("PUBLISH");
    expect(fresh.header("SIP-If-Match")).toBeUndefined();
    expect(fresh.body).toContain("3.1.2");
  });

  it("continues after a reconnect the publication that the server still has", async () => {
    const { server, client, entered } = await publishing();
    client.publish(presence("3.1.2"));
    await server.next("PUBLISH");
    await server.request("OPTIONS");
    server.connection.terminate();
    await entered("offline");
    client.tryNow();
    const again = await server.next("PUBLISH");
    expect(again.header("SIP-If-Match")).toBe("tag1");
    expect(again.body).toContain("3.1.2");
  });

  it("tries again after failures, more and more patiently, with the whole document", async () => {
    const harness = await publishing();
    const { server, client, clock } = harness;
    server.answer("PUBLISH", (request) => answerTo(request, 500));
    client.publish(presence("3.1.2"));
    for (const delay of [2_000, 4_000, 8_000, 16_000, 32_000, 64_000, 128_000]) {
      expect((await server.next("PUBLISH")).body).toContain("3.1.2");
      await wait(harness, delay);
    }
    await server.next("PUBLISH");
    await eventually(() => clock.pending()).toContain(256_000);
    expect(harness.client.connection.status).toBe("online");
  });

  it("tries again when there is no answer", async () => {
    const harness = await publishing();
    harness.server.answer("PUBLISH", () => undefined);
    harness.client.publish(presence("3.1.2"));
    await harness.server.next("PUBLISH");
    harness.clock.advance(DEADLINE);
    await wait(harness, 2_000);
    await harness.server.next("PUBLISH");
  });

  it("waits as long as the server asks for, and by chance longer", async () => {
    const harness = await publishing();
    harness.server.answer("PUBLISH", (request) => answerTo(request, 503, ["Retry-After: 77"]));
    harness.client.publish(presence("3.1.2"));
    await harness.server.next("PUBLISH");
    await eventually(() => harness.clock.pending()).toContain(96_250);
  });

  it("asks for longer when the server finds it too brief", async () => {
    const { server, client } = await publishing();
    server.answer("PUBLISH", (request) =>
      request.header("Expires") === "300" ? answerTo(request, 423, ["Min-Expires: 600"]) : answerTo(request, 200, ["SIP-ETag: x"]),
    );
    client.publish(presence("3.1.2"));
    await server.next("PUBLISH");
    expect((await server.next("PUBLISH")).header("Expires")).toBe("600");
  });

  it("does not loop on a server that forgets everything at once", async () => {
    const harness = await publishing();
    harness.server.answer("PUBLISH", (request) => answerTo(request, 412));
    harness.client.publish(presence("3.1.2"));
    await harness.server.next("PUBLISH");
    await harness.server.next("PUBLISH");
    await eventually(() => harness.clock.pending()).toContain(4_000);
    expect(harness.server.waiting("PUBLISH")).toEqual([]);
  });
});
