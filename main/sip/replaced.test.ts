import { afterEach, describe, expect, it } from "vitest";
import { answerTo } from "./testing/sip-frame";
import { cleanUp, startHarness } from "./testing/harness";

afterEach(cleanUp);

const OWN = "11111111-1111-4111-8111-111111111111";
const OTHER = "22222222-2222-4222-8222-222222222222";
const binding = (instance: string): string =>
  `Contact: <sip:x@y.invalid;transport=ws>;expires=500;+sip.instance="<urn:uuid:${instance}>"`;

/** A registrar on which `instance` is signed in until somebody registers. */
const heldBy = (instance: string) => (request: Parameters<typeof answerTo>[0]) => {
  const contact = request.header("Contact");
  return answerTo(request, 200, [contact === undefined ? binding(instance) : `Contact: ${contact}`]);
};

describe("another device with this account", () => {
  it("is told by the server's close code; this one does not come back by itself", async () => {
    const { server, client, clock, entered, online } = await startHarness();
    await online();
    server.connection.close(4409, "whatever");
    await entered("replaced");
    client.tryNow();
    expect(client.connection.status).toBe("replaced");
    expect(clock.pending()).toEqual([]);
  });

  it("is replaced in turn when the user signs in here", async () => {
    const { server, client, entered, online } = await startHarness();
    await online();
    server.connection.close(4409);
    await entered("replaced");
    server.answer("REGISTER", heldBy(OTHER));
    client.signIn("secret");
    await entered("online");
  });

  it.each([OWN, undefined])("is left alone by a reconnect after a time without connection (own name %s)", async (instanceId) => {
    const { server, clock, entered, online } = await startHarness({ instanceId });
    await online();
    server.connection.terminate();
    await entered("offline");
    server.answer("REGISTER", heldBy(OTHER));
    clock.advance(1_000);
    await entered("replaced");
    expect(clock.pending()).toEqual([]);
  });

  it("is left alone by a start of an installation that knows its own name", async () => {
    const { server, client, entered } = await startHarness({ instanceId: OWN });
    server.answer("REGISTER", heldBy(OTHER));
    client.start();
    await entered("replaced");
    expect((await server.next("REGISTER")).header("Contact")).toBeUndefined();
    expect(server.waiting("REGISTER")).toEqual([]);
  });

  it("is replaced by the first sign-in of a new installation", async () => {
    const { server, client, entered } = await startHarness();
    server.answer("REGISTER", heldBy(OTHER));
    client.start();
    await entered("online");
  });
});

describe("an own former connection", () => {
  it("that the server still lists does not keep this device from coming back", async () => {
    const { server, client, entered } = await startHarness({ instanceId: OWN });
    server.answer("REGISTER", heldBy(OWN.toUpperCase()));
    client.start();
    await entered("online");
  });

  it("that is closed for a newer one is an ordinary loss", async () => {
    const { server, clock, entered, online } = await startHarness();
    await online();
    server.connection.close(4410);
    expect(await entered("offline")).toMatchObject({ problem: "server-closed" });
    clock.advance(1_000);
    await entered("online");
  });

  it("that is closed late as replaced changes nothing", async () => {
    const { server, client, states, entered, online } = await startHarness();
    await online();
    const old = server.connection;
    const closed = new Promise((resolve) => old.once("close", resolve));
    client.signIn("secret");
    old.close(4409);
    await entered("online");
    await closed;
    expect(states.map(({ status }) => status)).toEqual(["connecting", "online", "connecting", "online"]);
  });
});
