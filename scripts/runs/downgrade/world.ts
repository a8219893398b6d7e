// The people of one run with the network between them: every body that leaves or arrives is seen by the evidence, and
// presence goes through the hands of the server.
import type { OwnPresence, SipHandlers } from "../../../main/messaging/ports";
import { seededRandom } from "../../../main/messaging/testing/seeded-random";
import { createSipNetwork, NO_FAULTS, type Faults, type SipNetwork } from "../../../main/messaging/testing/sip-network";
import type { NetworkClient } from "../../../main/messaging/testing/network-client";
import type { SipClientOptions } from "../../../main/sip/client";
import type { MinimumProtocol } from "../../../shared/capability";
import type { Address } from "../../../shared/ids";
import { oneOf } from "../chance";
import { createJourney, type Journey } from "../journey";
import { openPerson, type Account, type Person } from "../person";
import { createEvidence, type Evidence } from "./evidence";
import { createHostilePresence, type HostilePresence } from "./hostile-presence";

export interface World {
  readonly journey: Journey;
  readonly network: SipNetwork;
  readonly presence: HostilePresence;
  readonly evidence: Evidence;
  /** Non-empty lists of capabilities that `at` was ever told of `about`. */
  toldOf(at: Address, about: Address): number;
  minimumOf(at: Address): MinimumProtocol;
  setMinimum(person: Person, minimum: MinimumProtocol): void;
  /** Everybody who is there hears the truth about everybody they watch, as when subscriptions are refreshed. */
  refreshPresence(): void;
  join(account: Account, capabilities: readonly string[]): Promise<Person>;
  close(): Promise<void>;
}

interface Device {
  readonly client: NetworkClient;
  readonly handlers: SipHandlers;
  published: OwnPresence | undefined;
}

/** Losses keep messages from being in step with what is known: one is tried again after more was proved. */
const NETWORKS: readonly Faults[] = [
  NO_FAULTS,
  { lost: 0.03, answerLost: 0.03, doubled: 0.05, delayed: 0.1 },
  { lost: 0.4, answerLost: 0.3, doubled: 0.05, delayed: 0.2 },
];

export function createWorld(seed: number, folder: string): World {
  const journey = createJourney();
  let dice = 0;
  /** Each part has dice of its own, so that one does not move the others. */
  const ownDice = () => seededRandom(seed * 16 + (dice += 1));
  const network = createSipNetwork(journey.clock, ownDice());
  network.faults = oneOf(ownDice(), NETWORKS);
  const people = new Map<Address, Person>();
  const devices = new Map<Address, Device>();
  const minimum = new Map<Address, MinimumProtocol>();
  const told = new Map<string, number>();

  const evidence = createEvidence((at, body) => {
    const unopened = "SELECT 1 FROM message_queue WHERE is_outgoing = 0 AND final_message = ?";
    return people.get(at)?.database.prepare(unopened).get(body) !== undefined;
  });
  const presence = createHostilePresence({
    clock: journey.clock,
    random: ownDice(),
    deliver(watcher, update) {
      const device = devices.get(watcher);
      if (device?.client.connection.status !== "online") return;
      const key = `${watcher} ${update.address}`;
      if ((update.capabilities ?? []).length > 0) told.set(key, (told.get(key) ?? 0) + 1);
      device.handlers.onPresence(update);
    },
  });

  function createSip(options: SipClientOptions, handlers: SipHandlers): NetworkClient {
    const { address } = options;
    const client = network.createSip(options, {
      ...handlers,
      onPresence: (update) => { presence.notify(address, update); },
      async onMessage(message) {
        const answer = await handlers.onMessage(message);
        if (answer === 200) evidence.arrived(address, message.from, message.body);
        return answer;
      },
    });
    // The client itself, but for what the run wants to see.
    const watched: NetworkClient = Object.create(client, {
      send: {
        value: (...[to, body, onLateAnswer]: Parameters<NetworkClient["send"]>) => {
          const capabilities = people.get(address)?.capabilities ?? [];
          evidence.left({ from: address, to, body, minimum: world.minimumOf(address), capabilities });
          return client.send(to, body, onLateAnswer);
        },
      },
      publish: {
        value: (published: OwnPresence) => {
          device.published = published;
          client.publish(published);
        },
      },
    }) as NetworkClient;
    const device: Device = { client, handlers, published: undefined };
    devices.set(address, device);
    return watched;
  }

  const world: World = {
    journey,
    network,
    presence,
    evidence,
    toldOf: (at, about) => told.get(`${at} ${about}`) ?? 0,
    minimumOf: (at) => minimum.get(at) ?? "proved",
    setMinimum(person, value) {
      minimum.set(person.address, value);
      person.session.commands.updateSettings({ minimumProtocol: value });
    },
    refreshPresence() {
      for (const { address: watcher, session } of people.values()) {
        for (const { address } of session.snapshot().contacts) {
          const device = devices.get(address);
          const published = device?.client.connection.status === "online" ? device.published : undefined;
          presence.notify(watcher, published === undefined ? { address, status: "offline" } : { address, ...published });
        }
      }
    },
    async join(account, capabilities) {
      const person = await openPerson({ account, folder, journey, random: ownDice(), capabilities, createSip });
      people.set(account.address, person);
      return person;
    },
    async close() {
      for (const person of people.values()) await person.close();
    },
  };
  return world;
}
