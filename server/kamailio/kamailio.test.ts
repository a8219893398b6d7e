import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { connect as connectTcp } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { describeAgreement } from "../testing/agreement/agreement";
import { PIDF } from "../testing/agreement/presence";
import { makeWorld, SENDER_SHARE } from "../testing/agreement/world";
import { makeTestCertificate } from "../testing/certificate";
import type { TestCertificate } from "../testing/certificate";
import { requestText, status } from "../testing/sip-text";
import { kamailioProblem, runKamailio } from "./run-kamailio";
import type { Kamailio } from "./run-kamailio";

const problem = kamailioProblem();

if (problem === undefined) {
  describeAgreement("Kamailio", () => runKamailio({ accounts: [], settings: ["--sender-share", String(SENDER_SHARE)] }));
  describeKamailio();
} else {
  describe("Kamailio", () => {
    it(`is there when STAMP_REQUIRE_KAMAILIO=1 asks for it. ${problem}`, () => {
      expect(process.env["STAMP_REQUIRE_KAMAILIO"], problem).not.toBe("1");
    });
  });
}

function describeKamailio(): void {
  describe("Kamailio", () => {
    const world = makeWorld();
    const { accounts, connect, signIn } = world;
    let directory: string;
    let certificate: TestCertificate;
    let kamailio: Kamailio;

    beforeAll(async () => {
      directory = mkdtempSync(join(tmpdir(), "stamp-test-"));
      certificate = makeTestCertificate(directory);
      await world.started(async () => (kamailio = await runKamailio({ accounts: [], tls: certificate })));
    });
    afterAll(async () => {
      await world.stop();
      rmSync(directory, { recursive: true });
    });

    function sqlite(sql: string): void {
      execFileSync("sqlite3", ["-batch", join(kamailio.directory, "kamailio.sqlite")], { input: sql });
    }

    it("carries messages between wss and ws", async () => {
      const [alice, bob] = accounts("alice", "bob");
      const url = kamailio.secureUrl ?? "";
      const first = await signIn(alice, { url, ca: certificate.ca });
      const second = await signIn(bob);
      expect(status(await first.message(bob, "over TLS"))).toBe(200);
      expect((await second.next("MESSAGE")).body).toBe("over TLS");
      expect(status(await second.message(alice, "back"))).toBe(200);
      await expect(connect(alice, { url })).rejects.toThrow("unable to get local issuer certificate");
    });

    it("speaks SIP over WebSocket only", async () => {
      const [alice] = accounts("alice");
      const socket = connectTcp({ host: "127.0.0.1", port: Number(new URL(kamailio.url).port) });
      const [uri, own] = [`sip:${kamailio.domain}`, `<sip:${alice}@${kamailio.domain}>`];
      const parts = { method: "REGISTER", uri, from: own, to: own, fromTag: "x", callId: "x", cseq: 1, branch: "z9hG4bKx" };
      socket.write(requestText({ ...parts, headers: [], body: undefined }).replace("SIP/2.0/WS", "SIP/2.0/TCP"));
      const [answer] = (await once(socket, "data")) as [Buffer];
      socket.destroy();
      expect(answer.toString()).toMatch(/^SIP\/2\.0 403 /);
    });

    it("keeps every message it answered 202 over kill -9, and their order", async () => {
      const [alice, bob] = accounts("alice", "bob");
      const sender = await signIn(alice);
      const promised: string[] = [];
      const sending = (async () => {
        for (let index = 0; ; index++) {
          const body = `message ${index}`;
          if (status(await Promise.race([sender.message(bob, body), sender.closed.then(() => Promise.reject(new Error("killed")))])) === 202) promised.push(body);
        }
      })().catch(() => undefined);
      await vi.waitFor(() => expect(promised.length).toBeGreaterThan(20), 10_000);
      await kamailio.kill("SIGKILL");
      await sending;
      await kamailio.restart();
      const device = await signIn(bob);
      const received: string[] = [];
      while (received.length < promised.length) received.push((await device.next("MESSAGE")).body);
      expect(received).toEqual(promised);
    });

    it("answers 480 when 10 000 messages wait for an account", async () => {
      const [alice, bob] = accounts("alice", "bob");
      const columns = "(src_addr, dst_addr, username, domain, inc_time, exp_time, ctype, body)";
      const row = `'sip:sender' || i % 20 || '@stamp.test', 'sip:${bob}@stamp.test', '${bob}', 'stamp.test', 1, 9999999999, 'a/b', 'x'`;
      sqlite(`WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 9999) INSERT INTO silo ${columns} SELECT ${row} FROM n;`);
      const sender = await signIn(alice);
      expect(status(await sender.message(bob, "the last one"))).toBe(202);
      expect(status(await sender.message(bob, "one too many"))).toBe(480);
      expect(kamailio.storedMessages(bob)).toBe(10_000);
    });

    it("answers 503, never 202, when a message cannot be written", async () => {
      const [alice, bob] = accounts("alice", "bob");
      const sender = await signIn(alice);
      const writer = spawn("sqlite3", ["-batch", join(kamailio.directory, "kamailio.sqlite")]);
      writer.stdin.write("BEGIN IMMEDIATE; SELECT 'locked';\n");
      await once(writer.stdout, "data");
      expect(status(await sender.message(bob, "cannot be kept"))).toBe(503);
      writer.stdin.end("ROLLBACK;\n");
      await once(writer, "exit");
      expect(status(await sender.message(bob, "can be kept"))).toBe(202);
      expect(kamailio.storedMessages(bob)).toBe(1);
    });

    it("closes the connection of who sends a frame over 65 535 bytes, and no other", async () => {
      const [alice, bob] = accounts("alice", "bob");
      const [hostile, honest] = [await signIn(alice), await signIn(bob)];
      hostile.sendRaw("x".repeat(70_000));
      expect((await hostile.closed).code).toBeGreaterThan(0);
      expect(status(await honest.message(alice, "still here"))).toBe(202);
    });

    it("gets, changes and loses accounts while it runs", async () => {
      const account = (args: readonly string[], input = ""): string => {
        const options = ["--dir", kamailio.directory, "--domain", kamailio.domain, ...args];
        return execFileSync("sh", [join(import.meta.dirname, "account.sh"), ...options], { input, encoding: "utf8", stdio: "pipe" });
      };
      const [alice] = accounts("alice");
      const sender = await signIn(alice);
      expect(account(["list"]).split("\n")).toContain(alice);
      // One that is a number to kamcmd.
      for (const user of ["carol", "4915112345678"]) {
        account(["set", user], "a first password\n");
        const device = await signIn(user, { password: "a first password" });
        account(["set", user], "another password\n");
        await device.closed;
        const again = await signIn(user, { password: "another password" });
        expect(status(await sender.message(user, "hello"))).toBe(200);
        account(["remove", user]);
        await again.closed;
        expect(status(await (await connect(user, { password: "another password" })).register())).toBe(401);
      }
      expect(() => account(["set", "x'; drop"])).toThrow("a name has letters");
      expect(() => account(["set", "carol"], "too short\n")).toThrow("at least 12");
    });

    it("shows its secrets to nobody else, and logs no contacts", async () => {
      const [alice, bob] = accounts("alice", "bob");
      const [watcher, device] = [await signIn(alice), await signIn(bob)];
      await device.publish(PIDF);
      await watcher.subscribe(bob);
      await watcher.next("NOTIFY");
      expect(status(await watcher.message(bob, "between them"))).toBe(200);
      const loopKey = readFileSync(join(kamailio.directory, "loop-key"), "utf8");
      expect(loopKey).toMatch(/^[0-9a-f]{48}$/);
      const processes = execFileSync("ps", ["-eo", "args"], { encoding: "utf8" });
      expect(processes).toContain(kamailio.directory);
      for (const secret of [loopKey, "password of", bob]) {
        for (const text of [processes, kamailio.logTail(100_000)]) expect(text).not.toContain(secret);
      }
      const readable = readdirSync(kamailio.directory).filter((name) => (statSync(join(kamailio.directory, name)).mode & 0o077) !== 0);
      expect(readable).toEqual([]);
    });

    it("leaves no process and no file", async () => {
      const another = await runKamailio({ accounts: [] });
      expect(existsSync(another.directory)).toBe(true);
      await another.stop();
      expect(existsSync(another.directory)).toBe(false);
      expect(execFileSync("ps", ["-eo", "args"], { encoding: "utf8" })).not.toContain(another.directory);
    });
  });
}
