import { afterEach, describe, expect, it } from "vitest";
import type { Address } from "../../shared/ids";
import { MOST_WATCHED } from "./watch";
import { writePidf } from "./pidf-write";
import { BOB, cleanUp, eventually, startHarness, type Harness } from "./testing/harness";
import { answerTo, type Frame } from "./testing/sip-frame";

afterEach(cleanUp);

/** Unlike any delay of a retry, so that the two cannot be taken for each other. */
const DEADLINE = 7_777;

const CAROL = "carol@test.example" as Address;
const document = (...capabilities: string[]): string =>
  writePidf(BOB, { status: "online", capabilities, certificate: new Uint8Array([7]) }, 0);

async function watching(...addresses: Address[]): Promise<Harness> {
  const harness = await startHarness({ keepAlive: 10_000_000, responseDeadline: DEADLINE });
  harness.server.answer("SUBSCRIBE", (request) => answerTo(request, 200, ["Expires: 600"]));
  harness.client.watch(addresses);
  await harness.online();
  return harness;
}

describe("watching an address", () => {
  it("subscribes to its presence and reports what is notified", async () => {
    const { server, nextPresence } = await watching(BOB);
    const subscribe = await server.next("SUBSCRIBE");
    expect(subscribe.startLine).toBe("SUBSCRIBE sip:bob@test.example SIP/2.0");
    expect(subscribe.header("Event")).toBe("presence");
    expect(subscribe.header("Accept")).toBe("application/pidf+xml");
    expect(Number(subscribe.header("Expires"))).toBeGreaterThanOrEqual(1800);

    expect((await server.notify(subscribe, "active;expires=600", document("3.1.2"))).status).toBe(200);
    expect(await nextPresence()).toEqual({
      address: BOB,
      status: "online",
      capabilities: ["3.1.2"],
      certificate: new Uint8Array([7]),
    });
    await server.notify(subscribe, "active;expires=590", document("3.1.3"), { cseq: 2 });
    expect(await nextPresence()).toMatchObject({ capabilities: ["3.1.3"] });
  });

  it("takes an empty notification for offline", async () => {
    const { server, nextPresence } = await watching(BOB);
    await server.notify(await server.next("SUBSCRIBE"), "active;expires=600");
    expect(await nextPresence()).toEqual({ address: BOB, status: "offline" });
  });

  it("reports nothing from a document it cannot read or does not know", async () => {
    const { server, logged, nextPresence } = await watching(BOB);
    const subscribe = await server.next("SUBSCRIBE");
    expect((await server.notify(subscribe, "active;expires=600", "<presence")).status).toBe(200);
    expect((await server.notify(subscribe, "active;expires=600", "x", { cseq: 2, contentType: "text/plain" })).status).toBe(200);
    await server.notify(subscribe, "active;expires=600", document("after"), { cseq: 3 });
    expect(await nextPresence()).toMatchObject({ capabilities: ["after"] });
    expect(logged).toContainEqual({ event: "presence-unreadable", facts: { reason: "malformed-xml" } });
  });

  it("works when the notification overtakes the answer", async () => {
    const { server, nextPresence, client } = await watching();
    let held: Frame | undefined;
    server.answer("SUBSCRIBE", (request) => void (held = request));
    client.watch([BOB]);
    const subscribe = await server.next("SUBSCRIBE");
    await server.notify(subscribe, "active;expires=600", document("3.1.2"));
    expect(await nextPresence()).toMatchObject({ status: "online" });
    if (held !== undefined) server.connection.send(answerTo(held, 200, ["Expires: 600"]));
    await server.notify(subscribe, "active;expires=600", "", { cseq: 2 });
    expect(await nextPresence()).toMatchObject({ status: "offline" });
  });

  it("ends with a subscription of nobody's: unsubscribes, and reports no more", async () => {
    const { server, client, nextPresence } = await watching(BOB, CAROL);
    const bob = await server.next("SUBSCRIBE");
    const carol = await server.next("SUBSCRIBE");
    await server.notify(bob, "active;expires=600", document("a"));
    await server.notify(carol, "active;expires=600", document("a"));
    await nextPresence();
    await nextPresence();

    client.watch([CAROL]);
    const unsubscribe = await server.next("SUBSCRIBE");
    expect(unsubscribe.header("Expires")).toBe("0");
    expect(unsubscribe.header("Call-ID")).toBe(bob.header("Call-ID"));
    expect((await server.notify(bob, "terminated;reason=timeout", document("b"), { cseq: 2 })).status).toBe(200);
    await server.notify(carol, "active;expires=600", document("c"), { cseq: 2 });
    expect(await nextPresence()).toMatchObject({ address: CAROL, capabilities: ["c"] });
  });

  it("that is given up before the first notification ends it when that comes", async () => {
    const { server, client, clock } = await watching(BOB);
    const subscribe = await server.next("SUBSCRIBE");
    client.watch([]);
    await server.notify(subscribe, "active;expires=600", document("late"));
    expect((await server.next("SUBSCRIBE")).header("Expires")).toBe("0");
    expect(clock.pending()).not.toContain(2_000);
  });

  it("does not subscribe twice to what it already watches", async () => {
    const { server, client } = await watching(BOB);
    await server.next("SUBSCRIBE");
    client.watch([BOB, BOB]);
    await server.request("OPTIONS");
    expect(server.waiting("SUBSCRIBE")).toEqual([]);
  });
});

