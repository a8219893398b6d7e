import { describe, expect, it } from "vitest";
import { OWN_CAPABILITIES } from "../shared/capability";
import { writeSettings } from "./db/settings-repository";
import { openTestDatabase } from "./db/testing/temp-database";
import { tempFolder } from "./platform/testing/temp-folder";
import { fastClock } from "./messaging/testing/fast-clock";
import { openSeat, type Seat, type SeatOptions } from "./messaging/testing/seat";
import { seededRandom } from "./messaging/testing/seeded-random";
import { turns } from "./messaging/testing/desk";
import { cryptoDone } from "./messaging/testing/letters";
import type { SipHandlers } from "./messaging/ports";
import { createSipNetwork, type SipNetwork } from "./messaging/testing/sip-network";
import { silentLog } from "./platform/log";
import { alice, bob } from "./protocol/testing/people";
import { openSession } from "./session";

function newNetwork() {
  const clock = fastClock(40);
  const random = seededRandom(9);
  const network = createSipNetwork(clock, random);
  return { network, seat: (who: typeof alice, options: Partial<SeatOptions> = {}) => openSeat({ who, network, clock, random, ...options }) };
}

const contactIn = (seat: Seat) => seat.session.snapshot().contacts[0];
const isOnline = (seat: Seat): boolean => seat.session.snapshot().connection.status === "online";

/** The network, with a connection that is in doubt from `tryNow` until the test lets it answer. */
function doubtfulWay(network: SipNetwork) {
  let sends = 0;
  let heard: SipHandlers | undefined;
  const createSip: SipNetwork["createSip"] = (options, handlers) => {
    heard = handlers;
    const client = network.createSip(options, handlers);
    const { send } = client;
    return Object.assign(client, { tryNow: () => undefined, send: (...sending: Parameters<typeof send>) => ((sends += 1), send(...sending)) });
  };
  return { network: { ...network, createSip }, sent: () => sends, answer: () => { heard?.onAlive(); } };
}

/** Alice has a text for Bob that her policy holds: his app knows 2.1 at most. */
async function heldByPolicy() {
  const { seat } = newNetwork();
  const a = await seat(alice);
  const b = await seat(bob, { capabilities: ["3.1.2", "3.1.2.1", "3.1.3"] });
  a.add(bob);
  b.add(alice);
  await a.until(() => contactIn(a)?.trust.status === "pinned");
  a.session.commands.updateSettings({ minimumProtocol: "2.2" });
  const id = a.say(bob, "held");
  await a.until(() => a.status(id) === "held");
  return { a, id };
}

