// One round: somebody gets a message of every kind, and then nothing but copies of them: at once, after the original was
// deleted, after a restart, after its contact was removed and added again. Nothing of it may be seen (spec 1.8).
import { forgedAcks } from "../../../main/messaging/testing/forged-acks";
import type { Random } from "../../../main/messaging/ports";
import { present } from "../../../shared/assert";
import { OWN_CAPABILITIES } from "../../../shared/capability";
import type { Address, MessageId, Millis } from "../../../shared/ids";
import { oneOf } from "../chance";
import { bytesIn, numberIn, readFields } from "../fields";
import type { Account } from "../person";
import { COPY_KINDS, copyOf, isMadeOf, type CopyKind, type Original } from "./copies";
import { newerText, olderText, writeLetters } from "./originals";
import { openReceiver, type Receiver, type Tally } from "./receiver";

export const CIRCUMSTANCES = ["at-once", "deleted", "restarted", "much-later", "removed", "added-again", "newer-proof"] as const;
export type Circumstance = (typeof CIRCUMSTANCES)[number];

export interface Cast {
  readonly receiver: Account;
  readonly modern: Account;
  readonly old: Account;
  readonly other: Account;
}

export interface RoundResult {
  /** Bubbles, lines and requests that copies brought. */
  readonly shown: number;
  /** Changes that copies made to own texts, and messages that they made leave. */
  readonly acks: number;
  readonly kinds: Readonly<Record<string, number>>;
  readonly circumstances: Readonly<Record<string, number>>;
  readonly forgedAcks: number;
  readonly changed: number;
}

/** The same bytes under another SIP From. */
const ANOTHER_FROM = "another-from";
const BATCH = 5;
/** Longer than copies are remembered by their bytes (spec 1.8). */
const MUCH_LATER: Millis = 100 * 24 * 3600 * 1000;
/** After what did not leave. */
const UNTIL_NEXT_TRY: Millis = 10_000;
const STRANGER = "stranger@runs.stamp" as Address;

export interface RoundOptions {
  /** For the receiver's file. */
  readonly folder: string;
  readonly random: Random;
  readonly appsRandom: Random;
}

export async function playRound(tries: number, cast: Cast, { folder, random, appsRandom }: RoundOptions): Promise<RoundResult> {
  const receiver = await openReceiver(cast.receiver, folder, appsRandom);
  try {
    const scene = await setScene(receiver, cast);
    const forged = await receiveForgedAcks(receiver, cast, scene.texts);
    const older = await receiveOlder(receiver, cast, random);
    const copies = await receiveCopies(tries, receiver, cast, [...scene.originals, older.original], random);
    return { ...copies, ...forged, shown: copies.shown + older.shown };
  } finally {
    await receiver.person.close();
  }
}

interface Texts {
  readonly toModern: MessageId;
  readonly toOther: MessageId;
}

async function setScene(receiver: Receiver, cast: Cast): Promise<{ originals: readonly Original[]; texts: Texts }> {
  const { modern, old, other } = cast;
  const { commands } = receiver.person.session;
  const [modernId, , otherId] = [modern, old, other].map(({ address }) => commands.addContact(address));
  introduce(receiver, cast);
  const say = (text: string, id = modernId): MessageId => commands.sendText(present(id, "a contact"), text);
  const [toModern, delivered, read, toOther] = [say("one"), say("two"), say("three"), say("four", otherId)];
  await receiver.rest();
  const nonces = [receiver.ampNonceOf(delivered), receiver.ampNonceOf(read)] as const;
  const letters = await writeLetters({ to: cast.receiver, modern, old, nonces, now: receiver.journey.clock.now() });
  const originals = [...letters.shown, ...letters.silent];
  for (const { from, body } of originals) receiver.receive(from, body);
  await receiver.rest();
  const { shown, ownTexts } = receiver.tally();
  if (shown !== letters.shown.length || !ownTexts.includes("delivered") || !ownTexts.includes("read")) {
    throw new Error("the originals were not all opened");
  }
  return { originals, texts: { toModern, toOther } };
}

function introduce(receiver: Receiver, { modern, old, other }: Cast): void {
  receiver.meet(modern, OWN_CAPABILITIES);
  receiver.meet(other, OWN_CAPABILITIES);
  receiver.meet(old, []);
}