describe("a subscription that fails", () => {
  const retried = async (harness: Harness, delay: number): Promise<Frame> => {
    await eventually(() => harness.clock.pending()).toContain(delay);
    harness.clock.advance(delay);
    return harness.server.next("SUBSCRIBE");
  };

  it("is tried again, more and more patiently, as a new one", async () => {
    const harness = await watching();
    harness.server.answer("SUBSCRIBE", (request) => answerTo(request, 500));
    harness.client.watch([BOB]);
    const callIds = [(await harness.server.next("SUBSCRIBE")).header("Call-ID")];
    for (const delay of [2_000, 4_000, 8_000, 16_000]) callIds.push((await retried(harness, delay)).header("Call-ID"));
    expect(new Set(callIds).size).toBe(5);
  });

  it.each([404, 403, 489])("with %i is tried again, but seldom", async (status) => {
    const harness = await watching();
    harness.server.answer("SUBSCRIBE", (request) => answerTo(request, status));
    harness.client.watch([BOB]);
    await harness.server.next("SUBSCRIBE");
    await eventually(() => harness.clock.pending()).toContain(600_000);
  });

  it("with a wish for patience waits that long", async () => {
    const harness = await watching();
    harness.server.answer("SUBSCRIBE", (request) => answerTo(request, 503, ["Retry-After: 99"]));
    harness.client.watch([BOB]);
    await harness.server.next("SUBSCRIBE");
    await eventually(() => harness.clock.pending()).toContain(123_750);
  });

  it("because the server ends it is made again, not at once and not for ever quickly", async () => {
    const harness = await watching(BOB);
    let subscribe = await harness.server.next("SUBSCRIBE");
    for (const delay of [2_000, 4_000]) {
      await harness.server.notify(subscribe, "active;expires=600", document("a"));
      await harness.server.notify(subscribe, "terminated;reason=deactivated", "", { cseq: 2 });
      subscribe = await retried(harness, delay);
    }
    await harness.server.notify(subscribe, "active;expires=600");
    harness.clock.advance(60_000);
    await harness.server.notify(subscribe, "terminated;reason=timeout", "", { cseq: 2 });
    await retried(harness, 2_000);
  });

  it("because the first notification already ends it reports that and is made again", async () => {
    const harness = await watching(BOB);
    await harness.server.notify(await harness.server.next("SUBSCRIBE"), "terminated;reason=noresource");
    expect(await harness.nextPresence()).toMatchObject({ status: "offline" });
    await retried(harness, 2_000);
  });

  it("with the connection is made again by the next one", async () => {
    const harness = await watching(BOB);
    const first = await harness.server.next("SUBSCRIBE");
    await harness.server.notify(first, "active;expires=600", document("a"));
    await harness.nextPresence();
    harness.server.connection.terminate();
    await harness.entered("offline");
    harness.client.tryNow();
    const second = await harness.server.next("SUBSCRIBE");
    expect(second.header("Call-ID")).not.toBe(first.header("Call-ID"));
    await harness.server.notify(second, "active;expires=600", document("b"));
    expect(await harness.nextPresence()).toMatchObject({ capabilities: ["b"] });
  });
});

describe("watching many addresses", () => {
  const many = (count: number): Address[] => Array.from({ length: count }, (_, index) => `user${index}@test.example` as Address);

  it("has a few requests in flight at a time", async () => {
    const { server, client, clock } = await watching();
    const held: Frame[] = [];
    server.answer("SUBSCRIBE", (request) => void held.push(request));
    client.watch(many(30));
    await eventually(() => held.length).toBe(8);
    await server.request("OPTIONS");
    expect(held).toHaveLength(8);
    for (const request of held.slice(0, 3)) server.connection.send(answerTo(request, 200, ["Expires: 600"]));
    await eventually(() => held.length).toBe(11);
    // A server that does not answer does not stop the others for ever.
    clock.advance(DEADLINE);
    await eventually(() => held.length).toBe(19);
  });

  it("forgets what is given up before its turn", async () => {
    const { server, client } = await watching();
    const held: Frame[] = [];
    server.answer("SUBSCRIBE", (request) => void held.push(request));
    client.watch(many(30));
    await eventually(() => held.length).toBe(8);
    client.watch([...many(8), CAROL]);
    for (const request of held.slice(0, 8)) server.connection.send(answerTo(request, 200, ["Expires: 600"]));
    await eventually(() => held.length).toBe(9);
    expect(held[8]?.startLine).toBe("SUBSCRIBE sip:carol@test.example SIP/2.0");
  });

  it("reaches the cap and leaves the rest", async () => {
    const { server, client } = await watching();
    let count = 0;
    server.answer("SUBSCRIBE", (request) => {
      count += 1;
      return answerTo(request, 200, ["Expires: 600"]);
    });
    client.watch(many(MOST_WATCHED + 10));
    await eventually(() => count).toBe(MOST_WATCHED);
    await server.request("OPTIONS");
    expect(count).toBe(MOST_WATCHED);
  });
});
