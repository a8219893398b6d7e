// wss:// under our rules: verified against the usual roots and the account's own CA, whatever anybody sets.
import { afterEach, describe, expect, it, vi } from "vitest";
import { SERVER_CERTIFICATES, TEST_CA } from "./testing/certificates";
import { BOB, cleanUp, fakeServer, startHarness } from "./testing/harness";

afterEach(async () => {
  vi.unstubAllEnvs();
  await cleanUp();
});

describe("a secure connection", () => {
  it("stands when the account's own CA has signed the server's certificate", async () => {
    const server = await fakeServer({ tls: SERVER_CERTIFICATES.localhost });
    const { client, online } = await startHarness({ caCertificate: TEST_CA }, server);
    await online();
    expect(await client.send(BOB, "QUJD")).toEqual({ type: "sent" });
    expect((await server.next("MESSAGE")).header("Via")).toContain("SIP/2.0/WSS ");
  });

  it("stands also when the server is addressed by its number", async () => {
    const server = await fakeServer({ tls: SERVER_CERTIFICATES.localhost });
    const serverUrl = `wss://127.0.0.1:${server.port}`;
    const { online } = await startHarness({ caCertificate: TEST_CA, serverUrl }, server);
    await online();
  });

  it.each([
    ["localhost", undefined, "certificate-untrusted"],
    ["selfSigned", TEST_CA, "certificate-self-signed"],
    ["expired", TEST_CA, "certificate-expired"],
    ["notYet", TEST_CA, "certificate-not-yet-valid"],
    ["elsewhere", TEST_CA, "certificate-wrong-host"],
    ["localhost", "no certificate at all", "certificate-untrusted"],
  ] as const)("to a server with the certificate %s is refused, and the password is not sent", async (name, ca, problem) => {
    const server = await fakeServer({ tls: SERVER_CERTIFICATES[name] });
    const { client, entered } = await startHarness({ caCertificate: ca }, server);
    client.start();
    expect(await entered("offline")).toMatchObject({ problem });
    expect(server.waiting("REGISTER")).toEqual([]);
  });

  it("stands when the server's own certificate was chosen as its authority", async () => {
    const server = await fakeServer({ tls: SERVER_CERTIFICATES.selfSigned });
    const { online } = await startHarness({ caCertificate: SERVER_CERTIFICATES.selfSigned.cert }, server);
    await online();
  });

  it("is verified even when the environment says not to", async () => {
    vi.stubEnv("NODE_TLS_REJECT_UNAUTHORIZED", "0");
    const server = await fakeServer({ tls: SERVER_CERTIFICATES.localhost });
    const { client, entered } = await startHarness({}, server);
    client.start();
    expect(await entered("offline")).toMatchObject({ problem: "certificate-untrusted" });
  });

  it("to a server that speaks no TLS is refused", async () => {
    const server = await fakeServer();
    const { client, entered } = await startHarness({ serverUrl: `wss://localhost:${server.port}` }, server);
    client.start();
    expect(await entered("offline")).toMatchObject({ problem: "server-refused" });
  });
});
