import { describe, expect, it } from "vitest";
import type { MessageId } from "../shared/ids";
import { fastClock } from "./messaging/testing/fast-clock";
import { openSeat, type Seat } from "./messaging/testing/seat";
import { seededRandom } from "./messaging/testing/seeded-random";
import { createSipNetwork } from "./messaging/testing/sip-network";
import { alice, bob } from "./protocol/testing/people";

async function twoSeats(seed = 1) {
  const clock = fastClock(40);
  const random = seededRandom(seed);
  const network = createSipNetwork(clock, random);
  const seat = (who: typeof alice) => openSeat({ who, network, clock, random });
  const [a, b] = [await seat(alice), await seat(bob)];
  a.add(bob);
  b.add(alice);
  return { network, a, b };
}

/** The key is pinned and the other's statement has come: nothing of their getting to know each other is on its way. */
const knows = (seat: Seat, who: typeof alice): boolean =>
  seat.session
    .snapshot()
    .contacts.some(
      ({ address, trust, capabilities }) =>
        address === who.address && trust.status === "pinned" && capabilities?.carrier === "statement",
    );

async function acquainted(seed?: number) {
  const seats = await twoSeats(seed);
  await seats.a.until(() => knows(seats.a, bob));
  await seats.b.until(() => knows(seats.b, alice));
  return seats;
}

const numbered = (count: number, name: string): string[] => Array.from({ length: count }, (_, index) => `${name} ${String(index + 1)}`);

function readEverything(seat: Seat, of: typeof alice): void {
  seat.session.feed.subscribe((batch) => {
    for (const event of batch) {
      if (event.type !== "message-added" || event.message.kind !== "peer") continue;
      seat.session.commands.markRead(seat.contactOf(of), event.message.id);
    }
  });
}

const allAre = (seat: Seat, ids: readonly MessageId[], status: string): boolean => ids.every((id) => seat.status(id) === status);

describe("two people", () => {
  it("write ten texts each at the same time, all shown in order and delivered", async () => {
    const { a, b } = await acquainted();
    const fromA = numbered(10, "a").map((text) => a.say(bob, text));
    const fromB = numbered(10, "b").map((text) => b.say(alice, text));
    await a.until(() => allAre(a, fromA, "delivered"));
    await b.until(() => allAre(b, fromB, "delivered"));
    expect(b.heard(alice)).toEqual(numbered(10, "a"));
    expect(a.heard(bob)).toEqual(numbered(10, "b"));
  });

  it("see that their texts were read", async () => {
    const { a, b } = await acquainted();
    readEverything(b, alice);
    const ids = numbered(3, "a").map((text) => a.say(bob, text));
    await a.until(() => allAre(a, ids, "read"));
    expect(b.session.snapshot().conversations[0]?.unread).toBe(0);
  });

  it("meet for the first time: a text waits for the certificate, comes as a request, and is delivered when accepted", async () => {
    const clock = fastClock(40);
    const random = seededRandom(3);
    const network = createSipNetwork(clock, random);
    const a = await openSeat({ who: alice, network, clock, random });
    a.add(bob);
    const id = a.say(bob, "hello, stranger");
    await a.until(() => a.session.snapshot().connection.status === "online");
    expect(a.status(id)).toBe("queued");
    const b = await openSeat({ who: bob, network, clock, random });
    await b.until(() => b.session.snapshot().contacts.length === 1 && b.heard(alice).length === 1);
    expect(b.session.snapshot().contacts[0]).toMatchObject({ address: alice.address, relation: "request" });
    await a.until(() => a.isOut(id));
    b.session.commands.acceptRequest(b.contactOf(alice));
    await a.until(() => a.status(id) === "delivered");
    expect(b.heard(alice)).toEqual(["hello, stranger"]);
  });
});

