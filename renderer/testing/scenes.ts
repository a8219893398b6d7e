// Worlds to look at: the scenes of the design, and the pages before there is a main window.
import type { AppPhase, AppSnapshot } from "../../shared/app-state";
import type { CapabilityChange, Contact } from "../../shared/contact";
import type { Connection } from "../../shared/connection";
import type { Conversation } from "../../shared/conversation";
import type { Address, ContactId, MessageId } from "../../shared/ids";
import type { Message, MessageDetails, PeerText } from "../../shared/message";
import { DEFAULT_SETTINGS } from "../../shared/settings";
import type { MockWorld } from "./mock-world";
import { describeConversation } from "./mock-world";
import { ALL_CAPABILITIES, at, KEY, OTHER_KEY, person, writer } from "./people";

const BOB = 1;
const PRAGUE = 5;
const JANA = 6;
const EVA = 8;

/** "Clean copy is with the notary." */
const DETAILED = 2006 as MessageId;

const READ = { status: "read" } as const;
const DELIVERED = { status: "delivered" } as const;

export interface SceneOptions {
  readonly offline?: boolean;
  /** How many messages Bob's chat has before those of the scene. */
  readonly history?: number;
  /** Something came from Jana in an older protocol than she has proved. */
  readonly older?: boolean;
}

function bobsChat({ offline = false, history = 0 }: SceneOptions): Message[] {
  const w = writer(BOB, 2000 - history);
  const older = Array.from({ length: history }, (_, index) => {
    const when = at("09:00", 40 - Math.floor(index / 4)) + (index % 4) * 7 * 60_000;
    return index % 3 === 0 ? w.peer(when, `Paragraph ${index + 1} reads well now.`) : w.own(when, `Note ${index + 1} on the draft.`, READ);
  });
  const before = [
    ...older,
    w.peer(at("15:40", 3), "The landlord agrees to the shorter lease."),
    w.peer(at("15:41", 3), "Deposit by the end of the month."),
    w.own(at("15:52", 3), "Works for us. Thank you for asking him!", READ),
    w.own(at("18:04", 1), "Could you look at the notice period?", READ),
    w.peer(at("18:31", 1), "Read it. Three months is fine with me."),
    w.peer(at("18:31:30", 1), "Send me the clean copy when you have it."),
    w.own(at("09:12"), "Clean copy is with the notary.", DELIVERED, 3),
    w.own(at("09:13"), "She wants both signatures on Monday.", { status: "sent" }),
    w.own(at("09:13:30"), "Does ten o’clock suit you?", { status: "stored" }),
  ];
  if (offline) {
    return [
      ...before,
      w.peer(at("13:51"), "Ten is fine. I’ll bring the old contract."),
      w.own(at("14:01"), "Perfect.", DELIVERED),
      w.own(at("14:05"), "Are you still coming?", { status: "queued" }),
      w.own(at("14:06"), "I’ll be at the notary from three.", { status: "queued" }),
    ];
  }
  return [
    ...before,
    w.own(at("13:20"), "Full text of the lease, all 41 pages, pasted …", { status: "failed", reason: { code: "too-long", sipStatus: 413 } }),
    w.own(at("14:05"), "Are you still coming?", {
      status: "retrying",
      at: at("14:08:00"),
      attempt: 2,
      reason: { code: "no-answer" },
    }),
    w.own(at("14:06"), "I’ll be at the notary from three.", { status: "queued" }),
    w.own(at("14:07"), "My new door code is 4471.", {
      status: "held",
      reason: { code: "below-pin", offered: "2.1", pinned: "2.2" },
    }),
  ];
}

