// Hands stored messages to a device after it registered (spec 2.6): in order, one at a time. A message leaves the store
// only after a 2xx, or when the device judged this very message unacceptable for good. A device that does not answer or
// cannot now gets the rest after a pause, or at its next registration if that is earlier. What it refused otherwise it is
// asked again then, not before.
import { randomToken } from "./compose";
import type { Connection } from "./connection";
import type { Limits } from "./limits";
import type { Binding, Registrar } from "./registrar";
import type { Outcome, Requests } from "./requests";
import type { Store, StoredMessage } from "./store";

/**
 * Answers about the content of a message: too large, of an unknown type, not acceptable, declined. Everything else
 * (404, 405, 403 …) tells about the device or the way to it, and another try may find another device.
 */
const NEVER_ACCEPTED = [413, 415, 488, 493, 513, 603, 606];
/** The device as a whole cannot take messages now. */
const NOT_NOW = [408, 480, 503];

export interface StoredDeliveryOptions {
  readonly domain: string;
  readonly limits: Pick<Limits, "deviceDeadlineMs" | "handOverPauseMs">;
  readonly store: Store;
  readonly registrar: Registrar;
  readonly requests: Requests;
  readonly log: (line: string) => void;
}

export interface StoredDelivery {
  /** Hands the account's device, which registered, everything; while that runs, one more round follows. */
  start(user: string): void;
  /** The same, without what the device has refused since it registered. */
  resume(user: string): void;
  /** `resume` after a pause: the device did not take something now. */
  resumeLater(user: string): void;
  /** Whether there is something for `resume`. */
  hasWaiting(user: string): boolean;
  /** Resolves when nothing is on its way any more. */
  settled(): Promise<void>;
  stop(): void;
}

export function makeStoredDelivery(options: StoredDeliveryOptions): StoredDelivery {
  const { domain, limits, store, registrar, requests, log } = options;
  /** Connections that are being handed messages, and the round that follows. */
  const running = new Map<number, "none" | "resume" | "start">();
  /** Up to which message the device has judged each since it registered. */
  const judged = new WeakMap<Connection, number>();
  const rounds = new Set<Promise<void>>();
  const pauses = new Map<Connection, NodeJS.Timeout>();
  let stopped = false;

  function send(binding: Binding, message: StoredMessage): Promise<Outcome> {
    const request = {
      method: "MESSAGE",
      uri: binding.contact,
      from: `<sip:${message.sender}@${domain}>;tag=${randomToken()}`,
      to: `<sip:${binding.user}@${domain}>`,
      callId: randomToken(),
      cseq: 1,
      maxForwards: 70,
      headers: [`Content-Type: ${message.contentType}`, `Date: ${new Date(message.receivedAt).toUTCString()}`, `X-Offline: ${message.id}`],
      body: message.body,
    };
    return requests.send(binding.connection, request, limits.deviceDeadlineMs);
  }

  /** True to go on with the next message. */
  function conclude(user: string, message: StoredMessage, outcome: Outcome): boolean {
    if (outcome.type === "no-answer") return false;
    const { status } = outcome.response;
    if (status < 300) store.deleteMessage(message.id);
    else if (NEVER_ACCEPTED.includes(status)) {
      store.deleteMessage(message.id);
      log(`${user}'s device refused a stored message for good (${status}), it was deleted`);
    } else log(`${user}'s device answered ${status} to a stored message, it is kept`);
    return !NOT_NOW.includes(status);
  }

  async function round(binding: Binding): Promise<void> {
    while (!stopped && registrar.binding(binding.user)?.connection === binding.connection) {
      const message = next(binding);
      if (message === undefined) return;
      const outcome = await send(binding, message);
      if (!conclude(binding.user, message, outcome)) return pause(binding);
      judged.set(binding.connection, message.id);
    }
  }

  function pause({ user, connection }: Binding): void {
    if (pauses.has(connection) || stopped) return;
    const resume = (): void => {
      pauses.delete(connection);
      if (registrar.binding(user)?.connection === connection) begin(user, "resume");
    };
    pauses.set(connection, setTimeout(resume, limits.handOverPauseMs));
  }

  function next({ user, connection }: Binding): StoredMessage | undefined {
    return store.nextMessage(user, judged.get(connection) ?? 0);
  }

  async function run(binding: Binding): Promise<void> {
    const { id } = binding.connection;
    do {
      if (running.get(id) === "start") judged.delete(binding.connection);
      running.set(id, "none");
      await round(binding);
    } while (running.get(id) !== "none" && !stopped);
    running.delete(id);
  }

  function begin(user: string, how: "resume" | "start"): void {
    const binding = registrar.binding(user);
    if (binding === undefined || stopped) return;
    const { id } = binding.connection;
    const isRunning = running.has(id);
    if (running.get(id) !== "start") running.set(id, how);
    if (isRunning) return;
    const work = run(binding)
      .catch((error: unknown) => {
        running.delete(id);
        log(`stored messages of ${user} could not be read: ${String(error)}`);
      })
      .finally(() => rounds.delete(work));
    rounds.add(work);
  }

  return {
    start: (user) => begin(user, "start"),
    resume: (user) => begin(user, "resume"),
    resumeLater(user) {
      const binding = registrar.binding(user);
      if (binding !== undefined) pause(binding);
    },
    hasWaiting(user) {
      const binding = registrar.binding(user);
      return binding !== undefined && next(binding) !== undefined;
    },
    settled: async () => void (await Promise.all(rounds)),
    stop() {
      stopped = true;
      for (const timer of pauses.values()) clearTimeout(timer);
    },
  };
}
