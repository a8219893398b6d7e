// What both servers do with REGISTER: who may, for how long, and what becomes of the device before (spec 2.6).
import { describe, expect, it } from "vitest";
import { WebSocket } from "ws";
import { header, parameter, status } from "../sip-text";
import type { World } from "./world";

export function describeRegistration(world: World): void {
  const { accounts, connect, signIn } = world;

  describe("registration", () => {
    it("refuses a wrong password and an unknown account alike", async () => {
      const [alice] = accounts("alice");
      const wrong = await connect(alice, { password: "wrong" });
      const unknown = await connect(world.nobody());
      expect(status(await wrong.register())).toBe(401);
      expect(status(await unknown.register())).toBe(401);
    });

    it("refuses the address of somebody else", async () => {
      const [alice, bob] = accounts("alice", "bob");
      const device = await connect(alice);
      const bobs = `<sip:${bob}@${world.server.domain}>`;
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
      const bobs = `<sip:${bob}@${world.server.domain}>`;
      const answer = await device.register({ to: bobs, from: bobs, as: { user: bob, password: `password of ${bob}` } });
      expect(status(answer)).toBe(200);
      expect(status(await device.message(carol, "as alice", { bare: true }))).toBe(407);
      expect(status(await device.message(carol, "as bob", { bare: true, from: bobs }))).toBe(200);
      expect(status(await sender.message(alice, "is she there"))).toBe(202);
    });
  });
}
