import { afterEach, describe, expect, it } from "vitest";
import type { OwnPresence } from "../messaging/ports";
import { createSipClient } from "./client";
import { acceptRegister, answerTo } from "./testing/sip-frame";
import { ALICE, BOB, cleanUp, eventually, fakeServer, startHarness } from "./testing/harness";
import { createManualClock, steadyRandom } from "./testing/manual-clock";

afterEach(cleanUp);

const presence: OwnPresence = { status: "online", capabilities: ["3.1.2"], certificate: new Uint8Array([1, 2]) };

describe("signing in", () => {
  it("registers with digest, an own contact and the name of the installation", async () => {
    const { server, client, states, online } = await startHarness();
    await online();

    const challenged = await server.next("REGISTER");
    const registered = await server.next("REGISTER");
    expect(challenged.startLine).toBe("REGISTER sip:test.example SIP/2.0");
    expect(challenged.header("Authorization")).toBeUndefined();
    expect(registered.header("Authorization")).toMatch(/username="alice"/);
    expect(registered.header("Contact")).toMatch(
      /^<sip:\w+@\w+\.invalid;transport=ws>;expires=600;reg-id=1;\+sip\.instance="<urn:uuid:[0-9a-f-]{36}>"$/,
    );
    expect(registered.header("Allow")).toBe("MESSAGE, NOTIFY, OPTIONS, ACK, CANCEL");
    expect(states.map(({ status }) => status)).toEqual(["connecting", "online"]);
    expect(client.connection).toBe(states[1]);
  });

  it("is not online before the server has accepted the registration", async () => {
    const { server, client, entered } = await startHarness();
    const held: string[] = [];
    server.answer("REGISTER", (request) => {
      held.push(acceptRegister(request));
      return undefined;
    });
    client.start();
    await server.next("REGISTER");
    expect(client.connection.status).toBe("connecting");
    expect(await client.send(BOB, "AAAA")).toEqual({ type: "not-connected" });
    server.connection.send(held[0] ?? "");
    await entered("online");
  });

  it("does not believe a success that does not list this device", async () => {
    const { server, client, entered } = await startHarness();
    server.answer("REGISTER", (request) => answerTo(request, 200, ["Contact: <sip:somebody@else.invalid>;expires=600"]));
    client.start();
    expect(await entered("offline")).toMatchObject({ problem: "registration-rejected" });
  });

  it("stops for good when the server refuses the password, until there is a new one", async () => {
    const { server, client, clock, entered } = await startHarness({ password: "wrong" });
    client.start();
    await entered("sign-in-refused");
    client.tryNow();
    expect(client.connection.status).toBe("sign-in-refused");
    expect(clock.pending()).toEqual([]);

    client.signIn("secret");
    await entered("online");
    expect(server.waiting("REGISTER")).toHaveLength(4);
  });

  it("takes a 403 without a challenge for a server's mood, not for a wrong password", async () => {
    const { server, client, entered } = await startHarness();
    server.answer("REGISTER", (request) => answerTo(request, 403));
    client.start();
    expect(await entered("offline")).toMatchObject({ problem: "registration-rejected" });
  });

  it("asks for longer when the server finds the registration too brief", async () => {
    const { server, entered, client } = await startHarness();
    server.answer("REGISTER", (request) => {
      const isBrief = request.header("Contact")?.includes("expires=600") === true;
      return isBrief ? answerTo(request, 423, ["Min-Expires: 900"]) : acceptRegister(request);
    });
    client.start();
    await entered("online");
  });

  it("renews before the registration expires, and is lost when the renewal stays without an answer", async () => {
    const { server, clock, online, entered } = await startHarness({ keepAlive: 1_000_000 });
    await online();
    server.answer("REGISTER", acceptRegister);
    const challenged = await server.next("REGISTER");
    await server.next("REGISTER");
    clock.advance(430_000);
    const renewal = await server.next("REGISTER");
    expect(renewal.header("CSeq")).toBe("3 REGISTER");
    expect(renewal.header("Call-ID")).toBe(challenged.header("Call-ID"));

    server.answer("REGISTER", () => undefined);
    await eventually(() => clock.pending()).toContain(427_500);
    clock.advance(427_500);
    await server.next("REGISTER");
    clock.advance(8_000);
    expect(await entered("offline")).toMatchObject({ problem: "server-silent" });
  });
});

