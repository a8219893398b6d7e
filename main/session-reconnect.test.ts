// A reconnect with much to do (spec 2.3, steps 2 and 5): nothing leaves while offline, and what waited goes a few at a time.
import { describe, expect, it } from "vitest";
import { OWN_CAPABILITIES } from "../shared/capability";
import { createTrustKeeper } from "./contacts/trust";
import { createStore, type Store } from "./db/store";
import { namesake, type Friend } from "./messaging/testing/desk";
import { fastClock } from "./messaging/testing/fast-clock";
import { openSeat } from "./messaging/testing/seat";
import { seededRandom } from "./messaging/testing/seeded-random";
import { createSipNetwork, type SipNetwork } from "./messaging/testing/sip-network";
import type { SendOutcome, SipHandlers } from "./messaging/ports";
import { alice } from "./protocol/testing/people";

const RECIPIENTS = 200;
const PATIENT = { timeout: 60_000, interval: 20 };

/** A way to the server that opens and closes as the test says, and that answers after a moment. */
function openableWay(network: SipNetwork) {
  let handlers: SipHandlers | undefined;
  let connection: ReturnType<SipNetwork["createSip"]>["connection"] = { status: "stopped" };
  const inFlight = new Set<(outcome: SendOutcome) => void>();
  const counts = { sent: 0, whileOffline: 0, most: 0 };
  const enter = (next: typeof connection): void => {
    connection = next;
    handlers?.onConnection(next);
  };
  const way = {
    counts,
    open: () => {
      enter({ status: "online", since: 0 });
    },
    close: () => {
      enter({ status: "offline", since: 0, problem: "server-closed" });
      for (const end of [...inFlight]) end({ type: "retryable", reason: { code: "connection-lost" } });
    },
    network: {
      ...network,
      createSip: (...[options, given]: Parameters<SipNetwork["createSip"]>) => {
        handlers = given;
        const base = network.createSip(options, { ...given, onConnection: () => undefined });
        return {
          ...base,
          get connection() {
            return connection;
          },
          start: () => undefined,
          stop: () => Promise.resolve(),
          send: () => {
            if (connection.status !== "online") {
              counts.whileOffline += 1;
              return Promise.resolve<SendOutcome>({ type: "not-connected" });
            }
            return new Promise<SendOutcome>((resolve) => {
              const end = (outcome: SendOutcome): void => {
                if (!inFlight.delete(end)) return;
                if (outcome.type === "sent") counts.sent += 1;
                resolve(outcome);
              };
              inFlight.add(end);
              counts.most = Math.max(counts.most, inFlight.size);
              setTimeout(end, 3, { type: "sent" });
            });
          },
        };
      },
    },
  };
  return way;
}

/** All at once, with a key and an app that is owed our statement. */
function makeFriends(store: Store, friends: readonly Friend[]): void {
  const trust = createTrustKeeper(store.keys);
  store.transaction(() => {
    for (const [index, { address, identity }] of friends.entries()) {
      const createdAt = index;
      const id = store.contacts.insert({ address, localName: undefined, relation: "accepted", createdAt, firstSequenceNumber: 100 });
      store.conversations.touch(id, createdAt);
      trust.offer(id, identity.certificate, createdAt);
      store.capabilities.insert(id, { strings: OWN_CAPABILITIES, carrier: "presence", since: createdAt });
    }
  });
}

describe("a session that connects with a text and a statement for each of 200 contacts", () => {
  it("has at most eight of them in flight, spends no attempt offline, and loses none on a second outage", async () => {
    const clock = fastClock(1);
    const random = seededRandom(4);
    const way = openableWay(createSipNetwork(clock, random));
    const empty = await openSeat({ who: alice, network: way.network, clock, random });
    const friends = Array.from({ length: RECIPIENTS }, (_, index) => namesake(`friend${String(index)}`));
    makeFriends(createStore(empty.database), friends);
    const seat = await empty.restartAfterPowerCut();
    const ids = friends.map((friend) => seat.say(friend, "Are you there?"));
    expect(way.counts).toEqual({ sent: 0, whileOffline: 0, most: 0 });

    way.open();
    await expect.poll(() => way.counts.sent, PATIENT).toBeGreaterThan(50);
    way.close();
    const before = way.counts.sent;
    const rest = ids.filter((id) => seat.status(id) !== "sent").length;
    expect(rest).toBeGreaterThan(100);
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(way.counts.sent).toBe(before);

    way.open();
    const queue = createStore(seat.database).outgoing;
    await expect.poll(() => queue.lanes(), PATIENT).toEqual([]);
    expect(ids.every((id) => seat.status(id) === "sent")).toBe(true);
    expect(way.counts).toEqual({ sent: 2 * RECIPIENTS, whileOffline: 0, most: 8 });
    const attempts = ids.reduce((sum, id) => sum + seat.session.commands.details(id).message.attempts, 0);
    // Only what was in flight when the connection went was tried a second time.
    expect(attempts).toBeLessThanOrEqual(RECIPIENTS + 8);
  }, 150_000);
});
