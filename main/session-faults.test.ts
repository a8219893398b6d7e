import { describe, expect, it, vi } from "vitest";
import { textsWithoutRow } from "./db/delivery-consistency";
import { fastClock } from "./messaging/testing/fast-clock";
import { openSeat, type Seat } from "./messaging/testing/seat";
import { seededRandom } from "./messaging/testing/seeded-random";
import { createSipNetwork, NO_FAULTS } from "./messaging/testing/sip-network";
import { alice, bob } from "./protocol/testing/people";

const EACH = 90;
const texts = (name: string): string[] => Array.from({ length: EACH }, (_, index) => `${name} ${String(index + 1)}`);

const ownTexts = (seat: Seat, of: typeof alice) =>
  seat.history(of).flatMap((message) => (message.kind === "own" ? [message] : []));

const count = ({ database }: Seat, rows: string): number => database.prepare<[], number>(`SELECT count(*) FROM ${rows}`).pluck().get() ?? 0;
const heardCount = (seat: Seat): number => count(seat, "messages WHERE kind = 'peer'");
const everythingArrived = (seat: Seat): boolean => count(seat, "messages WHERE kind = 'own' AND status <> 'delivered'") === 0;

describe("a network that loses, doubles and delays, and power cuts on both sides", () => {
  it.each([11, 29])("shows each text once and in order (seed %i)", { timeout: 60_000 }, async (seed) => {
    const clock = fastClock(80);
    const random = seededRandom(seed);
    const network = createSipNetwork(clock, random);
    let a = await openSeat({ who: alice, network, clock, random });
    let b = await openSeat({ who: bob, network, clock, random });
    a.add(bob);
    b.add(alice);
    await a.until(() => a.session.snapshot().contacts[0]?.trust.status === "pinned");
    await b.until(() => b.session.snapshot().contacts[0]?.trust.status === "pinned");

    network.faults = { lost: 0.1, answerLost: 0.1, doubled: 0.05, delayed: 0.1 };
    for (let round = 0; round < 6; round += 1) {
      const some = (name: string) => texts(name).slice(round * (EACH / 6), (round + 1) * (EACH / 6));
      for (const text of some("a")) a.say(bob, text);
      for (const text of some("b")) b.say(alice, text);
      // Something of this round is through when the power goes, something is under way, something still waits.
      const goal = Math.floor((round + random.fraction()) * (EACH / 6));
      await a.until(() => heardCount(a) >= goal);
      if (random.fraction() < 0.5) a = await a.restartAfterPowerCut();
      else b = await b.restartAfterPowerCut();
      if (round === 3) {
        network.setReachable(bob.address, false);
        await b.until(() => b.session.snapshot().connection.status === "offline");
        network.setReachable(bob.address, true);
      }
    }
    await Promise.all([a.until(() => everythingArrived(a)), b.until(() => everythingArrived(b))]);

    expect(b.heard(alice)).toEqual(texts("a"));
    expect(a.heard(bob)).toEqual(texts("b"));
    expect(ownTexts(a, bob).map(({ text }) => text)).toEqual(texts("a"));
    for (const seat of [a, b]) {
      expect(textsWithoutRow(seat.database)).toEqual([]);
      expect(seat.history(seat === a ? bob : alice).filter(({ kind }) => kind === "note")).toEqual([]);
      expect(seat.database.pragma("quick_check", { simple: true })).toBe("ok");
    }
    network.faults = NO_FAULTS;
    // Acks that were lost go again; then nothing is left to do.
    for (const seat of [a, b]) await vi.waitUntil(() => count(seat, "message_queue") === 0, { timeout: 20_000, interval: 5 });
  });
});
