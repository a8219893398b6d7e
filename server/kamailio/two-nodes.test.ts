// Two nodes of the production server as one (routes/nodes.cfg), on two ports of loopback with one database.
import { randomBytes } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { PIDF } from "../testing/agreement/presence";
import { header, status } from "../testing/sip-text";
import { connectDevice } from "../testing/test-device";
import type { DeviceOptions, TestDevice } from "../testing/test-device";
import { freePort, kamailioProblem, runKamailio } from "./run-kamailio";
import type { Kamailio } from "./run-kamailio";

const PATIENCE = { timeout: 15_000 };

// kamailio.test.ts fails where Kamailio must be and is not.
if (kamailioProblem() === undefined) describeNodes();
else describe.skip("without Kamailio", describeNodes);

function describeNodes(): void {
  describe("two nodes", () => {
    let directory: string;
    let nodes: readonly Kamailio[] = [];
    let addresses: readonly string[] = [];
    let people = 0;
    const devices: TestDevice[] = [];

    beforeAll(async () => {
      directory = mkdtempSync(join(tmpdir(), "stamp-nodes-"));
      const [data, key] = [join(directory, "data"), join(directory, "loop-key")];
      mkdirSync(data);
      writeFileSync(key, randomBytes(24).toString("hex"), { mode: 0o600 });
      addresses = [`127.0.0.1:${await freePort()}`, `127.0.0.1:${await freePort()}`];
      const start = (own: number): Promise<Kamailio> =>
        runKamailio({
          ...{ accounts: [], data },
          settings: ["--node", addresses[own] ?? "", "--peer", addresses[1 - own] ?? "", "--loop-key", key],
        });
      nodes = [await start(0), await start(1)];
    });
    afterAll(async () => {
      for (const device of devices) device.socket.terminate();
      for (const node of nodes) await node.stop();
      rmSync(directory, { recursive: true });
    });

    const node = (index: number): Kamailio => {
      const found = nodes[index];
      if (found === undefined) throw new Error("The node has not started.");
      return found;
    };

    function accounts<const Names extends readonly string[]>(...names: Names): { [Index in keyof Names]: string } {
      people++;
      const made = names.map((name) => `${name}-${people}`);
      for (const user of made) node(0).addAccount(user, `password of ${user}`);
      return made as { [Index in keyof Names]: string };
    }

    async function connect(index: number, user: string, options: Partial<DeviceOptions> = {}): Promise<TestDevice> {
      const { url, domain } = node(index);
      const device = await connectDevice({ url, domain, user, password: `password of ${user}`, ...options });
      devices.push(device);
      return device;
    }

    async function signIn(index: number, user: string, options: Partial<DeviceOptions> = {}): Promise<TestDevice> {
      const device = await connect(index, user, options);
      expect(status(await device.register())).toBe(200);
      return device;
    }

    /** The same, and the other node has heard of it: what comes before that is stored and handed over a moment later. */
    async function settle(index: number, user: string, options: Partial<DeviceOptions> = {}): Promise<TestDevice> {
      const device = await signIn(index, user, options);
      const asking = await connect(1 - index, user);
      await expect.poll(async () => header(await asking.register({ headers: [] }), "Contact") ?? "", PATIENCE).toContain(device.instance);
      asking.socket.terminate();
      return device;
    }

    /** Waits for a NOTIFY that says so. */
    async function notified(device: TestDevice, isOpen: boolean): Promise<void> {
      while ((await device.next("NOTIFY")).body.includes("<basic>open</basic>") !== isOpen);
    }

    it("carry messages between their devices, both ways, with nothing of their own in them", async () => {
      const [alice, bob] = accounts("alice", "bob");
      const [first, second] = [await settle(0, alice), await settle(1, bob, { answer: ({ body }) => (body === "no" ? 415 : 200) })];
      const long = `Grüße 🙂 ${"x".repeat(50_000)}`;
      expect(status(await first.message(bob, long))).toBe(200);
      const received = await second.next("MESSAGE");
      expect(received.body).toBe(long);
      expect(header(received, "From")).toContain(`<${first.address}>`);
      expect(received.headers.filter(([name]) => name.startsWith("X-"))).toEqual([]);
      expect(status(await first.message(bob, "no"))).toBe(415);
      expect(status(await second.message(alice, "back"))).toBe(200);
      expect((await first.next("MESSAGE")).body).toBe("back");
      expect([node(0).storedMessages(alice), node(0).storedMessages(bob)]).toEqual([0, 0]);
    });

    it("hand over what either of them stored, in order, wherever its recipient signs in", async () => {
      const [alice, bob, carol] = accounts("alice", "bob", "carol");
      const senders = [await signIn(0, alice), await signIn(1, carol)];
      const bodies = Array.from({ length: 20 }, (_, index) => `number ${index}`);
      for (const [index, body] of bodies.entries()) expect(status(await (senders[index % 2] as TestDevice).message(bob, body))).toBe(202);
      const device = await signIn(1, bob);
      for (const body of bodies) expect((await device.next("MESSAGE")).body).toBe(body);
      await expect.poll(() => node(0).storedMessages(bob), PATIENCE).toBe(0);
    });

    it("store once what a device at the other one does not take", async () => {
      const [alice, bob] = accounts("alice", "bob");
      const sender = await signIn(0, alice);
      const refusing = await settle(1, bob, { answer: () => 480 });
      expect(status(await sender.message(bob, "not now"))).toBe(202);
      expect(node(0).storedMessages(bob)).toBe(1);
      refusing.socket.terminate();
      const device = await signIn(0, bob);
      expect((await device.next("MESSAGE")).body).toBe("not now");
    });

    it("show presence to each other's watchers: its start, its changes and its end", async () => {
      const [alice, bob] = accounts("alice", "bob");
      const watcher = await signIn(0, alice);
      const device = await signIn(1, bob);
      await watcher.subscribe(bob);
      await notified(watcher, false);
      expect(status(await device.publish(PIDF))).toBe(200);
      await notified(watcher, true);
      device.socket.terminate();
      await notified(watcher, false);
      const later = await signIn(1, bob);
      await later.publish(PIDF);
      await notified(watcher, true);
      expect(status(await later.register({ expires: 0 }))).toBe(200);
      await notified(watcher, false);
    });

    it("have one device per account between them", async () => {
      const [alice, bob] = accounts("alice", "bob");
      const sender = await signIn(0, alice);
      const former = await settle(0, bob);
      const same = await settle(1, bob, { instance: former.instance });
      expect((await former.closed).code).toBe(4410);
      const another = await signIn(0, bob);
      expect((await same.closed).code).toBe(4409);
      expect(status(await sender.message(bob, "to the last one"))).toBe(200);
      expect((await another.next("MESSAGE")).body).toBe("to the last one");
      const asking = await connect(1, bob);
      expect(header(await asking.register({ headers: [] }), "Contact")).toContain(`+sip.instance="<${another.instance}>"`);
      expect(status(await asking.register({ expires: 0 }))).toBe(200);
      expect(status(await sender.message(bob, "still there"))).toBe(200);
      expect(status(await asking.register({ headers: ["Contact: *", "Expires: 0"] }))).toBe(200);
      await expect.poll(async () => status(await sender.message(bob, "gone")), PATIENCE).toBe(202);
    });

    it("deliver what was sent a moment after a sign-in at the other one, at once or soon", async () => {
      const [alice] = accounts("alice");
      const sender = await signIn(0, alice);
      for (let round = 0; round < 10; round++) {
        const [bob] = accounts("bob");
        const device = await signIn(1, bob);
        expect([200, 202]).toContain(status(await sender.message(bob, "early")));
        expect((await device.next("MESSAGE")).body).toBe("early");
        const another = await signIn(0, bob);
        expect((await device.closed).code).toBe(4409);
        another.socket.terminate();
      }
    });

    it("talk to nobody else on their own address", async () => {
      const [alice, bob] = accounts("alice", "bob");
      const victim = await signIn(0, bob);
      const url = `ws://${addresses[0] ?? ""}`;
      const mallory = await connect(0, alice, { url });
      for (const method of ["MESSAGE", "INFO", "REGISTER", "KDMQ"]) {
        const headers = ["Content-Type: a/b", `X-Loop-Key: ${"0".repeat(48)}`, "X-Node: sign-out", `X-User: ${bob}`];
        const uri = `sip:${bob}@${node(0).domain}`;
        expect(status(await mallory.request(method, { uri, to: `<${uri}>`, headers, body: "x" }))).toBe(403);
      }
      expect(victim.waiting("MESSAGE")).toEqual([]);
    });

    it("go on alone when one is killed, and together when it is back", async () => {
      const [alice, bob, carol] = accounts("alice", "bob", "carol");
      const devices = { alice: await settle(0, alice), bob: await signIn(1, bob), carol: await signIn(1, carol) };
      await devices.alice.publish(PIDF);
      await devices.bob.subscribe(alice);
      await notified(devices.bob, true);
      await node(0).kill("SIGKILL");
      await devices.alice.closed;
      expect(status(await devices.bob.message(alice, "are you there"))).toBe(202);
      expect(status(await devices.carol.message(bob, "here we are"))).toBe(200);
      await notified(devices.bob, false);
      const moved = await signIn(1, alice, { instance: devices.alice.instance });
      expect((await moved.next("MESSAGE")).body).toBe("are you there");
      await node(0).restart();
      const dave = accounts("dave")[0];
      const back = await signIn(0, dave);
      await expect.poll(async () => status(await back.message(alice, "and back")), PATIENCE).toBe(200);
      await expect.poll(async () => status(await moved.message(dave, "together")), PATIENCE).toBe(200);
    }, 60_000);
  });
}