function pragueChat(): Message[] {
  const w = writer(PRAGUE, 500);
  const unsure = { status: "failed", reason: { code: "outcome-unknown" } } as const;
  return [
    w.peer(at("16:19", 2), "Good afternoon, Petra."),
    w.peer(at("16:20", 2), "The courier comes between nine and noon. Please leave the parcel with reception, the second floor is closed."),
    w.peer(at("16:21", 2), "And keep the receipt."),
    w.own(at("16:48", 2), "Done. Receipt is in the tray.", READ),
    w.own(at("17:02", 2), "Is the room free on Monday at three?", unsure, 19),
    w.own(at("17:02:30", 2), "For five people.", unsure, 19),
    w.note(at("11:12"), { type: "key-changed" }),
    w.own(at("11:15"), "The alarm code for tonight is below.", { status: "held", reason: { code: "key-changed" } }),
  ];
}

function otherChats(): readonly Message[] {
  const zuzana = writer(2, 200);
  const alice = writer(3, 300);
  const martin = writer(4, 400);
  const jana = writer(JANA, 600);
  const pavol = writer(7, 700);
  const eva = writer(EVA, 800);
  const tomas = writer(9, 900);
  const maria = writer(10, 1000);
  return [
    zuzana.own(at("14:06"), "On my way, ten minutes.", { status: "sending" }),
    alice.peer(at("13:40"), "Where is the fuse box in the new flat?"),
    alice.note(at("13:44"), { type: "unverified", count: 1 }),
    alice.own(at("13:52"), "In the hall, behind the mirror.", READ),
    alice.peer(at("13:57"), "Found it, thank you!", { unread: true, marks: ["not-encrypted"] }),
    alice.peer(at("13:58"), "Two photos of the meter would help.", { unread: true, marks: ["clock-differs"] }),
    martin.own(at("12:40"), "See you at the harbour.", { status: "failed", reason: { code: "unknown-address", sipStatus: 404 } }),
    jana.own(at("10:02"), "Thanks, that was quick!", READ),
    pavol.own(at("10:30", 2), "The results are in your folder.", { status: "stored" }),
    eva.peer(at("19:12", 2), "Did you find the spare set?"),
    tomas.own(at("12:00", 3), "Ok, see you there.", DELIVERED),
    maria.peer(at("13:37"), "Hello Petra, Jana gave me your address. I am taking over the garden committee from her. May I ask you two things about the spring budget?", { unread: true }),
  ];
}

function people(offline: boolean): readonly Contact[] {
  const lastSeen = { status: "offline", lastSeen: at("10:50") } as const;
  const bob: Partial<Contact> = offline
    ? {}
    : {
        capabilities: { strings: ["3.1.2", "3.1.2.1", "3.1.3"], carrier: "presence", since: at("14:06") },
        outlook: { type: "hold", reason: { code: "below-pin", offered: "2.1", pinned: "2.2" } },
      };
  return [
    person(BOB, "bob@sip.example.org", "Bob Kováč", bob),
    person(2, "zuzana@sip.example.org", "Zuzana Horáková"),
    person(3, "alice@sip.example.org", "Alice Nováková", { trust: { status: "verified", key: KEY, at: at("12:00", 8) } }),
    person(4, "m.hruska@sip.example.org", "Martin Hruška", { presence: { status: "unknown" }, trust: { status: "unknown" } }),
    person(PRAGUE, "office@prague.example.org", "Prague office", {
      presence: { status: "away", since: at("10:50") },
      trust: { status: "changed", key: KEY, offered: OTHER_KEY, wasVerified: false },
      outlook: { type: "hold", reason: { code: "key-changed" } },
    }),
    person(JANA, "jana@sip.example.org", "Jana Dvořáková"),
    person(7, "urban@clinic.example.org", "Dr. Pavol Urban", { presence: lastSeen }),
    person(EVA, "eva@sip.example.org", "Eva Lindqvist", { presence: lastSeen }),
    person(9, "tomas@sip.example.org", "Tomáš Sedlák", { presence: lastSeen }),
    person(10, "maria.k@sip.example.org", undefined, { relation: "request", presence: { status: "unknown" } }),
    person(11, "spam@sip.example.org", undefined, { relation: "blocked", presence: { status: "unknown" } }),
  ];
}

