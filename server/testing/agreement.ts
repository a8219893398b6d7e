// What the embedded server and Kamailio with our configuration must do alike (spec 2.6, 1.7), as one list of scenarios
// in which raw clients speak SIP. Apps rely on nothing that is not here or in README.md.
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { WebSocket } from "ws";
import { header, parameter, requestText, status, token } from "./sip-text";
import type { SipText } from "./sip-text";
import { connectDevice } from "./test-device";
import type { DeviceOptions, TestDevice } from "./test-device";

export interface ServerUnderTest {
  readonly url: string;
  readonly domain: string;
  addAccount(user: string, password: string): void;
  storedMessages(user: string): number;
  /** Ends it in an orderly way and starts it again with its data. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

const PIDF =
  '<?xml version="1.0"?><presence xmlns="urn:ietf:params:xml:ns:pidf" entity="sip:x@stamp.test"><tuple id="t"><status>' +
  '<basic>open</basic></status><capabilities xmlns="urn:stamp:pidf:1"><capability>3.1.2.2</capability></capabilities></tuple></presence>';

export function describeAgreement(name: string, start: () => Promise<ServerUnderTest>): void {
  describe(`${name}, as both servers`, () => {
    let server: ServerUnderTest;
    const devices: TestDevice[] = [];
    let people = 0;

    beforeAll(async () => {
      server = await start();
    });
    afterAll(async () => {
      for (const device of devices) device.socket.terminate();
      await server.stop();
    });

    /** Account names nobody used before. */
    function accounts<const Names extends readonly string[]>(...names: Names): { [Index in keyof Names]: string } {
      people++;
      const made = names.map((word) => `${word}-${people}`);
      for (const user of made) server.addAccount(user, `password of ${user}`);
      return made as { [Index in keyof Names]: string };
    }

    async function connect(user: string, options: Partial<DeviceOptions> = {}): Promise<TestDevice> {
      const { url, domain } = server;
      const device = await connectDevice({ url, domain, user, password: `password of ${user}`, ...options });
      devices.push(device);
      return device;
    }

    async function signIn(user: string, options: Partial<DeviceOptions> = {}): Promise<TestDevice> {
      const device = await connect(user, options);
      expect(status(await device.register())).toBe(200);
      return device;
    }

    /** Waits for a NOTIFY that says so; a server may send more of the same. */
    async function notified(device: TestDevice, expected: (notify: SipText) => boolean): Promise<SipText> {
      for (;;) {
        const notify = await device.next("NOTIFY");
        if (expected(notify)) return notify;
      }
    }
    /** Kamailio sends a closed document when a publication is withdrawn, and none when there is none. */
    const isOffline = ({ body }: SipText): boolean => body === "" || body.includes("<basic>closed</basic>");
    const isOnline = (notify: SipText): boolean => notify.body.includes("<basic>open</basic>");

