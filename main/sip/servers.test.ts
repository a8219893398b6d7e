// The client on the real thing: the built-in server, and Kamailio with the production configuration where it
// is installed (server/kamailio/kamailio.test.ts fails when it must be and is not).
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { Address } from "../../shared/ids";
import { kamailioProblem, runKamailio } from "../../server/kamailio/run-kamailio";
import type { ServerUnderTest } from "../../server/testing/agreement/world";
import { startEmbeddedUnderTest } from "../../server/testing/embedded-server";
import type { OwnPresence, SendOutcome } from "../messaging/ports";
import { systemClock } from "../platform/system-clock";
import type { SipClientOptions } from "./client";
import { findPublishedCertificate } from "./published-certificate";
import { parseCounts } from "./repairs";
import { testConnection } from "./test-connection";
import { eventually } from "./testing/harness";
import { realClient, type RealClient } from "./testing/real-client";

const CERTIFICATE = new Uint8Array(800).map((_, index) => index % 251);
const online = (...capabilities: string[]): OwnPresence => ({ status: "online", capabilities, certificate: CERTIFICATE });

describeServer("the built-in server", startEmbeddedUnderTest);
if (kamailioProblem() === undefined) describeServer("Kamailio", () => runKamailio({ accounts: [] }));

function describeServer(name: string, start: () => Promise<ServerUnderTest>): void {
  describe(`with ${name}`, () => {
    let server: ServerUnderTest;
    let people = 0;
    const running: RealClient[] = [];

    beforeAll(async () => {
      server = await start();
    });
    afterEach(async () => {
      await Promise.all(running.splice(0).map(({ client }) => client.stop({ unregister: true })));
    });
    afterAll(async () => {
      await server.stop();
    });

    function another(address: Address, options: Partial<SipClientOptions> = {}): RealClient {
      const made = realClient(address, { password: `of ${address}`, serverUrl: server.url, ...options });
      running.push(made);
      return made;
    }

    /** An account that nobody used before, with a client for it. */
    function person(user: string, options?: Partial<SipClientOptions>): RealClient {
      people += 1;
      const address = `${user}${people}@${server.domain}` as Address;
      server.addAccount(`${user}${people}`, `of ${address}`);
      return another(address, options);
    }

    async function signedIn(user: string, options?: Partial<SipClientOptions>): Promise<RealClient> {
      const made = person(user, options);
      made.client.start();
      await made.entered("online");
      return made;
    }

    it("carries messages both ways, up to the largest, and tells what became of each", async () => {
      const [alice, bob] = [await signedIn("alice"), await signedIn("bob")];
      expect(await alice.client.send(bob.address, "A".repeat(60_000))).toEqual({ type: "sent" });
      expect(await bob.nextMessage()).toEqual({
        from: alice.address,
        contentType: "application/x-phonex-mime",
        body: "A".repeat(60_000),
        stored: false,
        requestId: expect.any(String) as string,
      });
      expect(await bob.client.send(alice.address, "QUJD")).toEqual({ type: "sent" });
      const nobody = await alice.client.send(`nobody@${server.domain}` as Address, "QUJD");
      expect(nobody).toEqual({ type: "permanent", reason: { code: "unknown-address", sipStatus: 404 } });
    });

    it("says at the sign-in what its clock shows", async () => {
      const alice = person("alice");
      alice.client.start();
      const { clockOffset } = await alice.entered("online");
      expect(Math.abs(clockOffset ?? Number.NaN)).toBeLessThan(30_000);
    });

    it("keeps messages for who is not there, and again for whose inbox cannot take them", async () => {
      const [alice, bob] = [await signedIn("alice"), person("bob")];
      expect(await alice.client.send(bob.address, "one")).toEqual({ type: "stored" });
      bob.answer(503);
      bob.client.start();
      const first = await bob.nextMessage();
      expect(first).toMatchObject({ body: "one", stored: true, from: alice.address });
      await bob.entered("online");
      await bob.client.stop({ unregister: true });
      const back = another(bob.address);
      back.client.start();
      const { requestId } = first;
      expect(await back.nextMessage()).toMatchObject({ body: "one", stored: true, from: alice.address, requestId });
      await eventually(() => server.storedMessages(bob.address.slice(0, bob.address.indexOf("@")))).toBe(0);
    });

    it("shows presence with capabilities and certificate, its changes, and its end", async () => {
      const [alice, bob] = [person("alice"), person("bob")];
      bob.client.watch([alice.address]);
      bob.client.start();
      expect(await bob.presence(() => true)).toEqual({ address: alice.address, status: "offline" });
      alice.client.publish(online("3.1.2", "3.1.3"));
      alice.client.start();
      expect(await bob.presence(({ status }) => status === "online")).toEqual({
        address: alice.address,
        status: "online",
        capabilities: ["3.1.2", "3.1.3"],
        certificate: CERTIFICATE,
      });
      alice.client.publish({ ...online("3.1.2"), status: "away" });
      expect(await bob.presence(({ status }) => status === "away")).toMatchObject({ capabilities: ["3.1.2"] });
      await alice.client.stop({ unregister: true });
      expect(await bob.presence(({ status }) => status === "offline")).toEqual({ address: alice.address, status: "offline" });
    });

    it("refuses a wrong password, in a test as at sign-in", async () => {
      const mallory = person("mallory", { password: "guess" });
      mallory.client.start();
      await mallory.entered("sign-in-refused");
      const account = { address: mallory.address, serverUrl: server.url, loopbackOnly: true, clock: systemClock };
      expect((await testConnection({ ...account, password: "guess" })).at(-1)).toMatchObject({ problem: "sign-in-refused" });
      expect((await testConnection({ ...account, password: `of ${mallory.address}` })).every(({ ok }) => ok)).toBe(true);
    });

    it("tells who is about to sign in that another device publishes a key, and leaves that device signed in", async () => {
      const [alice, bob] = [await signedIn("alice"), await signedIn("bob")];
      const account = { address: alice.address, password: `of ${alice.address}`, serverUrl: server.url };
      const look = (password = account.password) =>
        findPublishedCertificate({ ...account, password, loopbackOnly: true, clock: systemClock });
      expect(await look()).toBeUndefined();
      alice.client.publish(online("3.1.2"));
      await eventually(() => look()).toEqual(CERTIFICATE);
      expect(await look("guess")).toBeUndefined();
      expect(alice.client.connection.status).toBe("online");
      expect(await bob.client.send(alice.address, "QUJD")).toEqual({ type: "sent" });
      await alice.client.stop({ unregister: true });
      expect(await look()).toBeUndefined();
    });

    it("has one device per account: the newer one stays, the older one is told and comes back only when asked", async () => {
      const first = await signedIn("bob");
      const second = another(first.address);
      second.client.start();
      await second.entered("online");
      await first.entered("replaced");
      first.client.signIn(`of ${first.address}`);
      await second.entered("replaced");
      expect(first.client.connection.status).toBe("online");
    });

    it("is not taken from another device by one that was asleep", async () => {
      const instanceId = "aaaaaaaa-0000-4000-8000-000000000001";
      const before = await signedIn("bob", { instanceId });
      await before.client.stop();
      const other = another(before.address);
      other.client.start();
      await other.entered("online");
      const awake = another(before.address, { instanceId });
      awake.client.start();
      await awake.entered("replaced");
      expect(other.client.connection.status).toBe("online");
    });

    it("carries many messages at once, nearly without the slow parser", async () => {
      const [alice, bob] = [await signedIn("alice"), await signedIn("bob")];
      const before = parseCounts();
      const bodies = Array.from({ length: 300 }, (_, index) => `m${index}`);
      // As many in flight as the queue worker has.
      const sendAll = (from: RealClient, to: RealClient): Promise<SendOutcome[][]> => {
        const left = [...bodies];
        const lane = async (): Promise<SendOutcome[]> => {
          const outcomes: SendOutcome[] = [];
          for (let body = left.shift(); body !== undefined; body = left.shift()) {
            outcomes.push(await from.client.send(to.address, body));
          }
          return outcomes;
        };
        return Promise.all(Array.from({ length: 8 }, lane));
      };
      const outcomes = (await Promise.all([sendAll(alice, bob), sendAll(bob, alice)])).flat(2);
      expect(outcomes.filter(({ type }) => type !== "sent")).toEqual([]);
      expect(new Set(bob.messages.map(({ body }) => body))).toEqual(new Set(bodies));
      expect(alice.messages).toHaveLength(300);
      const { all, slow } = parseCounts();
      expect((slow - before.slow) / (all - before.all)).toBeLessThan(0.01);
    });

    it("is found again after it was restarted, with presence and what was watched", async () => {
      const [alice, bob] = [person("alice"), person("bob")];
      alice.client.publish(online("3.1.2"));
      bob.client.watch([alice.address]);
      for (const { client, entered } of [alice, bob]) {
        client.start();
        await entered("online");
      }
      await bob.presence(({ status }) => status === "online");
      const restarted = server.restart();
      await Promise.all([alice.entered("offline"), bob.entered("offline")]);
      await restarted;
      await Promise.all([alice.entered("online"), bob.entered("online")]);
      expect(await bob.presence(({ status }) => status === "online")).toMatchObject({ capabilities: ["3.1.2"] });
      expect(await bob.client.send(alice.address, "QUJD")).toEqual({ type: "sent" });
    });
  });
}
