// For tests: one account's connection to the network in memory, in the shape the session uses.
import type { Connection } from "../../../shared/connection";
import type { Address } from "../../../shared/ids";
import type { SipClientOptions } from "../../sip/client";
import type { OwnPresence, SendOutcome, SipHandlers, SipPort } from "../ports";

/** What a device is to the server. */
export interface Device {
  readonly address: Address;
  readonly handlers: SipHandlers;
  presence: OwnPresence | undefined;
  watched: readonly Address[];
}

/** What the server does for a device. */
export interface SipServer {
  isReachable(address: Address): boolean;
  register(device: Device): void;
  unregister(device: Device): void;
  presenceChanged(device: Device): void;
  watchChanged(device: Device, before: readonly Address[]): void;
  send(from: Address, to: Address, body: string, answered: (outcome: SendOutcome) => void): void;
}

export interface NetworkClient extends SipPort {
  /** The way to the server was opened or closed. */
  wayChanged(): void;
  /** Nothing of it is ever heard again, nor told to it. */
  die(): void;
}

const CONNECT = 50;

export function networkClient(server: SipServer, options: SipClientOptions, handlers: SipHandlers): NetworkClient {
  const { address, clock, responseDeadline = 8000 } = options;
  const device: Device = { address, handlers, presence: undefined, watched: [] };
  const waiting = new Set<(outcome: SendOutcome) => void>();
  let connection: Connection = { status: "stopped" };
  let dead = false;

  function enter(next: Connection): void {
    if (dead) return;
    connection = next;
    handlers.onConnection(next);
  }

  function connect(): void {
    enter({ status: "connecting", since: clock.now() });
    clock.after(CONNECT, () => {
      if (dead || connection.status !== "connecting") return;
      if (!server.isReachable(address)) return disconnect();
      server.register(device);
      enter({ status: "online", since: clock.now() });
    });
  }

  function leave(): void {
    server.unregister(device);
    for (const end of [...waiting]) end({ type: "retryable", reason: { code: "connection-lost" } });
  }

  function disconnect(): void {
    leave();
    enter({ status: "offline", since: clock.now(), problem: "network-unreachable" });
  }

  return {
    get connection() {
      return connection;
    },
    start: connect,
    async stop() {
      leave();
      if (connection.status !== "stopped") enter({ status: "stopped" });
    },
    tryNow() {
      if (connection.status === "offline") connect();
      if (connection.status !== "online") return;
      const doubted = connection;
      clock.after(CONNECT, () => { if (!dead && connection === doubted) handlers.onAlive(); });
    },
    signIn: connect,
    useProxy: () => undefined,
    send(to: Address, body: string, onLateAnswer) {
      if (dead) return new Promise(() => undefined);
      if (connection.status !== "online") return Promise.resolve<SendOutcome>({ type: "not-connected" });
      return new Promise((resolve) => {
        let over = false;
        const end = (outcome: SendOutcome) => {
          waiting.delete(end);
          cancel();
          over = true;
          if (!dead) resolve(outcome);
        };
        waiting.add(end);
        const cancel = clock.after(responseDeadline, () => { end({ type: "retryable", reason: { code: "no-answer" } }); });
        server.send(address, to, body, (outcome) => {
          if (!over) end(outcome);
          else if (!dead) onLateAnswer?.(outcome);
        });
      });
    },
    publish(presence: OwnPresence) {
      device.presence = presence;
      server.presenceChanged(device);
    },
    watch(addresses) {
      const before = device.watched;
      device.watched = addresses;
      server.watchChanged(device, before);
    },
    wayChanged() {
      if (server.isReachable(address)) {
        if (connection.status === "offline") connect();
      } else if (connection.status === "online" || connection.status === "connecting") {
        disconnect();
      }
    },
    die() {
      dead = true;
      server.unregister(device);
    },
  };
}
