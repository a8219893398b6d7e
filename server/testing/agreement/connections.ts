// What both servers do with a connection before and beside its requests.
import { describe, expect, it } from "vitest";
import { WebSocket } from "ws";
import { requestText, status } from "../sip-text";
import { PIDF } from "./presence";
import type { World } from "./world";

export function describeConnections(world: World): void {
  const { accounts, connect, signIn } = world;

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
      const socket = new WebSocket(world.server.url, "sip", { origin: "https://page.example" });
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
        ...{ method: "OPTIONS", uri: `sip:${world.server.domain}`, from: `<sip:${alice}@${world.server.domain}>`, to: `<sip:${world.server.domain}>` },
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
}