describe("a session", () => {
  it("does not open without an account", async () => {
    const database = openTestDatabase(`${tempFolder()}/stamp.db`);
    await expect(openSession({ database, log: silentLog, loopbackOnly: true })).rejects.toMatchObject({ code: "keyring-damaged" });
  });

  it("shows the whole account at once", async () => {
    const { seat } = newNetwork();
    const a = await seat(alice);
    a.add(bob);
    expect(a.session.snapshot()).toMatchObject({
      account: { address: alice.address, tryHere: false, fingerprint: alice.identity.certificate.publicKey.spkiSha256 },
      connection: { status: "connecting" },
      contacts: [{ address: bob.address, relation: "accepted" }],
      conversations: [{ unread: 0, draft: "" }],
      settings: { readReceipts: true },
    });
    a.session.commands.removeContact(a.contactOf(bob));
    expect(a.session.snapshot()).toMatchObject({ contacts: [], conversations: [] });
  });

  it("knows who is there only while it is connected, and remembers when they were", async () => {
    const { network, seat } = newNetwork();
    const [a, b] = [await seat(alice), await seat(bob)];
    a.add(bob);
    b.add(alice);
    await a.until(() => contactIn(a)?.presence.status === "online");
    expect(contactIn(a)).toMatchObject({ capabilities: { strings: OWN_CAPABILITIES }, trust: { status: "pinned" }, sendsReceipts: true });
    network.setReachable(alice.address, false);
    await a.until(() => contactIn(a)?.presence.status === "unknown");
    expect(contactIn(a)?.presence).toMatchObject({ lastSeen: expect.any(Number) as number });
    network.setReachable(alice.address, true);
    await a.until(() => contactIn(a)?.presence.status === "online");
    await b.stop();
    await a.until(() => contactIn(a)?.presence.status === "offline");
  });

  it("sends what was held as soon as the user's policy allows it", async () => {
    const { a, id } = await heldByPolicy();
    expect(contactIn(a)?.outlook).toEqual({ type: "hold", reason: { code: "below-minimum", offered: "2.1", minimum: "2.2" } });
    a.session.commands.updateSettings({ minimumProtocol: "proved" });
    await a.until(() => a.status(id) === "delivered");
    expect(a.session.commands.details(id)).toMatchObject({ level: "2.1", stp: { type: 2, version: 2 } });
  });

  it("sends at its start what was held and is held by nothing any more", async () => {
    const { a, id } = await heldByPolicy();
    // As after a crash between the change and the release.
    writeSettings(a.database, { minimumProtocol: "proved" });
    const again = await a.restartAfterPowerCut();
    await again.until(() => again.status(id) === "delivered");
    expect(again.session.commands.details(id)).toMatchObject({ level: "2.1" });
  });

  it("tries at once what waits for its next try when the computer wakes up", async () => {
    const { network, seat } = newNetwork();
    const a = await seat(alice, { retrySchedule: [0, 24 * 3600 * 1000] });
    const b = await seat(bob);
    a.add(bob);
    b.add(alice);
    await a.until(() => contactIn(a)?.trust.status === "pinned");
    network.passes = () => false;
    const id = a.say(bob, "good morning");
    await a.until(() => a.status(id) === "retrying");
    network.passes = () => true;
    a.session.tryNow();
    await a.until(() => a.status(id) === "delivered");
    expect(a.session.commands.details(id).message.attempts).toBe(2);
  });

  it("sends nothing into a connection that may be dead until it has answered", async () => {
    const { network, seat } = newNetwork();
    const way = doubtfulWay(network);
    const a = await seat(alice, { network: way.network, retrySchedule: [0, 24 * 3600 * 1000] });
    await seat(bob).then((b) => { b.add(alice); });
    a.add(bob);
    await a.until(() => contactIn(a)?.trust.status === "pinned");
    network.passes = () => false;
    const id = a.say(bob, "good morning");
    await a.until(() => a.status(id) === "retrying");
    network.passes = () => true;
    const before = way.sent();
    a.session.tryNow();
    const other = a.say(bob, "are you up?");
    await cryptoDone();
    await turns();
    expect([way.sent(), a.status(id), a.status(other)]).toEqual([before, "retrying", "queued"]);

    way.answer();
    await a.until(() => a.status(id) === "delivered" && a.status(other) === "delivered");
    expect([id, other].map((each) => a.session.commands.details(each).message.attempts)).toEqual([2, 1]);
  });

  it("stops with nothing running, and starts again from the same file", async () => {
    const { seat } = newNetwork();
    const a = await seat(alice);
    await a.until(() => isOnline(a));
    a.add(bob);
    const id = a.say(bob, "left behind");
    await a.stop();
    expect(a.session.snapshot().connection.status).toBe("stopped");
    const again = await a.restartAfterPowerCut();
    expect(again.status(id)).toBe("queued");
    expect(again.history(bob)).toHaveLength(1);
  });

  it("logs nothing of what is written, by whom, to whom, or with which password", async () => {
    const { seat } = newNetwork();
    const lines: string[] = [];
    const log: SeatOptions["log"] = (level, event, facts) => void lines.push(JSON.stringify([level, event, facts]));
    const [a, b] = [await seat(alice, { log }), await seat(bob, { log })];
    a.add(bob);
    const id = a.say(bob, "canary-text");
    await b.until(() => b.session.snapshot().contacts.length === 1);
    b.session.commands.acceptRequest(b.contactOf(alice));
    await a.until(() => a.status(id) === "delivered");
    expect(lines.length).toBeGreaterThan(1);
    for (const canary of ["canary-text", "secret", alice.address, bob.address, alice.identity.certificate.publicKey.spkiSha256]) {
      expect(lines.join("\n")).not.toContain(canary);
    }
  });
});
