// What both servers do with who pretends: to be somebody else, to be the server itself, or to know a way out of it.
import { describe, expect, it } from "vitest";
import { digestAnswer, header, requestText, status, token } from "../sip-text";
import type { SipText } from "../sip-text";
import { PIDF } from "./presence";
import type { World } from "./world";

export function describeForgery(world: World): void {
  const { accounts, connect, signIn } = world;
  const addressOf = (user: string): string => `sip:${user}@${world.server.domain}`;

  describe("forgery", () => {
    it("of From, To or the address is refused in REGISTER and PUBLISH, and changes nothing", async () => {
      const [alice, bob] = accounts("alice", "bob");
      const mallory = await signIn(alice);
      const victim = await signIn(bob);
      await victim.publish(PIDF);
      const [own, bobs] = [addressOf(alice), addressOf(bob)];
      for (const forged of [{ from: `<${bobs}>` }, { to: `<${bobs}>` }, { from: `<${bobs}>`, to: `<${bobs}>` }]) {
        for (const expires of [600, 0]) expect(status(await mallory.register({ ...forged, expires }))).toBe(403);
        expect(status(await mallory.register({ ...forged, headers: ["Contact: *", "Expires: 0"] }))).toBe(403);
        for (const uri of [own, bobs]) expect(status(await mallory.publish(PIDF, { ...forged, uri }))).toBe(403);
      }
      expect(status(await mallory.publish(PIDF, { uri: bobs }))).toBe(403);
      expect(status(await mallory.message(bob, "still yours"))).toBe(200);
      expect((await victim.next("MESSAGE")).body).toBe("still yours");
    });

    it("of a From by the way it is written is refused, or shows who it is", async () => {
      const [alice, bob, carol] = accounts("alice", "bob", "carol");
      const mallory = await signIn(alice);
      const victim = await signIn(bob);
      const [own, carols] = [addressOf(alice), addressOf(carol)];
      const tricks = [
        ...[`"<${carols}>" <${own}>`, `"${carols}" <${own}>`, `${carols} <${own}>`, `<${carols}>, <${own}>`, `<${own}>, <${carols}>`],
        ...[`"\\" <${carols}>;x=\\"" <${own}>`, `<${own};x=<${carols}>>`, `<${own}?From=${carols}>`, `<${own.replace("@", ":pw@")}>`],
        ...[`<${own.replace("sip:", "sips:")}>`, `<${own}>;x="<${carols}>"`, `<sip:${carol}@${world.server.domain}@${world.server.domain}>`],
        ...[`<sip:${alice}%00${carol}@${world.server.domain}>`, `<tel:+1234>`, `<sip:${world.server.domain}>`, `<${own.toUpperCase()}>`],
      ];
      for (const from of tricks) {
        const parts = { ...{ fromTag: token(), callId: token(), cseq: 1, branch: `z9hG4bK${token()}`, method: "MESSAGE" }, from };
        const target = { uri: addressOf(bob), to: `<${addressOf(bob)}>`, headers: ["Content-Type: a/b"], body: "a trick" };
        mallory.sendRaw(requestText({ ...parts, ...target }));
      }
      expect(status(await mallory.message(bob, "honest"))).toBe(200);
      for (let message = await victim.next("MESSAGE"); message.body !== "honest"; message = await victim.next("MESSAGE")) {
        expect(uriOfFrom(message)).toMatch(new RegExp(`^sips?:${alice}@${world.server.domain}(?:;|$)`, "i"));
      }
    });

    it("of the server's own requests is taken for what it is", async () => {
      const [alice, bob, carol] = accounts("alice", "bob", "carol");
      const mallory = await signIn(alice);
      const stranger = await connect(carol);
      const victim = await signIn(bob);
      const headers = ["Content-Type: a/b", "X-Offline: 1", "X-Stored: 1/1", "X-Node: stored", "Date: Thu, 01 Jan 1970 00:00:00 GMT"];
      for (const key of ["X-Loop-Key: ", "X-Loop-Key: LOOP_KEY", `X-Loop-Key: ${"0".repeat(48)}`]) {
        const dump = { headers: [...headers, key], from: `<${addressOf(carol)}>` };
        expect(status(await mallory.message(bob, "a dump", dump))).toBe(403);
        expect(status(await stranger.message(bob, "a dump", { ...dump, bare: true }))).toBe(407);
      }
      for (const method of ["NOTIFY", "INFO", "KDMQ"]) {
        const way = { uri: addressOf(bob), to: `<${addressOf(bob)}>`, headers: ["X-Node: sign-out", `X-User: ${bob}`, "Event: presence"] };
        expect(status(await mallory.request(method, way))).toBe(405);
      }
      expect(victim.waiting("MESSAGE")).toEqual([]);
      expect(victim.waiting("NOTIFY")).toEqual([]);
      expect(status(await mallory.message(bob, "honest"))).toBe(200);
    });

    it("of the server's headers goes no further", async () => {
      const [alice, bob] = accounts("alice", "bob");
      const sender = await signIn(alice);
      const spoofed = [
        ...["X-Offline: 1", "X-Loop-Key: guess", "X-Stored: 1/1", "X-Node: stored", "Date: Thu, 01 Jan 1970 00:00:00 GMT"],
        ...["P-Asserted-Identity: <sip:ceo@stamp.test>", "P-Preferred-Identity: <sip:ceo@stamp.test>", "Identity: abc"],
        ...["Remote-Party-ID: <sip:ceo@stamp.test>;party=calling", "Path: <sip:127.0.0.1:9;lr>", "Service-Route: <sip:127.0.0.1:9;lr>"],
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
      expect(further(stored).filter((line) => !line.startsWith("Date: "))).toEqual([expect.stringMatching(/^X-Offline: \d+$/)]);
      expect(header(stored, "Date")).not.toContain("1970");
    });

    it("of a way out of this server leads nowhere", async () => {
      const [alice, bob] = accounts("alice", "bob");
      const mallory = await signIn(alice);
      const elsewhere = "sip:bob@elsewhere.example";
      const foreign = { uri: elsewhere, to: `<${elsewhere}>` };
      expect(status(await mallory.message("bob", "relayed", foreign))).toBe(403);
      expect(status(await mallory.subscribe("bob", foreign))).toBe(403);
      expect(status(await mallory.publish(PIDF, foreign))).toBe(403);
      expect(status(await mallory.register({ uri: "sip:elsewhere.example" }))).toBe(403);
      const routes = ["Content-Type: a/b", "Route: <sip:127.0.0.1:9;lr>", `Route: <${elsewhere};lr>`];
      expect(status(await mallory.message(bob, "with a route", { headers: routes }))).toBe(202);
      // In a dialog that there is not, it is a message like any other.
      expect(status(await mallory.message(bob, "with a tag", { to: `<${addressOf(bob)}>;tag=${token()}` }))).toBe(202);
      const contact = `Contact: <sip:${alice}@127.0.0.1:9;transport=tcp>;+sip.instance="<${mallory.instance}>"`;
      expect(status(await mallory.register({ headers: [contact, "Path: <sip:127.0.0.1:9;lr>", "Expires: 600"] }))).toBe(200);
      const writer = await signIn(bob);
      expect(status(await writer.message(alice, "over the connection"))).toBe(200);
      expect((await mallory.next("MESSAGE")).body).toBe("over the connection");
    });

    it("of the number of hops ends at none", async () => {
      const [alice, bob] = accounts("alice", "bob");
      const device = await signIn(alice);
      const parts = { ...{ fromTag: token(), callId: token(), cseq: 1, branch: `z9hG4bK${token()}`, method: "MESSAGE", body: "x" } };
      const target = { from: `<${device.address}>`, uri: addressOf(bob), to: `<${addressOf(bob)}>`, headers: ["Content-Type: a/b"] };
      const answered = new Promise<string>((resolve) => device.socket.once("message", (data: Buffer) => resolve(data.toString())));
      device.sendRaw(requestText({ ...parts, ...target }).replace("Max-Forwards: 70", "Max-Forwards: 0"));
      expect(await answered).toMatch(/^SIP\/2\.0 483 /);
      expect(world.server.storedMessages(bob)).toBe(0);
    });

    it("with credentials that were seen before, on another connection, proves nothing", async () => {
      const [alice, bob] = accounts("alice", "bob");
      const [honest, mallory] = [await connect(alice), await connect(alice)];
      const uri = `sip:${world.server.domain}`;
      const challenge = header(await honest.request("REGISTER", { bare: true }), "WWW-Authenticate") ?? "";
      const credentials = digestAnswer({ challenge, user: alice, password: `password of ${alice}`, method: "REGISTER", uri });
      const seen = { headers: [`Authorization: ${credentials}`], uri, bare: true };
      expect(status(await honest.request("REGISTER", seen))).toBe(200);
      expect(status(await mallory.request("REGISTER", seen))).toBe(401);
      expect(status(await mallory.message(bob, "as the victim", { bare: true }))).toBe(407);
    });

    it("by two credentials in one request proves nothing", async () => {
      const [alice, bob] = accounts("alice", "bob");
      const victim = await signIn(bob);
      const device = await connect(alice);
      const [realm, bobs] = [addressOf("x").replace("x@", ""), `<${addressOf(bob)}>`];
      const target = addressOf(alice);
      for (const [method, uri] of [["REGISTER", realm], ["MESSAGE", target]] as const) {
        for (const [proving, claiming] of [["Authorization", "Proxy-Authorization"], ["Authorization", "Authorization"], ["Proxy-Authorization", "Proxy-Authorization"]]) {
          for (const inFront of [true, false]) {
            const forged = { from: bobs, to: method === "REGISTER" ? bobs : `<${target}>`, uri, body: method === "REGISTER" ? undefined : "forged", bare: true };
            const refusal = await device.request(method, { ...forged, headers: ["Content-Type: a/b"] });
            const challenge = header(refusal, "WWW-Authenticate") ?? header(refusal, "Proxy-Authenticate") ?? "";
            const credentials = digestAnswer({ challenge, user: alice, password: `password of ${alice}`, method, uri });
            const own = `${proving}: ${credentials}`;
            const others = `${claiming}: ${credentials.replace(`username="${alice}"`, `username="${bob}"`).replace(/realm="[^"]*"/, 'realm="elsewhere"')}`;
            const contact = [`Contact: <sip:${bob}@client.invalid;transport=ws>;+sip.instance="<urn:x>"`, "Expires: 600", "Content-Type: a/b"];
            const headers = [...contact, ...(inFront ? [others, own] : [own, others])];
            expect([400, 401, 403, 407]).toContain(status(await device.request(method, { ...forged, headers })));
          }
        }
      }
      expect(status(await victim.message(bob, "still yours", { bare: true }))).toBe(200);
    });

    it("by names that mean something to a database finds nothing and harms nothing", async () => {
      const [alice, bob] = accounts("alice", "bob");
      const device = await signIn(alice);
      for (const name of ["bob'--", "'%20or%20'1'='1", "bob';drop%20table%20silo;--", "%25", "_", "*", "$au", "$(au)"]) {
        expect(status(await device.message(name, "x"))).toBeGreaterThanOrEqual(400);
        expect(status(await device.subscribe(name))).toBeGreaterThanOrEqual(400);
        const from = `<${addressOf(name)}>`;
        expect([400, 403, 407]).toContain(status(await device.message(bob, "x", { from, bare: true })));
        expect([400, 401, 403]).toContain(status(await device.register({ from, to: from, as: { user: name, password: "' or ''='" } })));
      }
      expect(status(await device.message(bob, "all is there"))).toBe(202);
      expect(world.server.storedMessages(bob)).toBe(1);
    });
  });
}

/** As an app reads it: behind a quoted name, in angle brackets. */
function uriOfFrom(message: SipText): string {
  const value = header(message, "From") ?? "";
  return /^\s*(?:"(?:[^"\\]|\\.)*"|[^"<]*)\s*<([^>]*)>/.exec(value)?.[1] ?? value;
}