    describe("registration", () => {
      it("refuses a wrong password and an unknown account alike", async () => {
        const [alice] = accounts("alice");
        const wrong = await connect(alice, { password: "wrong" });
        const unknown = await connect(`nobody-${people}`);
        expect(status(await wrong.register())).toBe(401);
        expect(status(await unknown.register())).toBe(401);
      });

      it("refuses the address of somebody else", async () => {
        const [alice, bob] = accounts("alice", "bob");
        const device = await connect(alice);
        const bobs = `<sip:${bob}@${server.domain}>`;
        expect(status(await device.register({ to: bobs }))).toBe(403);
        expect(status(await device.register({ to: bobs, from: bobs }))).toBe(403);
      });

      it("tells the binding with its instance, and the time, also when only asked", async () => {
        const [alice] = accounts("alice");
        const device = await signIn(alice);
        const asking = await connect(alice);
        const answer = await asking.register({ headers: [] });
        expect(status(answer)).toBe(200);
        expect(header(answer, "Contact")).toContain(`+sip.instance="<${device.instance}>"`);
        expect(Number(parameter(header(answer, "Contact"), "expires"))).toBeGreaterThan(500);
        expect(Math.abs(Date.parse(header(answer, "Date") ?? "") - Date.now())).toBeLessThan(60_000);
        expect(device.socket.readyState).toBe(WebSocket.OPEN);
      });

      it("lasts at least 30 seconds and at most an hour", async () => {
        const [alice] = accounts("alice");
        const device = await connect(alice);
        const granted = async (expires: number): Promise<number> =>
          Number(parameter(header(await device.register({ expires }), "Contact"), "expires"));
        expect(await granted(5)).toBe(30);
        expect(await granted(86_400)).toBe(3600);
      });

      it("closes the replaced device's connection with 4409 and serves the new one", async () => {
        const [alice, bob] = accounts("alice", "bob");
        const sender = await signIn(alice);
        const old = await signIn(bob);
        const replacing = await signIn(bob);
        expect((await old.closed).code).toBe(4409);
        expect(status(await sender.message(bob, "to the new one"))).toBe(200);
        expect((await replacing.next("MESSAGE")).body).toBe("to the new one");
      });

      it("closes an older connection of the same device with 4410", async () => {
        const [bob] = accounts("bob");
        const old = await signIn(bob);
        await signIn(bob, { instance: old.instance });
        expect((await old.closed).code).toBe(4410);
      });

      it("does not let a replaced device sign its successor out", async () => {
        const [alice, bob] = accounts("alice", "bob");
        const sender = await signIn(alice);
        await signIn(bob);
        const replacing = await signIn(bob);
        const returning = await connect(bob);
        expect(status(await returning.register({ expires: 0 }))).toBe(200);
        expect(status(await sender.message(bob, "still there"))).toBe(200);
        expect((await replacing.next("MESSAGE")).body).toBe("still there");
      });

      it("frees the former account's device when a connection changes its user", async () => {
        const [alice, bob, carol] = accounts("alice", "bob", "carol");
        const device = await signIn(alice);
        const sender = await signIn(carol);
        const bobs = `<sip:${bob}@${server.domain}>`;
        const answer = await device.register({ to: bobs, from: bobs, as: { user: bob, password: `password of ${bob}` } });
        expect(status(answer)).toBe(200);
        expect(status(await device.message(carol, "as alice", { bare: true }))).toBe(407);
        expect(status(await device.message(carol, "as bob", { bare: true, from: bobs }))).toBe(200);
        expect(status(await sender.message(alice, "is she there"))).toBe(202);
      });
    });

