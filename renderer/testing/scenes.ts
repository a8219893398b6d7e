// Worlds to look at: the scenes of the design, and the pages before there is a main window.
import type { AppPhase, AppSnapshot } from "../../shared/app-state";
import type { CapabilityChange, Contact } from "../../shared/contact";
import type { Connection } from "../../shared/connection";
import type { Conversation } from "../../shared/conversation";
import type { DesktopState } from "../../shared/desktop";
import type { Address, ContactId, MessageId } from "../../shared/ids";
import type { Message, MessageDetails } from "../../shared/message";
import { DEFAULT_SETTINGS } from "../../shared/settings";
import type { MockWorld } from "./mock-world";
import { describeConversation } from "./mock-world";
import { ALL_CAPABILITIES, at, KEY, OTHER_KEY, person } from "./people";
import { JANAS_OLDER, petrasMessages, type SceneOptions } from "./petras-chats";

const BOB = 1;
const PRAGUE = 5;
const JANA = 6;
const EVA = 8;

/** "Clean copy is with the notary." */
const DETAILED = 2006 as MessageId;

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
  sealedTo: { fingerprint: KEY.fingerprint, now: "current" },
  wireSize: 1128,
};

function byContact(messages: readonly Message[]): Map<ContactId, Message[]> {
  const map = new Map<ContactId, Message[]>();
  for (const message of messages) map.set(message.contactId, [...(map.get(message.contactId) ?? []), message]);
  return map;
}

const WHOLE_DESKTOP: DesktopState = {
  tray: {},
  launchAtLogin: {},
  sipLinks: { on: false },
  contentProtection: {},
  notificationActions: true,
  spellingLanguages: ["en", "sk", "cs"],
};

function worldOf(state: AppPhase, messages: readonly Message[] = []): MockWorld {
  const snapshot: AppSnapshot = { version: "0.1.0", profile: "default", evaluation: false, appearance: { theme: "system", language: "system", textSize: 100 }, state };
  return {
    snapshot,
    desktop: WHOLE_DESKTOP,
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
  const messages = petrasMessages(options);
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
