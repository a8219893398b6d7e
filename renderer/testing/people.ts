// The people of the stand-in's world and short ways to write their messages down.
import type { Contact, KeyView, Presence } from "../../shared/contact";
import type { Delivery } from "../../shared/delivery";
import type { Address, ContactId, MessageId, Millis } from "../../shared/ids";
import type { Note, NoteLine, OwnText, PeerText } from "../../shared/message";

/** The moment the scenes are written for: Sunday 22 November 2026, 14:07:48 local time. */
export const SCENE_NOW: Millis = new Date(2026, 10, 22, 14, 7, 48).getTime();

/** "14:05" today, or so many days before. */
export function at(time: string, daysBefore = 0): Millis {
  const [hours = 0, minutes = 0, seconds = 0] = time.split(":").map(Number);
  const day = new Date(SCENE_NOW);
  day.setDate(day.getDate() - daysBefore);
  return day.setHours(hours, minutes, seconds, 0);
}

export const KEY: KeyView = {
  fingerprint: "7c419e03d2a86b5512c0ff97a1e4d8843b6c27f05e19d4ac8871f2650b3eb20f",
  notBefore: new Date(2026, 2, 3).getTime(),
  notAfter: new Date(2031, 2, 3).getTime(),
  firstSeen: new Date(2026, 10, 1).getTime(),
};

export const OTHER_KEY: KeyView = {
  ...KEY,
  fingerprint: "e2904b1706c3a95d4471ee08bb2fd03c9a67154e82f0c6d1395d7ab45dc831a6",
};

export const ALL_CAPABILITIES = ["3.1.2", "3.1.2.1", "3.1.2.2", "3.1.3"];

const ONLINE: Presence = { status: "online", since: at("08:41") };

export function person(id: number, address: string, localName: string | undefined, rest: Partial<Contact> = {}): Contact {
  return {
    id: id as ContactId,
    address: address as Address,
    ...(localName === undefined ? {} : { localName }),
    relation: "accepted",
    presence: ONLINE,
    capabilities: { strings: ALL_CAPABILITIES, carrier: "statement", since: at("10:00", 8) },
    outlook: { type: "use", level: "2.2", reason: { code: "newest-common" } },
    pin: { level: "2.2", since: at("10:00", 8), by: "proved" },
    trust: { status: "pinned", key: KEY },
    plainTextAllowed: false,
    sendsReceipts: true,
    ...rest,
  };
}

export interface Writer {
  readonly own: (when: Millis, text: string, delivery: Delivery, attempts?: number) => OwnText;
  readonly peer: (when: Millis, text: string, rest?: Partial<Pick<PeerText, "unread" | "marks" | "level">>) => PeerText;
  readonly note: (when: Millis, note: Note) => NoteLine;
}

const NOT_TRIED: readonly Delivery["status"][] = ["queued", "held"];

/** Writes the messages of one chat in order; ids begin at `firstId`. */
export function writer(contact: number, firstId: number): Writer {
  let next = firstId;
  const base = (when: Millis) => {
    const id = next;
    next += 1;
    return {
      id: id as MessageId,
      contactId: contact as ContactId,
      position: id * 10,
      sentAt: when,
      arrivedAt: when,
    };
  };
  return {
    own: (when, text, delivery, attempts = NOT_TRIED.includes(delivery.status) ? 0 : 1) => ({
      ...base(when),
      kind: "own",
      text,
      delivery,
      attempts,
      marks: [],
    }),
    peer: (when, text, rest = {}) => ({
      ...base(when),
      kind: "peer",
      text,
      level: "2.2",
      marks: [],
      unread: false,
      ...rest,
    }),
    note: (when, note) => ({ ...base(when), kind: "note", note }),
  };
}
