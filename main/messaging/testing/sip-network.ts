// For tests: a SIP server and the ways to it, in memory, as faithful as the queue can tell: a relay that passes a
// message on and its answer back, keeps it for who is away or silent (202) until a device answered 200, and tells
// presence. Messages and answers can be lost, doubled and delayed on both legs.
import type { Address, Millis } from "../../../shared/ids";
import { MESSAGE_CONTENT_TYPE } from "../../../shared/wire";
import type { SipClientOptions } from "../../sip/client";
import type { Clock, IncomingMessage, Random, ReceiveAnswer, SendOutcome, SipHandlers } from "../ports";
import { networkClient, type Device, type NetworkClient, type SipServer } from "./network-client";

export interface Faults {
  /** Chances in [0, 1). */
  readonly lost: number;
  readonly answerLost: number;
  readonly doubled: number;
  /** Delayed by up to ten times the usual, so that others overtake it. */
  readonly delayed: number;
}

export const NO_FAULTS: Faults = { lost: 0, answerLost: 0, doubled: 0, delayed: 0 };

export interface SipNetwork {
  readonly createSip: (options: SipClientOptions, handlers: SipHandlers) => NetworkClient;
  faults: Faults;
  /** Asked for every message and answer on its way; false loses it. */
  passes: (leg: Leg) => boolean;
  /** The way to the server for this address: closed, it goes offline. */
  setReachable(address: Address, reachable: boolean): void;
  /** The program of this address is gone from one moment to the next. */
  kill(address: Address): void;
  /** Messages that wait for their recipient. */
  readonly kept: number;
  /** Every relayed body with its recipient, copies included. */
  readonly relayed: readonly { readonly to: Address; readonly body: string }[];
}

export interface Leg {
  readonly kind: "message" | "answer";
  readonly from: Address;
  readonly to: Address;
}

const LATENCY: Millis = 20;
/** The server gives a silent device this long before it keeps the message. */
const DEVICE_DEADLINE: Millis = 4000;
const KEPT_RETRY: Millis = 1500;

export function createSipNetwork(clock: Clock, random: Random): SipNetwork {
  const online = new Map<Address, Device>();
  const accounts = new Set<Address>();
  const clients = new Map<Address, NetworkClient>();
  const unreachable = new Set<Address>();
  const store = new Map<Address, { readonly from: Address; readonly body: string }[]>();
  const draining = new Set<Address>();
  const relayed: { to: Address; body: string }[] = [];
  let requests = 0;
  const newRequestId = (): string => String((requests += 1));

  const chance = (probability: number): boolean => probability > 0 && random.fraction() < probability;
  const delay = (): Millis => LATENCY * random.fraction() * (chance(network.faults.delayed) ? 10 : 1);
  const later = (callback: () => void): void => void clock.after(delay(), callback);

  /** One leg: calls `arrive` once, twice or never. */
  function carry(leg: Leg, lossChance: number, arrive: () => void): void {
    if (!network.passes(leg) || chance(lossChance)) return;
    later(arrive);
    if (chance(network.faults.doubled)) later(arrive);
  }

  /** The server's leg to a device; `done` hears its answer, or nothing after the deadline. */
  function handOver(message: IncomingMessage, to: Address, done: (answer: ReceiveAnswer | undefined) => void): void {
    let over = false;
    const finish = (answer: ReceiveAnswer | undefined) => {
      if (over) return;
      over = true;
      cancel();
      done(answer);
    };
    const cancel = clock.after(DEVICE_DEADLINE, () => { finish(undefined); });
    carry({ kind: "message", from: message.from, to }, network.faults.lost, () => {
      const device = online.get(to);
      if (device === undefined) return;
      relayed.push({ to, body: message.body });
      void Promise.resolve(device.handlers.onMessage(message)).then((answer) => {
        // Its power went before it answered: what it says now, it says into a file that nobody has any more.
        if (online.get(to) !== device) return;
        carry({ kind: "answer", from: to, to: message.from }, network.faults.answerLost, () => { finish(answer); });
      });
    });
  }

  function keep(from: Address, to: Address, body: string): void {
    const kept = store.get(to) ?? [];
    store.set(to, kept);
    kept.push({ from, body });
    drain(to);
  }

  /** Hands kept messages over one by one; each stays until the device took it. */
  function drain(to: Address): void {
    const next = store.get(to)?.[0];
    if (next === undefined || draining.has(to) || !online.has(to)) return;
    draining.add(to);
    handOver({ ...next, contentType: MESSAGE_CONTENT_TYPE, stored: true, requestId: newRequestId() }, to, (answer) => {
      draining.delete(to);
      if (answer !== undefined && answer !== 503) store.get(to)?.shift();
      if (answer === undefined || answer === 503) clock.after(KEPT_RETRY, () => { drain(to); });
      else drain(to);
    });
  }

  function tell(watcher: Device, about: Address): void {
    const presence = online.get(about)?.presence;
    later(() => {
      if (online.get(watcher.address) !== watcher) return;
      if (presence === undefined) watcher.handlers.onPresence({ address: about, status: "offline" });
      else watcher.handlers.onPresence({ address: about, ...presence });
    });
  }

  function tellEverybody(about: Address): void {
    for (const device of online.values()) if (device.watched.includes(about)) tell(device, about);
  }

  const server: SipServer = {
    isReachable: (address: Address) => !unreachable.has(address),
    register(device: Device): void {
      accounts.add(device.address);
      online.set(device.address, device);
      tellEverybody(device.address);
      for (const about of device.watched) tell(device, about);
      drain(device.address);
    },
    unregister(device: Device): void {
      if (online.get(device.address) !== device) return;
      online.delete(device.address);
      tellEverybody(device.address);
    },
    presenceChanged: (device: Device): void => { if (online.get(device.address) === device) tellEverybody(device.address); },
    watchChanged: (device: Device, before: readonly Address[]): void => {
      if (online.get(device.address) !== device) return;
      for (const about of device.watched) if (!before.includes(about)) tell(device, about);
    },
    send(from: Address, to: Address, body: string, answered: (outcome: SendOutcome) => void): void {
      const answer = (outcome: SendOutcome) => {
        carry({ kind: "answer", from: to, to: from }, network.faults.answerLost, () => { answered(outcome); });
      };
      carry({ kind: "message", from, to }, network.faults.lost, () => {
        if (!accounts.has(to)) return answer({ type: "permanent", reason: { code: "unknown-address", sipStatus: 404 } });
        const keepIt = () => {
          keep(from, to, body);
          answer({ type: "stored" });
        };
        if (!online.has(to)) return keepIt();
        handOver({ from, contentType: MESSAGE_CONTENT_TYPE, body, stored: false, requestId: newRequestId() }, to, (status) => {
          if (status === 200) answer({ type: "sent" });
          else if (status === undefined) keepIt();
          else if (status === 503) answer({ type: "retryable", reason: { code: "server-busy", sipStatus: 503 } });
          else answer({ type: "permanent", reason: { code: "not-accepted", sipStatus: status } });
        });
      });
    },
  };

  const network: SipNetwork = {
    faults: NO_FAULTS,
    passes: () => true,
    createSip(options, handlers) {
      const client = networkClient(server, options, handlers);
      clients.set(options.address, client);
      accounts.add(options.address);
      return client;
    },
    setReachable(address, reachable) {
      if (reachable) unreachable.delete(address);
      else unreachable.add(address);
      clients.get(address)?.wayChanged();
    },
    kill(address) {
      clients.get(address)?.die();
    },
    get kept() {
      return [...store.values()].reduce((sum, kept) => sum + kept.length, 0);
    },
    relayed,
  };
  return network;
}