    describe("messages", () => {
      it("go to the device byte for byte, and its answer back", async () => {
        const [alice, bob] = accounts("alice", "bob");
        const sender = await signIn(alice);
        const device = await signIn(bob, { answer: ({ body }) => (body === "no" ? 415 : 200) });
        const body = `Grüße 🙂\r\n\r\n${"x".repeat(50_000)}`;
        const answer = await sender.message(bob, body);
        expect(status(answer)).toBe(200);
        const received = await device.next("MESSAGE");
        expect(received.body).toBe(body);
        expect(header(received, "From")).toContain(`<sip:${alice}@${server.domain}>`);
        expect(header(received, "Content-Type")).toBe("application/x-phonex-mime");
        expect(header(received, "X-Offline")).toBeUndefined();
        expect(status(await sender.message(bob, "no"))).toBe(415);
      });

      it("need no second challenge on a connection that has signed in", async () => {
        const [alice, bob] = accounts("alice", "bob");
        const sender = await signIn(alice);
        await signIn(bob);
        expect(status(await sender.message(bob, "at once", { bare: true }))).toBe(200);
      });

      it("wait for a device that is away, and come in order, marked, and once", async () => {
        const [alice, bob] = accounts("alice", "bob");
        const sender = await signIn(alice);
        const bodies = Array.from({ length: 30 }, (_, index) => `number ${index} 🙂`);
        for (const body of bodies) expect(status(await sender.message(bob, body))).toBe(202);
        const device = await signIn(bob);
        for (const body of bodies) {
          const received = await device.next("MESSAGE");
          expect(received.body).toBe(body);
          expect(header(received, "X-Offline")).toBe("1");
          expect(header(received, "From")).toContain(`<sip:${alice}@${server.domain}>`);
          expect(Number.isNaN(Date.parse(header(received, "Date") ?? ""))).toBe(false);
        }
        expect(status(await device.register())).toBe(200);
        expect(status(await sender.message(bob, "live"))).toBe(200);
        expect((await device.next("MESSAGE")).body).toBe("live");
        expect(device.waiting("MESSAGE")).toEqual([]);
      });

      it("stay in the store until a device takes them", async () => {
        const [alice, bob] = accounts("alice", "bob");
        const sender = await signIn(alice);
        expect(status(await sender.message(bob, "keep me"))).toBe(202);
        let answer = 480;
        const device = await signIn(bob, { answer: ({ startLine }) => (startLine.startsWith("MESSAGE") ? answer : 200) });
        expect((await device.next("MESSAGE")).body).toBe("keep me");
        answer = 200;
        expect(status(await device.register())).toBe(200);
        expect((await device.next("MESSAGE")).body).toBe("keep me");
        await vi.waitFor(() => expect(server.storedMessages(bob)).toBe(0));
      });

      it("survive a restart of the server", async () => {
        const [alice, bob] = accounts("alice", "bob");
        const sender = await signIn(alice);
        expect(status(await sender.message(bob, "before the restart"))).toBe(202);
        await server.restart();
        const device = await signIn(bob);
        expect((await device.next("MESSAGE")).body).toBe("before the restart");
      });

      it("to a device that does not answer are kept for it", async () => {
        const [alice, bob] = accounts("alice", "bob");
        const sender = await signIn(alice);
        const frozen = await signIn(bob, { answer: () => undefined });
        const outcome = sender.message(bob, "are you there");
        expect((await frozen.next("MESSAGE")).body).toBe("are you there");
        expect(status(await outcome)).toBe(202);
        const device = await signIn(bob);
        const stored = await device.next("MESSAGE");
        expect([stored.body, header(stored, "X-Offline")]).toEqual(["are you there", "1"]);
      });

      it("to a device that does not answer reach the one that takes its place meanwhile", async () => {
        const [alice, bob] = accounts("alice", "bob");
        const sender = await signIn(alice);
        const frozen = await signIn(bob, { answer: () => undefined });
        const outcome = sender.message(bob, "whoever is there");
        await frozen.next("MESSAGE");
        const replacing = await signIn(bob);
        expect((await replacing.next("MESSAGE")).body).toBe("whoever is there");
        expect([200, 202]).toContain(status(await outcome));
      });

      it("in the store that a device will never accept do not come again", async () => {
        const [alice, bob] = accounts("alice", "bob");
        const sender = await signIn(alice);
        for (const body of ["refused", "taken"]) expect(status(await sender.message(bob, body))).toBe(202);
        const device = await signIn(bob, { answer: ({ body }) => (body === "refused" ? 415 : 200) });
        expect((await device.next("MESSAGE")).body).toBe("refused");
        expect((await device.next("MESSAGE")).body).toBe("taken");
        await vi.waitFor(() => expect(server.storedMessages(bob)).toBe(0));
      });

      it("to a device whose connection broke are kept for it", async () => {
        const [alice, bob] = accounts("alice", "bob");
        const sender = await signIn(alice);
        const device = await signIn(bob);
        device.socket.terminate();
        await device.closed;
        expect(status(await sender.message(bob, "gone"))).toBe(202);
      });

      it("to nobody are refused", async () => {
        const [alice] = accounts("alice");
        const sender = await signIn(alice);
        expect(status(await sender.message(`nobody-${people}`, "hello"))).toBe(404);
        for (const elsewhere of ["sip:bob@elsewhere.example", `sip:${alice}@127.0.0.1`, `sip:${alice}@${new URL(server.url).host}`]) {
          const parts = { uri: elsewhere, to: `<${elsewhere}>`, headers: ["Content-Type: a/b"], body: "x" };
          expect(status(await sender.request("MESSAGE", parts))).toBe(403);
        }
      });

      it("find their account however the domain is written", async () => {
        const [alice, bob] = accounts("alice", "bob");
        const sender = await signIn(alice);
        const uri = `sip:${bob}@${server.domain.toUpperCase()}`;
        expect(status(await sender.message(bob, "shouted", { uri, to: `<${uri}>` }))).toBe(202);
        const device = await signIn(bob);
        expect((await device.next("MESSAGE")).body).toBe("shouted");
        expect(status(await sender.message(bob, "again", { uri, to: `<${uri}>` }))).toBe(200);
      });

      it("in the name of somebody else are refused", async () => {
        const [alice, bob, carol] = accounts("alice", "bob", "carol");
        const sender = await signIn(alice);
        const victim = await signIn(bob);
        const forged = { from: `<sip:${carol}@${server.domain}>` };
        expect(status(await sender.message(bob, "forged", { ...forged, bare: true }))).toBe(407);
        expect(status(await sender.message(bob, "forged", forged))).toBe(403);
        expect(status(await sender.message(bob, "forged", { from: `<sip:${alice}@elsewhere.example>` }))).toBe(403);
        const fresh = await connect(alice);
        expect(status(await fresh.message(bob, "forged", forged))).toBe(403);
        expect(status(await sender.message(bob, "honest"))).toBe(200);
        expect((await victim.next("MESSAGE")).body).toBe("honest");
      });

      it("with a repeated From go nowhere", async () => {
        const [alice, bob] = accounts("alice", "bob");
        const sender = await signIn(alice);
        const device = await signIn(bob);
        const to = `sip:${bob}@${server.domain}`;
        for (const name of ["From", "f", "FROM"]) {
          const headers = [`${name}: <${to}>;tag=x`, "Content-Type: a/b"];
          const parts = { fromTag: token(), callId: token(), cseq: 1, branch: `z9hG4bK${token()}` };
          sender.sendRaw(requestText({ ...parts, method: "MESSAGE", uri: to, to: `<${to}>`, from: `<${sender.address}>`, headers, body: "who" }));
        }
        expect(status(await sender.message(bob, "honest"))).toBe(200);
        expect((await device.next("MESSAGE")).body).toBe("honest");
      });

      it("bring nothing of the sender's that could pass for the server's", async () => {
        const [alice, bob] = accounts("alice", "bob");
        const sender = await signIn(alice);
        const spoofed = [
          ...["X-Offline: 1", "X-Loop-Key: guess", "P-Asserted-Identity: <sip:ceo@stamp.test>", "Date: Thu, 01 Jan 1970 00:00:00 GMT"],
          ...["Route: <sip:127.0.0.1:9;lr>", "Record-Route: <sip:127.0.0.1:9;lr>", "Contact: <sip:mallory@127.0.0.1:9>", "Reply-To: <sip:m@x>"],
        ];
        const headers = ["Content-Type: application/x-phonex-mime", ...spoofed];
        expect(status(await sender.message(bob, "stored", { headers }))).toBe(202);
        const device = await signIn(bob);
        const stored = await device.next("MESSAGE");
        expect(status(await sender.message(bob, "live", { headers }))).toBe(200);
        const live = await device.next("MESSAGE");
        const needed = ["Via", "From", "To", "Call-ID", "CSeq", "Max-Forwards", "Content-Type", "Content-Length"];
        const further = (message: SipText): readonly string[] =>
          message.headers.map(([name, value]) => `${name}: ${value}`).filter((line) => !needed.includes(line.split(":")[0] ?? ""));
        expect(further(live)).toEqual([]);
        expect(further(stored).filter((line) => !line.startsWith("Date: "))).toEqual(["X-Offline: 1"]);
        expect(header(stored, "Date")).not.toContain("1970");
      });

      it("of more than 60 000 bytes are answered 413, up to that they pass", async () => {
        const [alice, bob] = accounts("alice", "bob");
        const sender = await signIn(alice);
        const device = await signIn(bob);
        expect(status(await sender.message(bob, "x".repeat(60_001)))).toBe(413);
        expect(status(await sender.message(bob, "x".repeat(60_000)))).toBe(200);
        expect((await device.next("MESSAGE")).body).toHaveLength(60_000);
      });

      it("that the device answers with a challenge are kept for it, and nobody challenges the sender", async () => {
        const [alice, bob] = accounts("alice", "bob");
        const sender = await signIn(alice);
        for (const code of [401, 407]) {
          await signIn(bob, { answer: () => code });
          expect(status(await sender.message(bob, "who are you", { bare: true }))).toBe(202);
        }
      });

      it("are 200 to the sender whatever success the device tells: 202 is the server's promise", async () => {
        const [alice, bob] = accounts("alice", "bob");
        const sender = await signIn(alice);
        await signIn(bob, { answer: () => 202 });
        expect(status(await sender.message(bob, "taken"))).toBe(200);
        expect(server.storedMessages(bob)).toBe(0);
      });

      it("of a type that is endless are refused, because the device would drop them unread", async () => {
        const [alice, bob] = accounts("alice", "bob");
        const sender = await signIn(alice);
        const typed = (length: number): Promise<SipText> =>
          sender.message(bob, "x", { headers: [`Content-Type: ${"text/plain;a=".padEnd(length, "x")}`] });
        expect(status(await typed(256))).toBe(415);
        expect(status(await typed(255))).toBe(202);
      });

      it("without content are refused", async () => {
        const [alice, bob] = accounts("alice", "bob");
        const sender = await signIn(alice);
        expect(status(await sender.message(bob, ""))).toBe(400);
        expect(status(await sender.message(bob, "of no type", { headers: [] }))).toBe(400);
        expect(status(await sender.message(bob, "to two", { to: `<sip:${alice}@${server.domain}>` }))).toBe(400);
      });

      it("that come twice with one branch are delivered once and answered twice", async () => {
        const [alice, bob] = accounts("alice", "bob");
        const sender = await signIn(alice);
        const device = await signIn(bob);
        const parts = { branch: `z9hG4bK${token()}`, callId: token(), fromTag: token(), bare: true };
        expect(status(await sender.message(bob, "once", parts))).toBe(200);
        expect(status(await sender.message(bob, "once", parts))).toBe(200);
        expect(status(await sender.message(bob, "next"))).toBe(200);
        expect((await device.next("MESSAGE")).body).toBe("once");
        expect((await device.next("MESSAGE")).body).toBe("next");
      });
    });

