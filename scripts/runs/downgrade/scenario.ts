// One run: a few people with apps of several ages write to each other, while the server plays with their presence and
// they restart, update, go away and change their minds. At the end all is well again, and everything must have come.
import type { Random } from "../../../main/messaging/ports";
import { seededRandom } from "../../../main/messaging/testing/seeded-random";
import { NO_FAULTS } from "../../../main/messaging/testing/sip-network";
import {
  LEVEL_CAPABILITY,
  OWN_CAPABILITIES,
  RECEIPTS_CAPABILITY,
  type HoldReason,
  type MinimumProtocol,
  type ProtocolLevel,
} from "../../../shared/capability";
import type { Contact } from "../../../shared/contact";
import type { Millis } from "../../../shared/ids";
import { chance, oneOf } from "../chance";
import type { Account, Person } from "../person";
import { isRight } from "./hold-reasons";
import type { PresenceAttack } from "./hostile-presence";
import { deliveryOf, isHeld, isSettled, timesShown, waitsForALook, type Text } from "./texts";
import { createWorld, type World } from "./world";

export interface RunResult {
  readonly messages: number;
  readonly presenceAttacks: Readonly<Record<PresenceAttack, number>>;
  readonly belowPin: number;
  readonly belowMinimum: number;
  /** Texts that were held once, and those of them that went out in the end. */
  readonly held: number;
  readonly released: number;
  readonly wrongReason: number;
  readonly lost: number;
  readonly duplicated: number;
}

const { "2.0": V20, "2.1": V21, "2.2": V22 } = LEVEL_CAPABILITY;
const APPS: readonly (readonly string[])[] = [
  [],
  [V20],
  [V20, V21],
  [V20, RECEIPTS_CAPABILITY],
  [V20, V21, RECEIPTS_CAPABILITY],
  [V20, V21, V22],
  [V22],
  OWN_CAPABILITIES,
  OWN_CAPABILITIES,
];
const LEVELS = Object.values(LEVEL_CAPABILITY);
const MINIMA: readonly MinimumProtocol[] = ["proved", "proved", "2.2", "allow-1.0"];
const STEPS = 16;
const MOST_TEXTS = 7;
/** Decisions of the users at the end, each of which may meet the next reason to hold. */
const DECISIONS = 6;
const LONGEST_STEP: Millis = 40_000;
const LONGEST_END: Millis = 30 * 60_000;

export async function runScenario(seed: number, accounts: readonly Account[], folder: string): Promise<RunResult> {
  const random = seededRandom(seed * 16);
  const world = createWorld(seed, folder);
  try {
    const people: Person[] = [];
    const count = chance(random, 0.25) ? 3 : 2;
    for (const account of accounts.slice(0, count)) people.push(await world.join(account, oneOf(random, APPS)));
    const run = createRun(world, people, random);
    run.meet();
    for (let step = 0; step < STEPS; step += 1) {
      await run.step();
      await world.journey.pass(random.fraction() ** 3 * LONGEST_STEP);
      run.look();
    }
    await run.end();
    return run.result();
  } finally {
    await world.close();
  }
}

