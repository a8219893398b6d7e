// An account that receives, with the whole session of the app around its encrypted file, and senders who sealed texts for it
// beforehand. Only the network is missing: what the server sends is handed to the session as the SIP layer does, with at
// most so many unanswered as that lets through.
import { setImmediate as nextTurn } from "node:timers/promises";
import { createIdentity, loadIdentity, type Identity, type StoredIdentity } from "../../main/crypto/identity";
import { createAccount } from "../../main/db/account-repository";
import type { Database } from "../../main/db/open";
import { createStore } from "../../main/db/store";
import { createTrustKeeper } from "../../main/contacts/trust";
import type { SipHandlers, SipPort } from "../../main/messaging/ports";
import { silentLog } from "../../main/platform/log";
import { encodeText } from "../../main/protocol/amp-text";
import { sealMessage } from "../../main/protocol/seal-message";
import { openSession } from "../../main/session";
import { OWN_CAPABILITIES } from "../../shared/capability";
import type { Address } from "../../shared/ids";
import { MESSAGE_CONTENT_TYPE } from "../../shared/wire";
import { kindNetwork } from "../../scripts/runs/kind-network";

export interface Letter {
  readonly from: Address;
  readonly body: string;
}

interface Sender {
  readonly address: Address;
  readonly identity: Identity;
}

export interface IncomingAccount {
  /** Texts from all senders in turn, as STPSimple v3. */
  seal(count: number): Promise<readonly Letter[]>;
  /** Fills a new file with the account and its contacts. */
  fill(database: Database): void;
}

const OWN = "alice@bench.stamp" as Address;
/** What main/sip/receive-message.ts lets through before it reads the socket no further. */
const MOST_UNANSWERED = 64;
/** Requests in one piece of what the socket gave: 64 KiB. */
const A_TURN = 32;

export async function incomingAccount(senders: number): Promise<IncomingAccount> {
  const own = await createIdentity(OWN);
  const { certificate: recipientCertificate } = await loadIdentity(own);
  const people = await Promise.all(Array.from({ length: senders }, (_, index) => senderNamed(`sender${String(index + 1)}`)));
  const sentAt = Date.now() - 3_600_000;

  async function letter(number: number): Promise<Letter> {
    const { address, identity } = people[number % senders] as Sender;
    const amp = encodeText(`Text ${String(number)}: see you at the gate at half past seven, and bring the tickets!`, number + 1);
    const sequenceNumber = 1 + Math.floor(number / senders);
    const { body } = await sealMessage({ stp: { type: 2, version: 3 }, amp, sequenceNumber, sentAt: sentAt + number, sender: address, recipient: OWN, recipientCertificate, identity });
    return { from: address, body };
  }

  return {
    seal: (count) => Promise.all(Array.from({ length: count }, (_, number) => letter(number))),
    fill: (database) => { fill(database, own, people); },
  };
}

async function senderNamed(name: string): Promise<Sender> {
  const address = `${name}@bench.stamp` as Address;
  return { address, identity: await loadIdentity(await createIdentity(address)) };
}

/** Contacts whose key and app are known, as after some days of use. */
function fill(database: Database, { pkcs8: privateKey, certificate }: StoredIdentity, people: readonly Sender[]): void {
  const createdAt = Date.now();
  createAccount(database, { address: OWN, serverUrl: "ws://127.0.0.1:1", password: "", privateKey, certificate, createdAt, tryHere: false });
  const store = createStore(database);
  const trust = createTrustKeeper(store.keys);
  for (const { address, identity } of people) {
    const id = store.contacts.insert({ address, localName: undefined, relation: "accepted", createdAt, firstSequenceNumber: 1 });
    store.conversations.touch(id, createdAt);
    trust.offer(id, identity.certificate, createdAt);
    store.capabilities.insert(id, { strings: OWN_CAPABILITIES, carrier: "statement", since: createdAt });
    store.contacts.setPin(id, { level: "2.2", since: createdAt, by: "proved" });
  }
}

/** Opens the account and hands the letters over; the milliseconds until all of them were told to the window. */
export async function receiveAll(database: Database, letters: readonly Letter[]): Promise<number> {
  const network = quietNetwork();
  const session = await openSession({ database, log: silentLog, loopbackOnly: true, createSip: network.createSip });
  let shown = 0;
  const allShown = new Promise<void>((resolve) => {
    session.feed.subscribe((batch) => {
      shown += batch.filter(({ type }) => type === "message-added").length;
      if (shown >= letters.length) resolve();
    });
  });
  session.start();
  const begun = performance.now();
  await handOver(letters, network.handlers());
  await allShown;
  const milliseconds = performance.now() - begun;
  await session.stop();
  return milliseconds;
}

async function handOver(letters: readonly Letter[], { onMessage }: SipHandlers): Promise<void> {
  let unanswered = 0;
  for (const [index, { from, body }] of letters.entries()) {
    if (index % A_TURN === 0) await nextTurn();
    while (unanswered >= MOST_UNANSWERED) await nextTurn();
    unanswered += 1;
    const answer = onMessage({ from, contentType: MESSAGE_CONTENT_TYPE, body, stored: true, requestId: String(index) });
    void Promise.resolve(answer).then((status) => {
      if (status !== 200) throw new Error(`a text was answered ${String(status)}`);
      unanswered -= 1;
    });
  }
}

/** Always there; whatever is sent is answered 200 in the next turn. */
function quietNetwork() {
  let heard: SipHandlers | undefined;
  return {
    createSip(_options: unknown, handlers: SipHandlers): SipPort {
      heard = handlers;
      return kindNetwork(handlers, { inTurns: true });
    },
    handlers(): SipHandlers {
      if (heard === undefined) throw new Error("no session has been opened");
      return heard;
    },
  };
}