    describe("presence", () => {
      it("shows a watcher what is published, its changes and its end", async () => {
        const [alice, bob] = accounts("alice", "bob");
        const watcher = await signIn(alice);
        const device = await signIn(bob);
        const answer = await watcher.subscribe(bob);
        expect(status(answer)).toBe(200);
        expect(header(answer, "Expires")).toBe("600");
        await notified(watcher, isOffline);
        const published = await device.publish(PIDF);
        expect(status(published)).toBe(200);
        const notify = await notified(watcher, isOnline);
        expect(notify.body).toContain('<capabilities xmlns="urn:stamp:pidf:1">');
        expect(notify.body).toContain("<capability>3.1.2.2</capability>");
        expect(header(notify, "Content-Type")).toBe("application/pidf+xml");
        const etag = header(published, "SIP-ETag") ?? "";
        expect(status(await device.publish(undefined, { etag, expires: 0 }))).toBe(200);
        await notified(watcher, isOffline);
      });

      it("is there for who comes later", async () => {
        const [alice, bob] = accounts("alice", "bob");
        const device = await signIn(bob);
        expect(status(await device.publish(PIDF))).toBe(200);
        const watcher = await signIn(alice);
        expect(status(await watcher.subscribe(bob))).toBe(200);
        await notified(watcher, isOnline);
      });

      it("keeps one document per account, and knows it by its entity tag", async () => {
        const [alice, bob] = accounts("alice", "bob");
        const device = await signIn(bob);
        const first = header(await device.publish(PIDF), "SIP-ETag") ?? "";
        const changed = await device.publish(PIDF.replace("3.1.2.2", "3.1.2"), { etag: first });
        expect(status(changed)).toBe(200);
        const etag = header(changed, "SIP-ETag") ?? "";
        expect(status(await device.publish(PIDF, { etag: first }))).toBe(412);
        expect(status(await device.publish(undefined, { etag }))).toBe(200);
        expect(status(await device.publish(PIDF.replace("3.1.2.2", "3.1.3")))).toBe(200);
        const watcher = await signIn(alice);
        await watcher.subscribe(bob);
        const { body } = await notified(watcher, isOnline);
        expect(body.match(/<capability>[^<]*/g)).toEqual(["<capability>3.1.3"]);
      });

      it("turns offline when the device's connection breaks", async () => {
        const [alice, bob] = accounts("alice", "bob");
        const watcher = await signIn(alice);
        const device = await signIn(bob);
        await device.publish(PIDF);
        await watcher.subscribe(bob);
        await notified(watcher, isOnline);
        device.socket.terminate();
        await notified(watcher, isOffline);
      });

      it("turns offline when the device unregisters", async () => {
        const [alice, bob] = accounts("alice", "bob");
        const watcher = await signIn(alice);
        const device = await signIn(bob);
        await device.publish(PIDF);
        await watcher.subscribe(bob);
        await notified(watcher, isOnline);
        expect(status(await device.register({ expires: 0 }))).toBe(200);
        await notified(watcher, isOffline);
        expect(status(await watcher.message(bob, "later"))).toBe(202);
      });

      it("turns offline when another device replaces it, not when the same one reconnects", async () => {
        const [alice, bob] = accounts("alice", "bob");
        const watcher = await signIn(alice);
        const device = await signIn(bob);
        await device.publish(PIDF);
        await watcher.subscribe(bob);
        await notified(watcher, isOnline);
        const again = await signIn(bob, { instance: device.instance });
        await device.closed;
        await again.publish(PIDF);
        const sinceThen = [await watcher.next("NOTIFY"), ...watcher.waiting("NOTIFY")];
        expect(sinceThen.every(isOnline)).toBe(true);
        await signIn(bob);
        await notified(watcher, isOffline);
      });

      it("goes to the watcher's own connection, whatever way it names", async () => {
        const [alice, bob] = accounts("alice", "bob");
        const watcher = await signIn(alice);
        const ways = ["Record-Route: <sip:127.0.0.1:9;lr>", "Route: <sip:127.0.0.1:9;lr>", `Contact: <sip:${alice}@127.0.0.1:9;transport=ws>`];
        const headers = ["Event: presence", "Expires: 600", ...ways];
        expect(status(await watcher.subscribe(bob, { headers }))).toBe(200);
        const notify = await notified(watcher, isOffline);
        expect(header(notify, "Route")).toBeUndefined();
      });

      it("can be watched anew, longer and no more", async () => {
        const [alice, bob] = accounts("alice", "bob");
        const watcher = await signIn(alice);
        const dialog = { callId: token(), fromTag: token() };
        const answer = await watcher.subscribe(bob, dialog);
        await notified(watcher, isOffline);
        const target = /<([^>]+)>/.exec(header(answer, "Contact") ?? "")?.[1] ?? "";
        const inDialog = { ...dialog, to: header(answer, "To") ?? "", uri: target };
        const longer = await watcher.subscribe(bob, { ...inDialog, cseq: 5, expires: 1200 });
        expect([status(longer), header(longer, "Expires")]).toEqual([200, "1200"]);
        const gone = await watcher.subscribe(bob, { ...inDialog, cseq: 10, expires: 0 });
        expect(status(gone)).toBe(200);
        await notified(watcher, (notify) => (header(notify, "Subscription-State") ?? "").startsWith("terminated"));
        expect(status(await watcher.subscribe(bob, { ...inDialog, cseq: 15 }))).toBe(481);
      });

      it("refuses what is not its business", async () => {
        const [alice, bob] = accounts("alice", "bob");
        const device = await signIn(alice);
        const bobs = `sip:${bob}@${server.domain}`;
        expect(status(await device.publish(PIDF, { uri: bobs, to: `<${bobs}>` }))).toBe(403);
        expect(status(await device.publish(PIDF, { uri: bobs }))).toBe(403);
        expect(status(await device.publish(PIDF, { headers: ["Event: dialog", "Content-Type: application/pidf+xml"] }))).toBe(489);
        expect(status(await device.subscribe(`nobody-${people}`))).toBe(404);
        expect(status(await device.subscribe(bob, { expires: 5 }))).toBe(423);
        const contact = `Contact: <sip:${alice}@client.invalid;transport=ws>`;
        expect(status(await device.subscribe(bob, { headers: ["Event: reg", contact] }))).toBe(489);
        expect(status(await device.subscribe(bob, { from: `<${bobs}>` }))).toBe(403);
      });
    });