function createRun(world: World, people: readonly Person[], random: Random) {
  const { journey, network, presence, evidence } = world;
  const texts: Text[] = [];
  const everHeld = new Set<Text>();
  let wrongReason = 0;
  const somebody = (): Person => oneOf(random, people);

  function say(from: Person, to: Person): void {
    const contact = from.contact(to.address);
    // Who is asked for the first time accepts now and writes another time.
    if (contact?.relation === "request") from.session.commands.acceptRequest(contact.id);
    if (contact?.relation !== "accepted" || texts.length === MOST_TEXTS) return;
    const words = `text ${String(texts.length + 1)}`;
    texts.push({ from, to, words, id: from.session.commands.sendText(contact.id, words) });
  }

  /** Whoever is asked about a held text says yes. */
  function decide({ from, to }: Text, reason: HoldReason): void {
    const contact = from.contact(to.address);
    if (contact === undefined) return;
    if (reason.code === "below-pin") allow(from, contact, reason.offered);
    else if (world.minimumOf(from.address) === "2.2") world.setMinimum(from, "proved");
    else if (chance(random, 0.5)) world.setMinimum(from, "allow-1.0");
    else allow(from, contact, "1.0");
  }

  function allow(from: Person, { id, address }: Contact, level: ProtocolLevel): void {
    evidence.allowed(from.address, address, level);
    from.session.commands.allowProtocol(id, level);
  }

  function decideAll(): void {
    for (const text of texts) {
      const delivery = deliveryOf(text);
      if (delivery.status === "held") decide(text, delivery.reason);
    }
  }

  async function restart(person: Person): Promise<void> {
    if (chance(random, 0.3)) await person.restartAfterPowerCut(() => { network.kill(person.address); });
    else await person.restart(chance(random, 0.7) ? oneOf(random, APPS) : person.capabilities);
  }

  /** Looks at what came in an older protocol than its sender has proved. */
  function lookAtOlder(person: Person): void {
    for (const { contactId, olderWaiting } of person.session.snapshot().conversations) {
      if (olderWaiting > 0) person.session.commands.showOlder(contactId);
    }
  }

  /** The two apps have nothing in common, and 1.0 is not for those who have something newer. */
  const isHopeless = ({ from, to }: Text): boolean =>
    world.toldOf(from.address, to.address) > 0 &&
    !LEVELS.some((level) => from.capabilities.includes(level) && to.capabilities.includes(level));

  return {
    /** They know each other, or only one knows the other. */
    meet(): void {
      for (const [index, person] of people.entries()) {
        for (const other of people.slice(index + 1)) {
          person.session.commands.addContact(other.address);
          if (chance(random, 0.6)) other.session.commands.addContact(person.address);
        }
      }
    },
    async step(): Promise<void> {
      const from = somebody();
      const to = oneOf(random, people.filter((person) => person !== from));
      const what = random.fraction();
      if (what < 0.4) say(from, to);
      else if (what < 0.5) await restart(from);
      else if (what < 0.57) world.setMinimum(from, oneOf(random, MINIMA));
      else if (what < 0.62) decideAll();
      else if (what < 0.68) network.setReachable(from.address, chance(random, 0.6));
      else presence.provoke(from.address, to.address);
    },
    /** Notes what is held, and whether for a reason. */
    look(): void {
      for (const text of texts) {
        const delivery = deliveryOf(text);
        if (delivery.status !== "held") continue;
        everHeld.add(text);
        if (!isRight(world, text.from, text.to, delivery.reason)) wrongReason += 1;
      }
    },
    /** The server is honest again, and nothing is lost. Then either all apps are new, or the users decide. */
    async end(): Promise<void> {
      presence.honest = true;
      network.faults = NO_FAULTS;
      const allNew = chance(random, 0.5);
      for (const person of people) {
        network.setReachable(person.address, true);
        if (allNew) await person.restart(OWN_CAPABILITIES);
        for (const contact of person.session.snapshot().contacts) {
          if (contact.relation === "request") person.session.commands.acceptRequest(contact.id);
        }
      }
      for (let decision = 0; decision < DECISIONS; decision += 1) {
        world.refreshPresence();
        await journey.until(() => texts.every(isSettled), LONGEST_END);
        this.look();
        if (!texts.some((text) => isHeld(text) || waitsForALook(text))) break;
        if (!allNew) decideAll();
        people.forEach(lookAtOlder);
        await journey.pass(1000);
      }
    },
    result(): RunResult {
      return {
        messages: texts.length,
        presenceAttacks: presence.attacks,
        ...evidence.violations,
        held: everHeld.size,
        released: [...everHeld].filter((text) => !isHeld(text)).length,
        wrongReason,
        lost: texts.filter((text) => timesShown(text) === 0 && !(isHeld(text) && isHopeless(text))).length,
        duplicated: texts.filter((text) => timesShown(text) > 1).length,
      };
    },
  };
}
