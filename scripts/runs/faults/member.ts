// One person of the run: the complete main-process stack on an encrypted file, a pen that keeps a few texts of each
// conversation on their way, and somebody who does what the app offers: tries now, signs in again, resends what was refused.
import { fastClock } from "../../../main/messaging/testing/fast-clock";
import { closeDatabase, openDatabase, type Database } from "../../../main/db/open";
import { createSipClient } from "../../../main/sip/client";
import { openSession } from "../../../main/session";
import type { Session } from "../../../main/session-contract";
import type { SessionEvent } from "../../../shared/app-state";
import { present } from "../../../shared/assert";
import type { Connection } from "../../../shared/connection";
import type { DeliveryStatus } from "../../../shared/delivery";
import type { Address, ContactId, MessageId, Millis } from "../../../shared/ids";
import { numberedText } from "../numbered-texts";
import { KEEP_ALIVE, RESPONSE_DEADLINE, RETRY_SCHEDULE, TIME_FACTOR } from "./network";
import type { Look, Resent, Seat } from "./orders";

export interface Member {
  readonly address: Address;
  write(to: Address, texts: number): void;
  /** As the details of a text offer it when there is no receipt: an ack that was refused for good is not repeated. */
  sendAgain(): void;
  look(): Look;
  stop(): Promise<void>;
}

export interface Notebook {
  resent(text: Resent): void;
  trouble(what: string): void;
}

interface Pen {
  readonly contactId: ContactId;
  readonly to: Address;
  goal: number;
  written: number;
  readonly underWay: Set<MessageId>;
}

const MOST_UNDER_WAY = 6;
const ON_THE_WAY: readonly DeliveryStatus[] = ["queued", "sending", "retrying", "held"];
/** A person looks up and clicks on *Try now* or signs in again; in real ms. */
const REACTION: Millis = 500;

export async function openMember({ file, key }: Seat, notebook: Notebook): Promise<Member> {
  const database = openDatabase({ file, key: Buffer.from(key, "hex"), nativeBinding: process.env["STAMP_SQLITE_BINDING"] });
  const session = await openSession({
    database,
    log: (level, event) => { if (level === "warn" || level === "error") notebook.trouble(event); },
    loopbackOnly: true,
    clock: fastClock(TIME_FACTOR),
    responseDeadline: RESPONSE_DEADLINE,
    retrySchedule: RETRY_SCHEDULE,
    createSip: (options, handlers) => createSipClient({ ...options, keepAlive: KEEP_ALIVE }, handlers),
  });
  const { address } = session.snapshot().account;
  const pens = session.snapshot().contacts.map((contact): Pen => (
    { contactId: contact.id, to: contact.address, goal: 0, written: 0, underWay: new Set() }
  ));
  let knowsAll = false;
  session.feed.subscribe((batch) => { for (const event of batch) react(event); });
  session.start();

  function react(event: SessionEvent): void {
    if (event.type === "connection-changed") connectionChanged(event.connection);
    if (event.type !== "delivery-changed" || ON_THE_WAY.includes(event.delivery.status)) return;
    const pen = penOf(event.contactId);
    pen.underWay.delete(event.messageId);
    if (event.delivery.status === "failed") resend(pen, event.messageId, `failed: ${event.delivery.reason.code}`);
    writeOn(pen);
  }

  function penOf(contactId: ContactId): Pen {
    return present(pens.find((pen) => pen.contactId === contactId), "a pen");
  }

  function connectionChanged({ status }: Connection): void {
    // The app would wait for up to a minute before it tries again by itself.
    if (status === "offline") setTimeout(() => { session.tryNow(); }, REACTION);
    if (status !== "sign-in-refused" && status !== "replaced") return;
    notebook.trouble(status);
    setTimeout(() => { session.signIn(); }, REACTION);
  }

  function resend(pen: Pen, id: MessageId, reason: string): void {
    notebook.trouble(reason);
    notebook.resent({ from: address, to: pen.to, text: session.commands.details(id).message.text });
    pen.underWay.add(id);
    session.commands.resend(id);
  }

  function writeOn(pen: Pen): void {
    while (pen.written < pen.goal && pen.underWay.size < MOST_UNDER_WAY) {
      pen.written += 1;
      pen.underWay.add(session.commands.sendText(pen.contactId, numberedText(pen.written)));
    }
  }

  return {
    address,
    write(to, texts) {
      const pen = present(pens.find((entry) => entry.to === to), "a friend of that address");
      pen.goal = texts;
      writeOn(pen);
    },
    sendAgain() {
      const rows = database
        .prepare<[], { id: MessageId; contact: ContactId }>("SELECT id, contact_id AS contact FROM messages WHERE status IN ('sent', 'stored')")
        .all();
      for (const { id, contact } of rows) resend(penOf(contact), id, "no receipt");
    },
    look() {
      knowsAll ||= isAcquainted(session);
      return { isAcquainted: knowsAll, ...countRows(database) };
    },
    async stop() {
      await session.stop({ unregister: true });
      closeDatabase(database);
    },
  };
}

function isAcquainted(session: Session): boolean {
  return session.snapshot().contacts.every(({ trust, capabilities }) => trust.status === "pinned" && capabilities !== undefined);
}

function countRows(database: Database): Omit<Look, "isAcquainted"> {
  const count = (rows: string): number => database.prepare<[], number>(`SELECT count(*) FROM ${rows}`).pluck().get() ?? 0;
  return {
    queue: count("message_queue"),
    delivered: count("messages WHERE kind = 'own' AND status IN ('delivered', 'read')"),
  };
}
