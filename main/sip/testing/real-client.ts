// A client on a real server and the real clock, with what its handlers heard.
import type { Connection } from "../../../shared/connection";
import type { Address } from "../../../shared/ids";
import type { IncomingMessage, PresenceUpdate, ReceiveAnswer, SipPort } from "../../messaging/ports";
import { systemClock } from "../../platform/system-clock";
import { createSipClient, type SipClientOptions } from "../client";
import { createMailbox } from "./mailbox";
import { steadyRandom } from "./manual-clock";

export interface RealClient {
  readonly client: SipPort;
  readonly address: Address;
  readonly messages: readonly IncomingMessage[];
  nextMessage(): Promise<IncomingMessage>;
  /** Passes over updates until one that `isMeant`. */
  presence(isMeant: (update: PresenceUpdate) => boolean): Promise<PresenceUpdate>;
  entered<Status extends Connection["status"]>(status: Status): Promise<Extract<Connection, { status: Status }>>;
  /** What the inbox answers from now on; 200 at first. */
  answer(status: ReceiveAnswer): void;
}

export function realClient(address: Address, options: Pick<SipClientOptions, "password" | "serverUrl"> & Partial<SipClientOptions>): RealClient {
  const arrived = createMailbox<IncomingMessage>();
  const presence = createMailbox<PresenceUpdate>();
  const states = createMailbox<Connection>();
  const messages: IncomingMessage[] = [];
  let status: ReceiveAnswer = 200;

  const client = createSipClient(
    { address, loopbackOnly: true, clock: systemClock, random: steadyRandom, ...options },
    {
      onMessage: (message) => {
        messages.push(message);
        arrived.put("message", message);
        return status;
      },
      onConnection: (connection) => states.put(connection.status, connection),
      onAlive: () => undefined,
      onPresence: (update) => presence.put("presence", update),
    },
  );
  return {
    client,
    address,
    messages,
    nextMessage: () => arrived.take("message"),
    presence: async (isMeant) => {
      for (;;) {
        const update = await presence.take("presence");
        if (isMeant(update)) return update;
      }
    },
    entered: (wanted) => states.take(wanted) as Promise<never>,
    answer: (next) => void (status = next),
  };
}
