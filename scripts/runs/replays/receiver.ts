// Somebody who gets messages: a complete session whose network is in the hands of the run. What the user sees and what
// leaves is counted in the file and at the door.
import type { Random, SendOutcome, SipHandlers, SipPort } from "../../../main/messaging/ports";
import { MESSAGE_CONTENT_TYPE } from "../../../shared/wire";
import { OWN_CAPABILITIES } from "../../../shared/capability";
import type { Connection } from "../../../shared/connection";
import type { Address, MessageId } from "../../../shared/ids";
import { createJourney, type Journey } from "../journey";
import { openPerson, type Account, type Person } from "../person";

export interface Receiver {
  readonly person: Person;
  readonly journey: Journey;
  /** The server says what `of` supports, and with which key. */
  meet(of: Account, capabilities: readonly string[]): void;
  receive(from: Address, body: string): void;
  /** Everything was opened and every ack has left. */
  rest(): Promise<void>;
  ampNonceOf(id: MessageId): number;
  /** Bodies that left. */
  readonly sent: readonly string[];
  /** While false nothing leaves. */
  mayLeave: boolean;
  tally(): Tally;
}

export interface Tally {
  /** Bubbles of contacts and lines. */
  readonly shown: number;
  /** Contacts and requests in the list. */
  readonly contacts: number;
  /** State of the own texts with all times that acks set. */
  readonly ownTexts: string;
  /** Messages that left, acks among them. */
  readonly sent: number;
}

/** Acks gather for half a second (spec 1.6). */
const REST = 2000;

export async function openReceiver(account: Account, folder: string, random: Random): Promise<Receiver> {
  const journey = createJourney();
  const sent: string[] = [];
  let handlers: SipHandlers | undefined;

  function createSip(_options: unknown, of: SipHandlers): SipPort {
    let connection: Connection = { status: "stopped" };
    handlers = of;
    const enter = (next: Connection): void => {
      connection = next;
      of.onConnection(next);
    };
    return {
      get connection() {
        return connection;
      },
      start: () => { enter({ status: "online", since: journey.clock.now() }); },
      stop: () => Promise.resolve(),
      send(_to, body): Promise<SendOutcome> {
        if (!receiver.mayLeave) return Promise.resolve({ type: "not-connected" });
        sent.push(body);
        return Promise.resolve({ type: "sent" });
      },
      tryNow: () => undefined,
      signIn: () => undefined,
      useProxy: () => undefined,
      publish: () => undefined,
      watch: () => undefined,
    };
  }

  const person = await openPerson({ account, folder, journey, random, capabilities: OWN_CAPABILITIES, createSip });
  const value = <T>(sql: string): T => person.database.prepare<[], T>(sql).pluck().get() as T;

  let requests = 0;
  const receiver: Receiver = {
    person,
    journey,
    sent,
    mayLeave: true,
    meet(of, capabilities) {
      handlers?.onPresence({ address: of.address, status: "online", capabilities, certificate: of.identity.certificate.der });
    },
    receive(from, body) {
      requests += 1;
      void handlers?.onMessage({ from, body, contentType: MESSAGE_CONTENT_TYPE, stored: false, requestId: String(requests) });
    },
    rest: () => journey.pass(REST),
    ampNonceOf: (id) => person.database.prepare<[MessageId], number>("SELECT amp_nonce FROM messages WHERE id = ?").pluck().get(id) ?? 0,
    tally: () => ({
      shown: value("SELECT count(*) FROM messages WHERE kind <> 'own'"),
      contacts: value("SELECT count(*) FROM contacts WHERE relation <> 'none'"),
      ownTexts: value("SELECT json_group_array(json_array(id, status, delivered_at, read_at)) FROM messages WHERE kind = 'own'"),
      sent: sent.length,
    }),
  };
  return receiver;
}