describe("losing the connection", () => {
  it("comes back by itself with presence and watched addresses", async () => {
    const { server, client, clock, online, entered } = await startHarness();
    client.publish(presence);
    client.watch([BOB]);
    await online();
    const first = await server.next("PUBLISH");
    await server.next("SUBSCRIBE");

    server.connection.terminate();
    const offline = await entered("offline");
    expect(offline).toMatchObject({ problem: "server-closed", retryAt: clock.now() + 1_000 });
    clock.advance(1_000);
    await entered("online");
    expect((await server.next("PUBLISH")).body).toContain("3.1.2");
    expect((await server.next("SUBSCRIBE")).startLine).toBe("SUBSCRIBE sip:bob@test.example SIP/2.0");
    expect(first.header("SIP-If-Match")).toBeUndefined();
  });

  it("waits longer each time, and starts over after a connection that held", async () => {
    const { server, client, clock, entered, online } = await startHarness();
    await online();
    const delays: number[] = [];
    server.answer("REGISTER", (request) => answerTo(request, 500));
    server.connection.terminate();
    for (let round = 0; round < 8; round += 1) {
      const { retryAt = 0 } = await entered("offline");
      delays.push(retryAt - clock.now());
      clock.advance(retryAt - clock.now());
    }
    expect(delays).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000]);

    server.answer("REGISTER", acceptRegister);
    await entered("online");
    clock.advance(30_000);
    server.connection.terminate();
    const offline = await entered("offline");
    expect((offline.retryAt ?? 0) - clock.now()).toBe(1_000);
    expect(client.connection.status).toBe("offline");
  });

  it("says since when there is no connection, over all tries", async () => {
    const { server, clock, entered, online } = await startHarness();
    await online();
    clock.advance(5_000);
    const lostAt = clock.now();
    server.answer("REGISTER", (request) => answerTo(request, 500));
    server.connection.terminate();
    await entered("offline");
    clock.advance(1_000);
    expect(await entered("connecting")).toMatchObject({ since: lostAt - 5_000 });
    expect(await entered("connecting")).toMatchObject({ since: lostAt });
    expect(await entered("offline")).toMatchObject({ since: lostAt });
  });

  it("waits as long as the server asks for, and by chance longer", async () => {
    const { server, client, clock, entered } = await startHarness();
    server.answer("REGISTER", (request) => answerTo(request, 503, ["Retry-After: 90"]));
    client.start();
    expect(await entered("offline")).toMatchObject({ problem: "registration-rejected", retryAt: clock.now() + 112_500 });
  });

  it("tries at once when told to", async () => {
    const { server, client, clock, entered, online } = await startHarness();
    await online();
    server.connection.terminate();
    await entered("offline");
    client.tryNow();
    await entered("online");
    // Nothing of the cancelled wait is left: only renewal and sign of life.
    expect(clock.pending()).toEqual([30_000, 427_500]);
  });

  it("begins with short waits again when there is a reason to think that it works now", async () => {
    const server = await fakeServer();
    const { client, clock, entered } = await startHarness({}, server);
    await server.close();
    const wait = async (): Promise<number> => ((await entered("offline")).retryAt ?? 0) - clock.now();
    client.start();
    for (const delay of [1_000, 2_000, 4_000]) {
      expect(await wait()).toBe(delay);
      clock.advance(delay);
    }
    expect(await wait()).toBe(8_000);
    client.tryNow();
    expect(await wait()).toBe(1_000);
  });

  it("is noticed when the server refuses connections", async () => {
    const server = await fakeServer();
    const { client, entered } = await startHarness({}, server);
    await server.close();
    client.start();
    expect(await entered("offline")).toMatchObject({ problem: "server-refused" });
  });

  it("is noticed when the server never answers the sign-in", async () => {
    const { server, client, clock, entered } = await startHarness();
    server.answer("REGISTER", () => undefined);
    client.start();
    await server.next("REGISTER");
    clock.advance(8_000);
    expect(await entered("offline")).toMatchObject({ problem: "server-silent" });
  });
});

describe("what is refused before anything is sent", () => {
  const handlers = { onMessage: () => 200 as const, onAlive: () => undefined, onConnection: () => undefined, onPresence: () => undefined };
  const options = {
    address: ALICE,
    password: "x",
    serverUrl: "wss://sip.example.org",
    loopbackOnly: true,
    clock: createManualClock(),
    random: steadyRandom,
  };

  it("an unencrypted connection to another computer", () => {
    expect(() => createSipClient({ ...options, serverUrl: "ws://sip.example.org" }, handlers)).toThrow(
      expect.objectContaining({ code: "insecure-server-url" }) as Error,
    );
  });

  it("an address that SIP cannot write", () => {
    expect(() => createSipClient({ ...options, address: "a b" as never }, handlers)).toThrow(
      expect.objectContaining({ code: "invalid-address" }) as Error,
    );
  });

  it("another computer in evaluation mode, without trying again", () => {
    const clock = createManualClock();
    const client = createSipClient({ ...options, clock }, handlers);
    client.start();
    expect(client.connection).toEqual({ status: "offline", since: clock.now(), problem: "evaluation-only-loopback" });
    expect(clock.pending()).toEqual([]);
  });
});