async function receiveForgedAcks(receiver: Receiver, cast: Cast, texts: Texts): Promise<Pick<RoundResult, "forgedAcks" | "changed">> {
  const { modern: peer, other, receiver: me } = cast;
  receiver.mayLeave = false;
  const contact = present(receiver.person.contact(peer.address), "the contact");
  const waiting = receiver.person.session.commands.sendText(contact.id, "five");
  const nonces = {
    sent: receiver.ampNonceOf(texts.toModern),
    toOther: receiver.ampNonceOf(texts.toOther),
    waiting: receiver.ampNonceOf(waiting),
    ack: present(receiver.sent.map(nonceOfAck).find((nonce) => nonce !== undefined), "an ack that left"),
    unknown: 1,
  };
  const forged = await forgedAcks({ me, peer, other, nonces });
  let changed = 0;
  for (const { from, body } of forged) {
    const before = receiver.tally().ownTexts;
    receiver.receive(from, body);
    await receiver.journey.pass(1);
    if (receiver.tally().ownTexts !== before) changed += 1;
  }
  receiver.mayLeave = true;
  await receiver.journey.pass(UNTIL_NEXT_TRY);
  return { forgedAcks: forged.length, changed };
}

/** The nonce that a notification has itself, if this body is one. */
function nonceOfAck(body: string): number | undefined {
  const envelope = readFields(Buffer.from(body, "base64"));
  if (numberIn(envelope, 1) !== 4) return undefined;
  const notification = bytesIn(readFields(present(bytesIn(envelope, 4), "a payload")), 21);
  return numberIn(readFields(present(notification, "a notification")), 6);
}

/** A message in an older protocol than its sender has proved waits for the user's look, and copies of it with it. */
async function receiveOlder(receiver: Receiver, cast: Cast, random: Random): Promise<{ original: Original; shown: number }> {
  const { address: from } = cast.modern;
  const body = await olderText(cast.modern, cast.receiver, receiver.journey.clock.now());
  const before = receiver.tally().shown;
  receiver.receive(from, body);
  for (const kind of COPY_KINDS.filter((each) => isMadeOf(each, body))) receiver.receive(from, await copyOf(kind, body, random, cast.receiver));
  await receiver.rest();
  if (receiver.tally().shown !== before) throw new Error("a message below the pin was shown before the user's look");
  receiver.person.session.commands.showOlder(present(receiver.person.contact(from), "the contact").id);
  await receiver.rest();
  const shown = receiver.tally().shown - before;
  if (shown === 0) throw new Error("a message below the pin was not shown after the user's look");
  return { original: { from, body }, shown: shown - 1 };
}

async function receiveCopies(
  tries: number,
  receiver: Receiver,
  cast: Cast,
  originals: readonly Original[],
  random: Random,
): Promise<Omit<RoundResult, "forgedAcks" | "changed">> {
  let [shown, acks] = [0, 0];
  const kinds: Record<string, number> = {};
  const circumstances: Record<string, number> = {};

  for (let done = 0; done < tries; ) {
    const circumstance = oneOf(random, CIRCUMSTANCES);
    await bringAbout(circumstance, receiver, cast, random);
    const before = receiver.tally();
    for (let copy = 0; copy < BATCH && done < tries; copy += 1, done += 1) {
      const kind = oneOf<CopyKind | typeof ANOTHER_FROM>(random, [...COPY_KINDS, ANOTHER_FROM]);
      const { from, body } = oneOf(random, originals.filter((original) => kind === ANOTHER_FROM || isMadeOf(kind, original.body)));
      if (kind === ANOTHER_FROM) receiver.receive(STRANGER, body);
      else receiver.receive(from, await copyOf(kind, body, random, cast.receiver));
      kinds[kind] = (kinds[kind] ?? 0) + 1;
      circumstances[circumstance] = (circumstances[circumstance] ?? 0) + 1;
    }
    await receiver.rest();
    const after = receiver.tally();
    shown += after.shown - before.shown + (after.contacts - before.contacts);
    acks += changesOf(before, after);
  }
  return { shown, acks, kinds, circumstances };
}

function changesOf(before: Tally, after: Tally): number {
  return after.sent - before.sent + (after.ownTexts === before.ownTexts ? 0 : 1);
}

/** What is between the originals and their copies. */
async function bringAbout(circumstance: Circumstance, receiver: Receiver, cast: Cast, random: Random): Promise<void> {
  const { person, journey } = receiver;
  const modern = person.contact(cast.modern.address);
  switch (circumstance) {
    case "at-once":
      break;
    case "deleted": {
      const peerTexts = (modern === undefined ? [] : person.history(modern)).filter(({ kind }) => kind !== "own");
      if (peerTexts.length > 0) person.session.commands.removeMessage(oneOf(random, peerTexts).id);
      break;
    }
    case "much-later":
      journey.sleep(MUCH_LATER);
      await person.restart();
      break;
    case "restarted":
      await person.restart();
      break;
    case "removed":
      if (modern !== undefined) person.session.commands.removeContact(modern.id);
      break;
    case "added-again":
      if (modern !== undefined) person.session.commands.removeContact(modern.id);
      person.session.commands.addContact(cast.modern.address);
      break;
    case "newer-proof":
      receiver.receive(cast.old.address, await newerText(cast.old, cast.receiver, journey.clock.now()));
      break;
  }
  introduce(receiver, cast);
  await receiver.rest();
}
