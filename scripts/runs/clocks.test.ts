// Clocks that jump, on whole sessions (spec 2.7): nothing stops, nothing is spent, and the server is not flooded.
import { describe, expect, it } from "vitest";
import { renewedCertificate } from "../../main/crypto/identity";
import type { Friend } from "../../main/messaging/testing/desk";
import { openSeat, type Seat } from "../../main/messaging/testing/seat";
import { seededRandom } from "../../main/messaging/testing/seeded-random";
import { createSipNetwork, type SipNetwork } from "../../main/messaging/testing/sip-network";
import { alice, bob } from "../../main/protocol/testing/people";
import type { Address, MessageId, Millis } from "../../shared/ids";
import { createJourney, type Journey } from "./journey";

const HOUR: Millis = 3_600_000;
const FRIENDS = 9;
const AWAY = ["written without a network", "the second one"];
const RETRIED = ["lost on its way", "the one behind it"];

interface World {
  readonly journey: Journey;
  readonly network: SipNetwork;
  readonly own: Seat;
  readonly friends: readonly { readonly who: Friend; readonly seat: Seat }[];
  /** What Alice hands to the server: how much at once at most, and when. */
  readonly sends: { atOnce: number; most: number; readonly times: Millis[] };
}

/** Alice knows many people, and all are there. At the end everybody goes, for which time has to pass. */
async function inWorld(play: (world: World) => Promise<void>): Promise<void> {
  const world = await openWorld();
  try {
    await play(world);
  } finally {
    await world.journey.over(Promise.all([world.own, ...world.friends.map(({ seat }) => seat)].map((seat) => seat.stop())));
  }
}

async function openWorld(): Promise<World> {
  const journey = createJourney();
  const { clock } = journey;
  const random = seededRandom(7);
  const network = createSipNetwork(clock, random);
  const sends: World["sends"] = { atOnce: 0, most: 0, times: [] };
  const counting: SipNetwork = {
    ...network,
    createSip(options, handlers) {
      const client = network.createSip(options, handlers);
      const send: typeof client.send = async (...message) => {
        sends.times.push(clock.now());
        sends.atOnce += 1;
        sends.most = Math.max(sends.most, sends.atOnce);
        return client.send(...message).finally(() => (sends.atOnce -= 1));
      };
      return new Proxy(client, { get: (target, name): unknown => (name === "send" ? send : Reflect.get(target, name, target)) });
    },
  };
  const own = await openSeat({ who: alice, network: counting, clock, random });
  const friends = await Promise.all(
    Array.from({ length: FRIENDS }, async (_, index) => {
      const address = `friend${String(index)}@example.com` as Address;
      // One key for all: making one takes long.
      const certificate = await renewedCertificate(bob.identity, address, clock.now());
      const who: Friend = { address, identity: { ...bob.identity, certificate } };
      return { who, seat: await openSeat({ who, network, clock, random }) };
    }),
  );
  for (const { who, seat } of friends) {
    own.add(who);
    seat.add(alice);
  }
  const isAcquainted = (seat: Seat): boolean => seat.session.snapshot().contacts.every(({ trust, capabilities }) => trust.status === "pinned" && capabilities !== undefined);
  expect(await journey.until(() => [own, ...friends.map(({ seat }) => seat)].every(isAcquainted), 60_000)).toBe(true);
  await journey.pass(5_000);
  sends.most = 0;
  sends.times.length = 0;
  return { journey, network, own, friends, sends };
}

const attemptsOf = (seat: Seat, ids: readonly MessageId[]): readonly number[] => ids.map((id) => seat.session.commands.details(id).message.attempts);

const JUMPS: readonly (readonly [what: string, jump: (world: World) => void])[] = [
  ["the computer sleeps for eight hours", ({ journey, own }) => {
    journey.sleep(8 * HOUR);
    own.session.tryNow();
  }],
  ["the clock is set back by a day", ({ journey }) => { journey.setClockBy(-24 * HOUR); }],
  ["the clock is set forward by a day", ({ journey }) => { journey.setClockBy(24 * HOUR); }],
];

/** Texts that wait for the network spend no attempt, and go once it is back. */
async function jumpWhileAway(world: World, jump: (world: World) => void): Promise<void> {
  const { journey, network, own, friends, sends } = world;
  network.setReachable(alice.address, false);
  const ids = friends.flatMap(({ who }) => AWAY.map((text) => own.say(who, text)));
  await journey.pass(60_000);
  jump(world);
  await journey.pass(60_000);
  expect([sends.times, attemptsOf(own, ids)]).toEqual([[], ids.map(() => 0)]);

  network.setReachable(alice.address, true);
  expect(await journey.until(() => ids.every((id) => own.status(id) === "delivered"), 30_000)).toBe(true);
  expect(attemptsOf(own, ids)).toEqual(ids.map(() => 1));
  expect(sends.times).toHaveLength(ids.length);
  expect(sends.most).toBeLessThanOrEqual(8);
}

/** Retries whose time is known are not moved away, and nobody is flooded. */
async function jumpWhileRetrying(world: World, jump: (world: World) => void): Promise<void> {
  const { journey, network, own, friends, sends } = world;
  network.passes = ({ kind }) => kind === "answer";
  const ids = friends.flatMap(({ who }) => RETRIED.map((text) => own.say(who, text)));
  const first = ids.filter((_, index) => index % RETRIED.length === 0);
  expect(await journey.until(() => first.every((id) => own.status(id) === "retrying"), 60_000)).toBe(true);
  network.passes = () => true;
  const before = attemptsOf(own, ids);
  sends.times.length = 0;
  jump(world);
  // The longest wait for the second and third try is a few seconds; none became longer.
  expect(await journey.until(() => ids.every((id) => own.status(id) === "delivered"), 20_000)).toBe(true);
  expect(attemptsOf(own, ids)).toEqual(before.map((attempts) => attempts + 1));
  expect(sends.times).toHaveLength(ids.length);
  expect(sends.most).toBeLessThanOrEqual(8);
}

describe("nothing is lost, spent or moved away, and nobody is flooded", () => {
  it.each(JUMPS)("when %s, without a network or in the middle of retries", { timeout: 120_000 }, async (_what, jump) => {
    await inWorld(async (world) => {
      await jumpWhileAway(world, jump);
      await jumpWhileRetrying(world, jump);
      for (const { seat } of world.friends) expect(seat.heard(alice)).toEqual([...AWAY, ...RETRIED]);
    });
  });
});
