// Flood protection of the production server (routes/flood.cfg): 503 with Retry-After to who asks for too much, and to
// nobody else. Limits are low here, and their window is short.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { WebSocket } from "ws";
import { PIDF } from "../testing/agreement/presence";
import { makeWorld } from "../testing/agreement/world";
import { header, status, token } from "../testing/sip-text";
import type { SipText } from "../testing/sip-text";
import { kamailioProblem, runKamailio } from "./run-kamailio";

const WINDOW_SECONDS = 2;
const RATES = ["--message-rate", "5", "--subscribe-rate", "5", "--request-rate", "3", "--connection-rate", "10", "--guesses", "3", "--subscriptions", "30"];
/** Not the address of loopback that has no limits. */
const ELSEWHERE = "127.0.0.2";

// kamailio.test.ts fails where Kamailio must be and is not.
if (kamailioProblem() === undefined) describeFlood();
else describe.skip("without Kamailio", describeFlood);

function describeFlood(): void {
  describe("flood protection", () => {
    const world = makeWorld();
    const { accounts, connect, signIn } = world;
    beforeAll(() => world.started(() => runKamailio({ accounts: [], settings: [...RATES, "--window", String(WINDOW_SECONDS)] })));
    afterAll(() => world.stop());

    /** One after another until one is refused; how many were not. */
    async function flood(send: () => Promise<SipText>): Promise<{ readonly taken: number; readonly refusal: SipText }> {
      for (let taken = 0; taken < 200; taken++) {
        const answer = await send();
        if (status(answer) === 503) return { taken, refusal: answer };
      }
      throw new Error("nothing was refused");
    }

    const waitOf = (refusal: SipText): number => Number(header(refusal, "Retry-After"));

    it("tells an account that sends too many messages how long to wait, and takes them after that", async () => {
      const [alice, bob, carol] = accounts("alice", "bob", "carol");
      const [sender, device, other] = [await signIn(alice), await signIn(bob), await signIn(carol)];
      const { taken, refusal } = await flood(() => sender.message(bob, "x", { bare: true }));
      expect(taken).toBeGreaterThanOrEqual(5 * WINDOW_SECONDS);
      expect(waitOf(refusal)).toBeGreaterThanOrEqual(1);
      expect(waitOf(refusal)).toBeLessThanOrEqual(WINDOW_SECONDS + 1);
      expect(status(await other.message(bob, "from another"))).toBe(200);
      expect(status(await sender.request("OPTIONS"))).toBe(200);
      await expect.poll(async () => status(await sender.message(bob, "later", { bare: true })), { timeout: 15_000, interval: 200 }).toBe(200);
      expect([device, sender].map(({ socket }) => socket.readyState)).toEqual([WebSocket.OPEN, WebSocket.OPEN]);
    });

    it("counts all connections of an account together", async () => {
      const [alice, bob] = accounts("alice", "bob");
      const first = await signIn(alice);
      const second = await connect(alice);
      expect(status(await second.message(bob, "proves who it is"))).toBe(202);
      await flood(() => first.message(bob, "x", { bare: true }));
      expect(status(await second.message(bob, "x", { bare: true }))).toBe(503);
    });

    it("limits each of REGISTER, PUBLISH and SUBSCRIBE", async () => {
      for (const ask of ["register", "publish", "subscribe"] as const) {
        const [alice, bob] = accounts("alice", "bob");
        const device = await signIn(alice);
        const { refusal } = await flood(() =>
          ask === "register" ? device.register() : ask === "publish" ? device.publish(PIDF) : device.subscribe(bob),
        );
        expect(waitOf(refusal)).toBeGreaterThanOrEqual(1);
        expect(status(await device.message(bob, "not limited", { bare: true }))).toBe(202);
      }
    });

    it("limits the subscriptions that an account begins in an hour, and not those that go on", async () => {
      const [alice, bob] = accounts("alice", "bob");
      const device = await signIn(alice);
      const dialog = { callId: token(), fromTag: token() };
      const first = await device.subscribe(bob, dialog);
      const refused = async (): Promise<boolean> => {
        const { refusal } = await flood(() => device.subscribe(bob, { bare: true }));
        return waitOf(refusal) > 60;
      };
      await expect.poll(refused, { timeout: 18_000, interval: 100 }).toBe(true);
      const uri = /<([^>]+)>/.exec(header(first, "Contact") ?? "")?.[1] ?? "";
      const goesOn = async (): Promise<number> => status(await device.subscribe(bob, { ...dialog, to: header(first, "To") ?? "", uri, cseq: 5 }));
      await expect.poll(goesOn, { timeout: 10_000, interval: 200 }).toBe(200);
    }, 30_000);

    it("limits a connection that proves nobody, and ends one that does not heed it", async () => {
      const device = await connect(accounts("alice")[0]);
      const { refusal } = await flood(() => device.request("OPTIONS"));
      expect(waitOf(refusal)).toBeGreaterThanOrEqual(1);
      expect(device.socket.readyState).toBe(WebSocket.OPEN);
      for (let index = 0; index < 500; index++) void device.request("OPTIONS").catch(() => undefined);
      await device.closed;
    });

    it("stops wrong passwords from one address, and only from there", async () => {
      const [alice, bob] = accounts("alice", "bob");
      const neighbour = await signIn(bob, { from: ELSEWHERE });
      const guessing = await connect(alice, { from: ELSEWHERE, password: "a guess" });
      for (let guess = 0; guess < 3; guess++) expect(status(await guessing.register())).toBe(401);
      const late = await guessing.register({ as: { user: alice, password: `password of ${alice}` } });
      expect(status(late)).toBe(503);
      expect(waitOf(late)).toBeGreaterThan(60);
      await signIn(alice);
      // Who is signed in behind the same address stays so, and cannot guess from there either.
      expect(status(await neighbour.register())).toBe(200);
      expect(status(await neighbour.register({ as: { user: alice, password: "a guess" } }))).toBe(503);
    });

    it("limits the connections that one address opens", async () => {
      const open = (): Promise<readonly [number, string | undefined]> =>
        new Promise((resolve) => {
          const socket = new WebSocket(world.server.url, "sip", { localAddress: ELSEWHERE });
          socket.on("error", () => undefined);
          socket.on("open", () => {
            socket.terminate();
            resolve([101, undefined]);
          });
          socket.on("unexpected-response", (_request, response) => {
            socket.terminate();
            resolve([response.statusCode ?? 0, response.headers["retry-after"]]);
          });
        });
      const answers = await Promise.all(Array.from({ length: 40 }, open));
      expect(answers).toContainEqual([101, undefined]);
      expect(answers).toContainEqual([503, String(WINDOW_SECONDS)]);
      await signIn(accounts("alice")[0]);
    });
  });
}
