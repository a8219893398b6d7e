// What both servers do with MESSAGE: delivered live, kept and handed over later, or refused (spec 2.6).
import { describe, expect, it, vi } from "vitest";
import { header, requestText, status, token } from "../sip-text";
import type { SipText } from "../sip-text";
import { SENDER_SHARE, type World } from "./world";

export function describeMessages(world: World): void {
  const { accounts, connect, signIn } = world;

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
      expect(header(received, "From")).toContain(`<sip:${alice}@${world.server.domain}>`);
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
        expect(header(received, "X-Offline")).toMatch(/^\d+$/);
        expect(header(received, "From")).toContain(`<sip:${alice}@${world.server.domain}>`);
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
      await vi.waitFor(() => expect(world.server.storedMessages(bob)).toBe(0));
    });

    it("survive a restart of the server", async () => {
      const [alice, bob] = accounts("alice", "bob");
      const sender = await signIn(alice);
      expect(status(await sender.message(bob, "before the restart"))).toBe(202);
      await world.server.restart();
      const device = await signIn(bob);
      expect((await device.next("MESSAGE")).body).toBe("before the restart");
    });

    // These two together, because both wait until the server has given up.
    it.concurrent("to a device that does not answer are kept for it", async () => {
      const [alice, bob] = accounts("alice", "bob");
      const sender = await signIn(alice);
      const frozen = await signIn(bob, { answer: () => undefined });
      const outcome = sender.message(bob, "are you there");
      expect((await frozen.next("MESSAGE")).body).toBe("are you there");
      expect(status(await outcome)).toBe(202);
      const device = await signIn(bob);
      const stored = await device.next("MESSAGE");
      expect([stored.body, header(stored, "X-Offline")]).toEqual(["are you there", expect.stringMatching(/^\d+$/)]);
    });

    it.concurrent("to a device that does not answer reach the one that takes its place meanwhile", async () => {
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
      await vi.waitFor(() => expect(world.server.storedMessages(bob)).toBe(0));
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
      expect(status(await sender.message(world.nobody(), "hello"))).toBe(404);
      for (const elsewhere of ["sip:bob@elsewhere.example", `sip:${alice}@127.0.0.1`, `sip:${alice}@${new URL(world.server.url).host}`]) {
        const parts = { uri: elsewhere, to: `<${elsewhere}>`, headers: ["Content-Type: a/b"], body: "x" };
        expect(status(await sender.request("MESSAGE", parts))).toBe(403);
      }
    });

    it("find their account however the domain is written", async () => {
      const [alice, bob] = accounts("alice", "bob");
      const sender = await signIn(alice);
      const uri = `sip:${bob}@${world.server.domain.toUpperCase()}`;
      expect(status(await sender.message(bob, "shouted", { uri, to: `<${uri}>` }))).toBe(202);
      const device = await signIn(bob);
      expect((await device.next("MESSAGE")).body).toBe("shouted");
      expect(status(await sender.message(bob, "again", { uri, to: `<${uri}>` }))).toBe(200);
    });

    it("in the name of somebody else are refused", async () => {
      const [alice, bob, carol] = accounts("alice", "bob", "carol");
      const sender = await signIn(alice);
      const victim = await signIn(bob);
      const forged = { from: `<sip:${carol}@${world.server.domain}>` };
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
      const to = `sip:${bob}@${world.server.domain}`;
      for (const name of ["From", "f", "FROM"]) {
        const headers = [`${name}: <${to}>;tag=x`, "Content-Type: a/b"];
        const parts = { fromTag: token(), callId: token(), cseq: 1, branch: `z9hG4bK${token()}` };
        sender.sendRaw(requestText({ ...parts, method: "MESSAGE", uri: to, to: `<${to}>`, from: `<${sender.address}>`, headers, body: "who" }));
      }
      expect(status(await sender.message(bob, "honest"))).toBe(200);
      expect((await device.next("MESSAGE")).body).toBe("honest");
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
      expect(world.server.storedMessages(bob)).toBe(0);
    });

    it("of a type that is endless are refused, because the device would drop them unread", async () => {
      const [alice, bob] = accounts("alice", "bob");
      const sender = await signIn(alice);
      const typed = (length: number): Promise<SipText> =>
        sender.message(bob, "x", { headers: [`Content-Type: ${"text/plain;a=".padEnd(length, "x")}`] });
      expect(status(await typed(256))).toBe(415);
      expect(status(await typed(255))).toBe(202);
    });

    it("of one sender fill no more than their share of the places of an account", async () => {
      const [alice, bob, carol] = accounts("alice", "bob", "carol");
      const sender = await signIn(alice);
      const outcomes = await Promise.all(Array.from({ length: SENDER_SHARE }, () => sender.message(bob, "x", { bare: true })));
      expect(outcomes.filter((outcome) => status(outcome) !== 202)).toEqual([]);
      expect(status(await sender.message(bob, "one too many"))).toBe(480);
      // The same account, written in other ways.
      const { domain } = world.server;
      for (const from of [`<SIP:${alice}@${domain}>`, `<sip:${alice}@${domain.toUpperCase()};x=y>`, `"A" <sip:${alice}@${domain}:5060>`]) {
        expect(status(await sender.message(bob, "one too many", { from, bare: true }))).toBe(480);
      }
      expect(status(await sender.message(carol, "to another"))).toBe(202);
      expect(status(await (await signIn(carol)).message(bob, "from another"))).toBe(202);
    });

    it("without content are refused", async () => {
      const [alice, bob] = accounts("alice", "bob");
      const sender = await signIn(alice);
      expect(status(await sender.message(bob, ""))).toBe(400);
      expect(status(await sender.message(bob, "of no type", { headers: [] }))).toBe(400);
      expect(status(await sender.message(bob, "to two", { to: `<sip:${alice}@${world.server.domain}>` }))).toBe(400);
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
}
