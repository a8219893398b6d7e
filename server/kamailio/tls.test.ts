// TLS of the production server: a chain as a public authority makes it, old versions refused, and a renewed certificate.
import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { connect } from "node:tls";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makeTestCertificate } from "../testing/certificate";
import type { TestCertificate } from "../testing/certificate";
import { status } from "../testing/sip-text";
import { connectDevice } from "../testing/test-device";
import type { TestDevice } from "../testing/test-device";
import { kamailioProblem, runKamailio } from "./run-kamailio";
import type { Kamailio } from "./run-kamailio";

// kamailio.test.ts fails where Kamailio must be and is not.
if (kamailioProblem() === undefined) describeTls();
else describe.skip("without Kamailio", describeTls);

function describeTls(): void {
  describe("TLS", () => {
    let directory: string;
    let certificate: TestCertificate;
    let kamailio: Kamailio;

    beforeAll(async () => {
      directory = mkdtempSync(join(tmpdir(), "stamp-tls-"));
      certificate = another("first");
      kamailio = await runKamailio({ accounts: [{ user: "alice", password: "password of alice" }], tls: certificate });
    });
    afterAll(async () => {
      await kamailio.stop();
      rmSync(directory, { recursive: true });
    });

    function another(name: string, options?: { readonly days: number }): TestCertificate {
      mkdirSync(join(directory, name));
      return makeTestCertificate(join(directory, name), options);
    }

    async function signIn(ca: string): Promise<TestDevice> {
      const { secureUrl: url = "", domain } = kamailio;
      const device = await connectDevice({ url, domain, user: "alice", password: "password of alice", ca });
      expect(status(await device.register())).toBe(200);
      return device;
    }

    const script = (name: string): string => join(import.meta.dirname, name);

    /** The protocol that was agreed on, or the error's code. */
    function handshake(version: "TLSv1.1" | "TLSv1.2" | "TLSv1.3"): Promise<string | null | undefined> {
      const port = Number(new URL(kamailio.secureUrl ?? "").port);
      return new Promise((resolve) => {
        const socket = connect({ host: "127.0.0.1", port, ca: certificate.ca, minVersion: version, maxVersion: version, ciphers: "DEFAULT@SECLEVEL=0" });
        socket.on("secureConnect", () => {
          resolve(socket.getProtocol());
          socket.destroy();
        });
        socket.on("error", (error: NodeJS.ErrnoException) => resolve(error.code));
      });
    }

    it("is spoken from version 1.2 on", async () => {
      expect(await handshake("TLSv1.3")).toBe("TLSv1.3");
      expect(await handshake("TLSv1.2")).toBe("TLSv1.2");
      expect(await handshake("TLSv1.1")).toMatch(/ALERT_PROTOCOL_VERSION/);
    });

    it("takes a renewed certificate while it runs, and keeps its connections", async () => {
      const before = await signIn(certificate.ca);
      const renewed = another("renewed");
      execFileSync("sh", [script("install-certificate.sh"), "--dir", kamailio.directory, "--cert", renewed.cert, "--key", renewed.key], { stdio: "pipe" });
      await expect(signIn(certificate.ca)).rejects.toThrow();
      expect(status(await before.message("alice", "still there"))).toBe(200);
      before.socket.terminate();
      await signIn(renewed.ca);
    });

    it("is not started with a certificate that has expired or has another key", () => {
      const [expired, other] = [another("expired", { days: -1 }), another("other")];
      const start = (cert: string, key: string): string => {
        const options = ["--dir", join(directory, "never"), "--wss-port", "1", "--cert", cert, "--key", key];
        const { status: code, stderr } = spawnSync("sh", [script("start.sh"), ...options], { encoding: "utf8" });
        return `${code ?? ""} ${stderr}`;
      };
      expect(start(expired.cert, expired.key)).toMatch(/^2 .*has expired/s);
      expect(start(other.cert, expired.key)).toMatch(/^2 .*is not the key of/s);
    });
  });
}