    describe("connections", () => {
      it("get an answer to keep-alives and OPTIONS before they sign in, and nothing else", async () => {
        const [alice, bob] = accounts("alice", "bob");
        const device = await connect(alice);
        device.sendRaw("\r\n\r\n");
        expect(await device.nextOther()).toBe("\r\n");
        expect(status(await device.request("OPTIONS"))).toBe(200);
        expect(status(await device.message(bob, "hello", { bare: true }))).toBe(407);
        expect(status(await device.subscribe(bob, { bare: true }))).toBe(407);
        expect(status(await device.publish(PIDF, { bare: true }))).toBe(407);
        for (const method of ["INVITE", "NOTIFY", "REFER", "INFO"]) expect(status(await device.request(method))).toBe(405);
      });

      it("from a web page are refused", async () => {
        const socket = new WebSocket(server.url, "sip", { origin: "https://page.example" });
        const answer = await new Promise<number | string | undefined>((resolve) => {
          socket.on("unexpected-response", (_request, response) => resolve(response.statusCode));
          socket.on("open", () => resolve("open"));
          socket.on("error", (error) => resolve(error.message));
        });
        socket.terminate();
        expect(answer).toBe(403);
      });

      it("may bring garbage without harm to others", async () => {
        const [alice, bob] = accounts("alice", "bob");
        const hostile = await connect(alice);
        const honest = await signIn(bob);
        const valid = requestText({
          ...{ method: "OPTIONS", uri: `sip:${server.domain}`, from: `<sip:${alice}@${server.domain}>`, to: `<sip:${server.domain}>` },
          ...{ fromTag: "1", callId: "1", cseq: 1, branch: "z9hG4bK1", headers: [], body: undefined },
        });
        const garbage = ["", "\0\0\0\0", "GET / HTTP/1.1\r\n\r\n", "SIP/2.0 200 OK\r\n\r\n", valid.slice(0, 40), valid.replaceAll("\r\n", "\n")];
        for (const frame of [...garbage, valid.replace("CSeq: 1", "CSeq: 99999999999"), valid.replace("Via", "Via\0")]) {
          if (hostile.socket.readyState === WebSocket.OPEN) hostile.sendRaw(frame);
        }
        expect(status(await honest.request("OPTIONS"))).toBe(200);
        expect(status(await (await connect(alice)).request("OPTIONS"))).toBe(200);
      });
    });
  });
}
