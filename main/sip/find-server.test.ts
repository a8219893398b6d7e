import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { findServer, speaksSip, type FindServerOptions, type ServiceRecord } from "./find-server";
import { SERVER_CERTIFICATES, TEST_CA } from "./testing/certificates";
import { cleanUp, fakeServer } from "./testing/harness";
import { createManualClock } from "./testing/manual-clock";

afterEach(cleanUp);

const record = (name: string, port: number, priority = 10, weight = 0): ServiceRecord => ({ name, port, priority, weight });

interface World {
  readonly records?: Readonly<Record<string, readonly ServiceRecord[]>>;
  readonly servers?: readonly string[];
}

/** DNS and servers as given; notes every URL that was tried. */
function world({ records = {}, servers = [] }: World): FindServerOptions & { readonly tried: string[] } {
  const tried: string[] = [];
  return {
    tried,
    clock: createManualClock(),
    lookUp: (name) => Promise.resolve(records[name] ?? []),
    answers: (url) => {
      tried.push(url);
      return servers.includes(url) ? Promise.resolve(true) : Promise.reject(new Error("refused"));
    },
  };
}

describe("finding a domain's server", () => {
  it("prefers what DNS names, in its order", async () => {
    const options = world({
      records: {
        "_sips._tcp.example.org": [record("tls.example.org", 5061)],
        "_sips._wss.example.org": [record("b.example.org", 444, 20), record("a.example.org", 443, 10, 1), record("c.example.org", 445, 10, 9)],
      },
      servers: ["wss://b.example.org:444", "wss://example.org/ws", "wss://a.example.org:443/ws"],
    });
    expect(await findServer("example.org", options)).toBe("wss://a.example.org:443/ws");
    expect(options.tried.slice(0, 4)).toEqual([
      "wss://c.example.org:445",
      "wss://c.example.org:445/ws",
      "wss://a.example.org:443",
      "wss://a.example.org:443/ws",
    ]);
  });

  it("tries the usual addresses when DNS names none", async () => {
    const options = world({ servers: ["wss://sip.example.org:7443", "wss://example.org"] });
    expect(await findServer("Example.ORG.", options)).toBe("wss://sip.example.org:7443");
  });

  it("finds nothing when nothing answers", async () => {
    expect(await findServer("example.org", world({}))).toBeUndefined();
  });

  it("does not follow a record to another domain, which anybody on the way could have made", async () => {
    const options = world({
      records: { "_sips._wss.example.org": [record("sip.evil.test", 443), record("evil-example.org", 443), record("example.org.evil.test", 443)] },
      servers: ["wss://sip.evil.test:443"],
    });
    expect(await findServer("example.org", options)).toBeUndefined();
    expect(options.tried.filter((url) => url.includes("evil"))).toEqual([]);
  });

  it("follows a bounded number of records", async () => {
    const many = Array.from({ length: 50 }, (_, index) => record(`s${index}.example.org`, 443));
    const options = world({ records: { "_sips._wss.example.org": many } });
    await findServer("example.org", options);
    expect(options.tried.filter((url) => url.includes("//s")).length).toBeLessThan(20);
  });

  it("goes on without DNS when that fails or does not answer", async () => {
    const failing = { ...world({ servers: ["wss://example.org/ws"] }), lookUp: () => Promise.reject(new Error("ENOTFOUND")) };
    expect(await findServer("example.org", failing)).toBe("wss://example.org/ws");

    const clock = createManualClock();
    const silent = { ...world({ servers: ["wss://example.org/ws"] }), clock, lookUp: () => new Promise<never>(() => undefined) };
    const found = findServer("example.org", silent);
    clock.advance(4_000);
    expect(await found).toBe("wss://example.org/ws");
  });

  it.each(["", "localhost", "127.0.0.1", "[::1]", "example", "exa mple.org", "example.org/path", "example.org:443", "-a.org", `${"a.".repeat(200)}org`])(
    "does not even look for %j",
    async (domain) => {
      const options = world({});
      expect(await findServer(domain, options)).toBeUndefined();
      expect(options.tried).toEqual([]);
    },
  );
});

describe("a candidate", () => {
  const clock = createManualClock();

  it("counts when it speaks SIP under a certificate that verifies", async () => {
    const { url } = await fakeServer({ tls: SERVER_CERTIFICATES.localhost });
    expect(await speaksSip(url, { clock, caCertificate: TEST_CA })).toBe(true);
  });

  it.each(["localhost", "elsewhere", "expired"] as const)("does not count under the certificate %s that does not", async (name) => {
    const { url } = await fakeServer({ tls: SERVER_CERTIFICATES[name] });
    await expect(speaksSip(url, { clock, caCertificate: name === "localhost" ? undefined : TEST_CA })).rejects.toThrow();
  });

  it("does not count when it is no SIP server", async () => {
    const web = createServer((_, response) => response.end("hello"));
    await new Promise<void>((resolve) => web.listen(0, "127.0.0.1", resolve));
    const { port } = web.address() as AddressInfo;
    await expect(speaksSip(`ws://127.0.0.1:${port}`, { clock })).rejects.toThrow();
    web.close();
  });
});
