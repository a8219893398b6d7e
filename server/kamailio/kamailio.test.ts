import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { describeAgreement } from "../testing/agreement/agreement";
import { makeTestCertificate } from "../testing/certificate";
import type { TestCertificate } from "../testing/certificate";
import { status } from "../testing/sip-text";
import { connectDevice } from "../testing/test-device";
import type { DeviceOptions, TestDevice } from "../testing/test-device";
import { kamailioProblem, runKamailio } from "./run-kamailio";
import type { Kamailio } from "./run-kamailio";

const problem = kamailioProblem();

if (problem === undefined) {
  describeAgreement("Kamailio", () => runKamailio({ accounts: [] }));
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
    const accounts = ["alice", "bob"].map((user) => ({ user, password: `password of ${user}` }));
    let directory: string;
    let certificate: TestCertificate;
    let kamailio: Kamailio;

    beforeEach(async () => {
      directory = mkdtempSync(join(tmpdir(), "stamp-test-"));
      vi.stubEnv("TMPDIR", directory);
      certificate = makeTestCertificate(directory);
      kamailio = await runKamailio({ accounts, tls: certificate });
    });
    afterEach(async () => {
      await kamailio.stop();
      vi.unstubAllEnvs();
      rmSync(directory, { recursive: true });
    });

    async function signIn(user: string, options: Partial<DeviceOptions> = {}): Promise<TestDevice> {
      const { url, domain } = kamailio;
      const device = await connectDevice({ url, domain, user, password: `password of ${user}`, ...options });
      expect(status(await device.register())).toBe(200);
      return device;
    }

    /** Where it keeps its files. */
    function runDirectory(): string {
      return join(directory, readdirSync(directory).find((name) => name.startsWith("stamp-kamailio-")) ?? "missing");
    }

    function sqlite(sql: string): void {
      execFileSync("sqlite3", ["-batch", join(runDirectory(), "kamailio.sqlite")], { input: sql });
    }

    it("carries messages between wss and ws", async () => {
      const url = kamailio.secureUrl ?? "";
      const alice = await signIn("alice", { url, ca: certificate.ca });
      const bob = await signIn("bob");
      expect(status(await alice.message("bob", "over TLS"))).toBe(200);
      expect((await bob.next("MESSAGE")).body).toBe("over TLS");
      expect(status(await bob.message("alice", "back"))).toBe(200);
      await expect(connectDevice({ url, domain: kamailio.domain, user: "alice", password: "" })).rejects.toThrow("unable to get local issuer certificate");
    });

    it("keeps every message it answered 202 over kill -9, and their order", async () => {
      const sender = await signIn("alice");
      const promised: string[] = [];
      const sending = (async () => {
        for (let index = 0; ; index++) {
          const body = `message ${index}`;
          if (status(await Promise.race([sender.message("bob", body), sender.closed.then(() => Promise.reject(new Error("killed")))])) === 202) promised.push(body);
        }
      })().catch(() => undefined);
      await vi.waitFor(() => expect(promised.length).toBeGreaterThan(20));
      await kamailio.kill("SIGKILL");
      await sending;
      await kamailio.restart();
      const bob = await signIn("bob");
      const received: string[] = [];
      while (received.length < promised.length) received.push((await bob.next("MESSAGE")).body);
      expect(received).toEqual(promised);
    });

    it("answers 480 when 10 000 messages wait for an account", async () => {
      const columns = "(src_addr, dst_addr, username, domain, inc_time, exp_time, ctype, body)";
      const row = "'sip:sender' || i % 20 || '@stamp.test', 'sip:bob@stamp.test', 'bob', 'stamp.test', 1, 9999999999, 'a/b', 'x'";
      sqlite(`WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 9999) INSERT INTO silo ${columns} SELECT ${row} FROM n;`);
      const alice = await signIn("alice");
      expect(status(await alice.message("bob", "the last one"))).toBe(202);
      expect(status(await alice.message("bob", "one too many"))).toBe(480);
      expect(kamailio.storedMessages("bob")).toBe(10_000);
    });

    it("answers 503, never 202, when a message cannot be written", async () => {
      const alice = await signIn("alice");
      const writer = spawn("sqlite3", ["-batch", join(runDirectory(), "kamailio.sqlite")]);
      writer.stdin.write("BEGIN IMMEDIATE; SELECT 'locked';\n");
      await once(writer.stdout, "data");
      expect(status(await alice.message("bob", "cannot be kept"))).toBe(503);
      writer.stdin.end("ROLLBACK;\n");
      await once(writer, "exit");
      expect(status(await alice.message("bob", "can be kept"))).toBe(202);
      expect(kamailio.storedMessages("bob")).toBe(1);
    });

    it("closes the connection of who sends a frame over 65 535 bytes, and no other", async () => {
      const [alice, bob] = [await signIn("alice"), await signIn("bob")];
      alice.sendRaw("x".repeat(70_000));
      expect((await alice.closed).code).toBeGreaterThan(0);
      expect(status(await bob.message("alice", "still here"))).toBe(202);
    });

    it("gets, changes and loses accounts while it runs", async () => {
      const account = (args: readonly string[], input = ""): string => {
        const options = ["--dir", runDirectory(), "--domain", kamailio.domain, ...args];
        return execFileSync("sh", [join(import.meta.dirname, "account.sh"), ...options], { input, encoding: "utf8", stdio: "pipe" });
      };
      expect(account(["list"])).toBe("alice\nbob\n");
      account(["set", "carol"], "password of carol\n");
      const carol = await signIn("carol");
      account(["set", "carol"], "another password\n");
      await carol.closed;
      const again = await signIn("carol", { password: "another password" });
      expect(status(await (await signIn("alice")).message("carol", "hello"))).toBe(200);
      account(["remove", "carol"]);
      await again.closed;
      const { url, domain } = kamailio;
      expect(status(await (await connectDevice({ url, domain, user: "carol", password: "another password" })).register())).toBe(401);
      expect(() => account(["set", "x'; drop"], "a long enough password\n")).toThrow("a name has letters");
      expect(() => account(["set", "carol"], "too short\n")).toThrow("at least 12");
    });

    it("shows its secrets to nobody else", async () => {
      await signIn("alice");
      const loopKey = readFileSync(join(runDirectory(), "loop-key"), "utf8");
      expect(loopKey).toMatch(/^[0-9a-f]{48}$/);
      const processes = execFileSync("ps", ["-eo", "args"], { encoding: "utf8" });
      expect(processes).toContain(runDirectory());
      for (const text of [processes, kamailio.logTail(100_000)]) {
        expect(text).not.toContain(loopKey);
        expect(text).not.toContain("password of");
      }
      const readable = readdirSync(runDirectory()).filter((name) => (statSync(join(runDirectory(), name)).mode & 0o077) !== 0);
      expect(readable).toEqual([]);
    });

    it("leaves no process and no file", async () => {
      const files = runDirectory();
      expect(existsSync(files)).toBe(true);
      await kamailio.stop();
      expect(existsSync(files)).toBe(false);
      expect(execFileSync("ps", ["-eo", "args"], { encoding: "utf8" })).not.toContain(files);
    });
  });
}
