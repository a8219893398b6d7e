// What is written down: nothing that was said, no password, and nothing past our own log.
import { afterEach, describe, expect, it, vi } from "vitest";
import { BOB, cleanUp, fakeServer, startHarness } from "./testing/harness";
import { joinFrame } from "./testing/sip-frame";

afterEach(async () => {
  vi.restoreAllMocks();
  await cleanUp();
});

const PASSWORD = "canary-password";
const BODY = "canary-body";

describe("the log", () => {
  it("holds neither password nor message nor address, and sip.js prints nothing", async () => {
    const printed = (["log", "warn", "error", "info", "debug"] as const).map((name) => vi.spyOn(console, name));
    const server = await fakeServer({ passwords: { alice: PASSWORD } });
    const { client, clock, logged, online, entered } = await startHarness({ password: PASSWORD }, server);
    await online();
    await client.send(BOB, BODY);
    await server.request("MESSAGE", ["Content-Type: text/plain"], BODY);
    server.connection.send(joinFrame("SIP/2.0 200 OK", [`CSeq: ${BODY}`, `X: ${PASSWORD}`], BODY));
    server.connection.send(joinFrame(`${BODY} sip:alice@test.example SIP/2.0`, [`From: ${BODY}`], BODY));
    server.connection.send(joinFrame("SIP/2.0 200 OK", ["Via: SIP/2.0/WS a;branch=b", `From: ${BODY}`], BODY));
    await server.request("OPTIONS");
    server.connection.terminate();
    await entered("offline");
    clock.advance(1_000);
    await entered("online");

    const text = JSON.stringify(logged);
    expect(logged.map(({ event }) => event)).toContain("sip-library");
    // A line of the log file has a level, a time and words of its own.
    for (const { facts = {} } of logged) expect(Object.keys(facts)).not.toContain("level");
    for (const secret of [PASSWORD, BODY, "alice", "bob"]) expect(text).not.toContain(secret);
    for (const print of printed) expect(print).not.toHaveBeenCalled();
  });
});
