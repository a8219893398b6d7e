// The presence service of a server that wants older protocols: it knows every document that was ever published, and
// hands out whatever it likes in whatever order (spec 1.7, 1.10). The documents are real and read as real ones are.
import type { Clock, OwnPresence, PresenceUpdate, Random } from "../../../main/messaging/ports";
import { readPidf } from "../../../main/sip/pidf-read";
import { writePidf } from "../../../main/sip/pidf-write";
import { chance, oneOf } from "../chance";
import type { Address, Millis } from "../../../shared/ids";

export const PRESENCE_ATTACKS = ["stripped", "emptied", "delayed", "replayed", "swapped", "dropped"] as const;
/** There is nothing to drop when nothing happened. */
const UNPROVOKED = PRESENCE_ATTACKS.filter((kind) => kind !== "dropped");
export type PresenceAttack = (typeof PRESENCE_ATTACKS)[number];

export interface HostilePresence {
  /** From now on everybody hears what is true. */
  honest: boolean;
  /** In place of a NOTIFY to `watcher`. */
  notify(watcher: Address, update: PresenceUpdate): void;
  /** A NOTIFY to `watcher` without a reason. */
  provoke(watcher: Address, about: Address): void;
  readonly attacks: Readonly<Record<PresenceAttack, number>>;
}

export interface HostilePresenceParts {
  readonly clock: Clock;
  readonly random: Random;
  readonly deliver: (watcher: Address, update: PresenceUpdate) => void;
}

const LONGEST_DELAY: Millis = 90_000;
const CAPABILITY = /<s:capability>[^<]*<\/s:capability>/g;
const CAPABILITIES = /<s:capabilities>.*<\/s:capabilities>/;
const NEWEST = "3.1.2.2";

export function createHostilePresence({ clock, random, deliver }: HostilePresenceParts): HostilePresence {
  const archive = new Map<Address, string[]>();
  const attacks = { stripped: 0, emptied: 0, delayed: 0, replayed: 0, swapped: 0, dropped: 0 };
  /** A document that was published once, by this person or by anybody. */
  const old = (about?: Address): string => {
    const documents = [...archive].flatMap(([address, published]) => (about === undefined || address === about ? published : []));
    return documents.length === 0 ? "" : oneOf(random, documents);
  };

  function hand(watcher: Address, address: Address, document: string): void {
    const reading = readPidf(document);
    if (reading.ok) deliver(watcher, { address, ...reading.presence });
  }

  function attack(kind: PresenceAttack, watcher: Address, about: Address, document: string): void {
    attacks[kind] += 1;
    switch (kind) {
      case "stripped":
        hand(watcher, about, document.replace(CAPABILITY, (element) => (element.includes(NEWEST) || chance(random, 0.5) ? "" : element)));
        return;
      case "emptied":
        hand(watcher, about, chance(random, 0.5) ? "" : document.replace(CAPABILITIES, chance(random, 0.5) ? "" : "<s:capabilities/>"));
        return;
      case "delayed":
        clock.after(random.fraction() * LONGEST_DELAY, () => {
          // What is late is not lost, but an honest server tells nothing old.
          if (!hostile.honest) hand(watcher, about, document);
        });
        return;
      case "replayed":
        hand(watcher, about, old(about));
        return;
      case "swapped":
        hand(watcher, about, old());
        return;
      case "dropped":
        return;
    }
  }

  const hostile: HostilePresence = {
    honest: false,
    attacks,
    notify(watcher, update) {
      const { address } = update;
      const document = isPublished(update) ? writePidf(address, update, clock.now()) : "";
      if (document !== "") archive.set(address, [...(archive.get(address) ?? []), document]);
      if (hostile.honest || chance(random, 0.4)) hand(watcher, address, document);
      else attack(oneOf(random, PRESENCE_ATTACKS), watcher, address, document);
    },
    provoke(watcher, about) {
      const document = archive.get(about)?.at(-1);
      if (document !== undefined) attack(oneOf(random, UNPROVOKED), watcher, about, document);
    },
  };
  return hostile;
}

function isPublished(update: PresenceUpdate): update is PresenceUpdate & OwnPresence {
  return update.status !== "offline" && update.capabilities !== undefined && update.certificate !== undefined;
}