const HISTORY: readonly CapabilityChange[] = [
  { at: at("14:06"), carrier: "presence", strings: ["3.1.2", "3.1.2.1", "3.1.3"] },
  { at: at("10:00", 8), carrier: "statement", strings: ALL_CAPABILITIES },
  { at: at("09:30", 30), carrier: "presence", strings: ["3.1.2", "3.1.2.1"] },
];

const DELIVERED_DETAILS: Partial<MessageDetails> = {
  attempts: [
    { startedAt: at("09:12:04"), endedAt: at("09:12:12"), outcome: "retryable", reason: { code: "no-answer" }, retryAt: at("09:12:13") },
    { startedAt: at("09:12:13"), endedAt: at("09:12:14"), outcome: "retryable", reason: { code: "peer-unreachable", sipStatus: 480 }, retryAt: at("09:12:17") },
    { startedAt: at("09:12:17"), endedAt: at("09:12:18"), outcome: "stored", reason: { code: "stored", sipStatus: 202 } },
  ],
  deliveredAt: at("09:12:40"),
  level: "2.2",
  stp: { type: 2, version: 3 },
  recipientKey: KEY.fingerprint,
  wireSize: 1128,
};

const janaOlder = writer(JANA, 650);
/** Came in 1.0, and she has proved 2.2. */
const JANAS_OLDER: readonly PeerText[] = [
  janaOlder.peer(at("10:40"), "Please send the key to the new address.", {
    unread: true,
    level: "1.0",
    marks: ["recipient-not-bound"],
  }),
];

function byContact(messages: readonly Message[]): Map<ContactId, Message[]> {
  const map = new Map<ContactId, Message[]>();
  for (const message of messages) map.set(message.contactId, [...(map.get(message.contactId) ?? []), message]);
  return map;
}

function worldOf(state: AppPhase, messages: readonly Message[] = []): MockWorld {
  const snapshot: AppSnapshot = { version: "0.1.0", profile: "default", evaluation: false, state };
  return {
    snapshot,
    messages: byContact(messages),
    older: new Map(),
    history: new Map([[BOB as ContactId, HISTORY]]),
    safetyNumbers: new Map(
      [BOB, 3, PRAGUE].map((id) => [id as ContactId, "304128810755920017469338827015641907025311867480293667492501"]),
    ),
    details: new Map([[DETAILED, DELIVERED_DETAILS]]),
    lively: false,
  };
}

const OFFLINE: Connection = { status: "offline", since: at("14:02"), problem: "server-closed", retryAt: at("14:07:56") };

/** Petra's window with every kind of state in it. */
export function petrasWorld(options: SceneOptions = {}): MockWorld {
  const offline = options.offline === true;
  const messages = [...bobsChat(options), ...pragueChat(), ...otherChats()];
  const contacts = people(offline);
  const world = worldOf({ phase: "welcome", osKeyStore: false }, messages);
  if (options.older === true) world.older.set(JANA as ContactId, JANAS_OLDER);
  const conversations: readonly Conversation[] = contacts
    .filter((contact) => world.messages.has(contact.id))
    .map((contact) => describeConversation(world, contact.id, contact.id === EVA ? "About the keys to the" : ""));
  world.snapshot = {
    ...world.snapshot,
    state: {
      phase: "ready",
      session: {
        account: {
          address: "petra@sip.example.org" as Address,
          server: "wss://sip.example.org:7443",
          fingerprint: OTHER_KEY.fingerprint,
          keyMadeAt: KEY.notBefore,
          certificateValidFrom: KEY.notBefore,
          certificateValidUntil: KEY.notAfter,
          authorities: [],
          tryHere: false,
        },
        connection: offline ? OFFLINE : { status: "online", since: at("08:40") },
        contacts,
        conversations,
        settings: DEFAULT_SETTINGS,
      },
    },
  };
  return world;
}

/** A window before there is a session, or one that cannot have one. */
export function phaseWorld(state: Exclude<AppPhase, { readonly phase: "ready" }>): MockWorld {
  return worldOf(state);
}