describe("a peer who is away", () => {
  it("gets everything once and in order on login; the sender sees stored, then delivered", async () => {
    const { network, a, b } = await acquainted();
    network.setReachable(bob.address, false);
    await a.until(() => a.session.snapshot().contacts[0]?.presence.status === "offline");
    const ids = numbered(10, "a").map((text) => a.say(bob, text));
    await a.until(() => allAre(a, ids, "stored"));
    expect([b.heard(alice), network.kept]).toEqual([[], 10]);
    network.setReachable(bob.address, true);
    await a.until(() => allAre(a, ids, "delivered"));
    expect(b.heard(alice)).toEqual(numbered(10, "a"));
  });
});

describe("an unreachable server", () => {
  it("costs no attempt: texts wait and go when it is back", async () => {
    const { network, a, b } = await acquainted();
    network.setReachable(alice.address, false);
    await a.until(() => a.session.snapshot().connection.status === "offline");
    expect(a.session.snapshot().contacts[0]?.presence.status).toBe("unknown");
    const id = a.say(bob, "patience");
    expect(a.session.commands.details(id).message).toMatchObject({ delivery: { status: "queued" }, attempts: 0 });
    network.setReachable(alice.address, true);
    await a.until(() => a.status(id) === "delivered");
    expect(a.session.commands.details(id).message.attempts).toBe(1);
    expect(b.heard(alice)).toEqual(["patience"]);
  });
});

describe("answers that are lost", () => {
  it("make the sender try again, and the receiver shows each text once", async () => {
    const { network, a, b } = await acquainted();
    let lost = 0;
    // Nothing comes back, no answer and no ack, until twelve answers were lost.
    network.passes = ({ kind, to }) => {
      if (to !== alice.address || lost === 12) return true;
      if (kind === "answer") lost += 1;
      return false;
    };
    const ids = numbered(4, "a").map((text) => a.say(bob, text));
    await a.until(() => allAre(a, ids, "delivered"));
    expect(network.relayed.filter(({ to }) => to === bob.address).length).toBeGreaterThan(4);
    expect(b.heard(alice)).toEqual(numbered(4, "a"));
    expect(b.session.snapshot().conversations[0]?.unread).toBe(4);
  });
});

describe("a power cut in the middle of sending", () => {
  it("loses nothing and shows nothing twice, on either side", async () => {
    const { network, a, b } = await acquainted();
    // Everything reaches Bob, no answer reaches Alice: all is under way.
    network.passes = ({ kind, to }) => !(kind === "answer" && to === alice.address);
    const first = a.say(bob, "a 1");
    const rest = numbered(5, "a").slice(1).map((text) => a.say(bob, text));
    await b.until(() => b.heard(alice).length === 1);
    expect(a.status(first)).toBe("sending");
    network.passes = () => true;
    const again = await a.restartAfterPowerCut();
    const bAgain = await b.restartAfterPowerCut();
    await again.until(() => allAre(again, [first, ...rest], "delivered"));
    expect(bAgain.heard(alice)).toEqual(numbered(5, "a"));
    expect(again.history(bob)).toHaveLength(5);
  });
});

describe("twenty manual resends of one text whose acks are all lost", () => {
  it("are one bubble, and delivered as soon as one ack passes", async () => {
    const { network, a, b } = await acquainted();
    network.passes = ({ kind, from }) => !(kind === "message" && from === bob.address);
    const id = a.say(bob, "did you get this?");
    for (let time = 0; time < 20; time += 1) {
      await a.until(() => a.isOut(id));
      a.session.commands.resend(id);
    }
    await a.until(() => a.isOut(id));
    await b.until(() => b.heard(alice).length > 0);
    expect(a.session.commands.details(id).message.attempts).toBeGreaterThanOrEqual(21);
    network.passes = () => true;
    // On a busy machine Bob's ack has failed so often by now that its next turn is minutes away.
    b.session.tryNow();
    await a.until(() => a.status(id) === "delivered");
    expect(b.heard(alice)).toEqual(["did you get this?"]);
  });
});
