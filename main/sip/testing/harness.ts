// A SIP client under test with everything around it: the fake server, a clock that stands still, and what
// the handlers heard. `cleanUp` in afterEach ends whatever a test left running.
import { expect } from "vitest";
import type { Address } from "../../../shared/ids";
import type { Connection } from "../../../shared/connection";
import type { IncomingMessage, MessageReceiver, PresenceUpdate, SipPort } from "../../messaging/ports";
import type { LogFacts } from "../../platform/log";
import { createSipClient, type SipClientOptions } from "../client";
import { startFakeServer, type FakeServer, type FakeServerOptions } from "./fake-server";
import { createMailbox } from "./mailbox";
import { createManualClock, steadyRandom, type ManualClock } from "./manual-clock";

export const ALICE = "alice@test.example" as Address;
export const BOB = "bob@test.example" as Address;

export interface Harness {
  readonly server: FakeServer;
  readonly clock: ManualClock;
  readonly client: SipPort;
  /** Every state the client entered, oldest first. */
  readonly states: readonly Connection[];
  readonly messages: readonly IncomingMessage[];
  readonly logged: readonly { readonly event: string; readonly facts: LogFacts | undefined }[];
  /** Next time the client enters this state, counted from what was already taken. */
  entered<Status extends Connection["status"]>(status: Status): Promise<Extract<Connection, { status: Status }>>;
  nextPresence(): Promise<PresenceUpdate>;
  /** Next time the client told that the connection it doubted stands. */
  alive(): Promise<void>;
  /** Replaces what the inbox does; it stores and answers 200 unless told. */
  receive(receiver: MessageReceiver): void;
  /** Starts and waits until it is online. */
  online(): Promise<void>;
}

/** Waits for what should come about at once, with the patience that a busy machine needs. */
export function eventually(read: () => unknown): ReturnType<typeof expect.poll> {
  return expect.poll(read, { timeout: 10_000 });
}

const running: (() => Promise<void>)[] = [];

export async function cleanUp(): Promise<void> {
  for (const stop of running.splice(0).reverse()) await stop();
}

/** A fake server that `cleanUp` closes. */
export async function fakeServer(options?: FakeServerOptions): Promise<FakeServer> {
  const server = await startFakeServer(options);
  running.push(() => server.close());
  return server;
}

export interface HarnessOptions {
  /** Every listener throws after it has noted what it heard. */
  readonly failing?: boolean;
}

export async function startHarness(
  options: Partial<SipClientOptions> = {},
  given?: FakeServer,
  { failing = false }: HarnessOptions = {},
): Promise<Harness> {
  const server = given ?? (await fakeServer());
  const clock = createManualClock();
  const states: Connection[] = [];
  const entered = createMailbox<Connection>();
  const presence = createMailbox<PresenceUpdate>();
  const alive = createMailbox<void>();
  const messages: IncomingMessage[] = [];
  const logged: { event: string; facts: LogFacts | undefined }[] = [];
  let receiver: MessageReceiver = () => 200;

  const client = createSipClient(
    {
      address: ALICE,
      password: "secret",
      serverUrl: server.url,
      loopbackOnly: true,
      clock,
      random: steadyRandom,
      log: (_level, event, facts) => void logged.push({ event, facts }),
      ...options,
    },
    {
      onConnection: (connection) => {
        states.push(connection);
        entered.put(connection.status, connection);
        if (failing) throw new Error("listener");
      },
      onAlive: () => {
        alive.put("", undefined);
        if (failing) throw new Error("listener");
      },
      onMessage: (message) => {
        messages.push(message);
        return receiver(message);
      },
      onPresence: (update) => {
        presence.put("", update);
        if (failing) throw new Error("listener");
      },
    },
  );
  running.push(() => client.stop());
  return {
    server,
    clock,
    client,
    states,
    messages,
    logged,
    entered: (status) => entered.take(status) as Promise<never>,
    nextPresence: () => presence.take(""),
    alive: () => alive.take(""),
    receive: (next) => void (receiver = next),
    online: async () => {
      client.start();
      await entered.take("online");
    },
  };
}
