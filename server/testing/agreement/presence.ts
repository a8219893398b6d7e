// What both servers do with PUBLISH, SUBSCRIBE and NOTIFY (spec 1.7).
import { describe, expect, it } from "vitest";
import { header, status, token } from "../sip-text";
import type { SipText } from "../sip-text";
import type { TestDevice } from "../test-device";
import type { World } from "./world";

/** A document that somebody publishes. */
export const PIDF =
  '<?xml version="1.0"?><presence xmlns="urn:ietf:params:xml:ns:pidf" entity="sip:x@stamp.test"><tuple id="t"><status>' +
  '<basic>open</basic></status><capabilities xmlns="urn:stamp:pidf:1"><capability>3.1.2.2</capability></capabilities></tuple></presence>';

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

export function describePresence(world: World): void {
  const { accounts, signIn } = world;

  /** Bob's device publishes, and Alice's has seen it online. */
  async function watched() {
    const [alice, bob] = accounts("alice", "bob");
    const watcher = await signIn(alice);
    const device = await signIn(bob);
    await device.publish(PIDF);
    await watcher.subscribe(bob);
    await notified(watcher, isOnline);
    return { bob, watcher, device };
  }

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
      const { watcher, device } = await watched();
      device.socket.terminate();
      await notified(watcher, isOffline);
    });

    it("turns offline when the device unregisters", async () => {
      const { bob, watcher, device } = await watched();
      expect(status(await device.register({ expires: 0 }))).toBe(200);
      await notified(watcher, isOffline);
      expect(status(await watcher.message(bob, "later"))).toBe(202);
    });

    it("turns offline when another device replaces it, not when the same one reconnects", async () => {
      const { bob, watcher, device } = await watched();
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
      const bobs = `sip:${bob}@${world.server.domain}`;
      expect(status(await device.publish(PIDF, { uri: bobs, to: `<${bobs}>` }))).toBe(403);
      expect(status(await device.publish(PIDF, { uri: bobs }))).toBe(403);
      expect(status(await device.publish(PIDF, { headers: ["Event: dialog", "Content-Type: application/pidf+xml"] }))).toBe(489);
      expect(status(await device.subscribe(world.nobody()))).toBe(404);
      expect(status(await device.subscribe(bob, { expires: 5 }))).toBe(423);
      const contact = `Contact: <sip:${alice}@client.invalid;transport=ws>`;
      expect(status(await device.subscribe(bob, { headers: ["Event: reg", contact] }))).toBe(489);
      expect(status(await device.subscribe(bob, { from: `<${bobs}>` }))).toBe(403);
    });
  });
}
