// The main window: its list, chats in every state, and the lines above them.
import type { Connection, ConnectionProblem } from "../../../shared/connection";
import type { HoldReason } from "../../../shared/capability";
import type { Contact } from "../../../shared/contact";
import { FOR_EVER } from "../../../shared/conversation";
import type { ContactId, MessageId } from "../../../shared/ids";
import type { Note } from "../../../shared/message";
import type { TextKey } from "../../i18n/i18n";
import type { MockWorld } from "../mock-world";
import { ALL_CAPABILITIES, at, KEY, OTHER_KEY, SCENE_NOW, writer } from "../people";
import type { Scene, Scenes, Stage } from "./scene";
import { openChat } from "./steps";
import { ALICE, BOB, crowdedWorld, emptyWorld, JANA, MARIA, MARTIN, petra, PRAGUE, withContact, withMessages, withSession } from "./worlds";

const open = (contactId: ContactId) => (stage: Stage): Promise<void> => openChat(stage, contactId);

/** A chat whose last text is held for this reason. */
function held(reason: HoldReason, contact: Partial<Contact> = {}): Scene {
  return {
    world: () => {
      const w = writer(JANA, 600);
      const texts = [w.peer(at("10:02"), "Shall I bring the papers?"), w.own(at("10:04"), "Yes, please. The door code is 4471.", { status: "held", reason })];
      return withMessages(withContact(petra(), JANA, { outlook: { type: "hold", reason }, ...contact }), JANA, texts);
    },
    act: open(JANA),
  };
}

function connection(now: Connection): Scene {
  return { world: () => withSession(petra(), () => ({ connection: now })), act: open(BOB) };
}

const offline = (problem: ConnectionProblem): Scene => connection({ status: "offline", since: at("14:02"), problem, retryAt: SCENE_NOW + 8_000 });

/** A chat with everything that can stand between two texts. */
function notes(): MockWorld {
  const w = writer(JANA, 600);
  const all: readonly Note[] = [
    { type: "unverified", count: 3 },
    { type: "key-changed" },
    { type: "key-accepted" },
    { type: "key-confirmed", authority: "Example Household CA" },
    { type: "protocol-changed", from: "2.1", to: "2.2" },
    { type: "newer-version", count: 2 },
    { type: "missed-call" },
  ];
  const lines = all.map((note, index) => w.note(at("10:10") + index * 60_000, note));
  return withMessages(petra(), JANA, [w.peer(at("10:02"), "Thank you, that was quick!"), ...lines, w.own(at("10:30"), "All well on your side?", { status: "read" })]);
}

/** Texts that are hard to set: long words, many lines, right to left, emoji alone. */
function longTexts(): MockWorld {
  const w = writer(JANA, 600);
  return withMessages(petra(), JANA, [
    w.peer(at("09:50"), "שלום! ניפגש בשעה שש ליד הגשר הישן."),
    w.own(at("09:51"), "حسنًا، سأكون هناك في السادسة.", { status: "read" }),
    w.peer(at("09:52"), "🎉🎉"),
    w.own(at("09:53"), "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft".repeat(2), { status: "read" }),
    w.peer(at("09:55"), "1. coffee\n2. a walk along the river\n\n3. more coffee, and the plans for the house: they are long, so bring time and a pencil with you, please."),
    w.own(at("10:02"), "I will bring the plans. ".repeat(14).trim(), { status: "delivered" }),
  ]);
}

function longNames(): MockWorld {
  const name = "Maximiliana Konstantínopolitánska-Wolfeschlegelsteinhausenová";
  const address = `maximiliana.konstantinopolitanska.${"wolfeschlegelstein".repeat(2)}@sip.example.org` as Contact["address"];
  return withContact(withContact(petra(), BOB, { localName: name }), JANA, { address, localName: address });
}

const searchFor = (words: string) => async ({ commands, settle }: Stage): Promise<void> => {
  commands.callSearch();
  commands.search(words);
  await settle();
};

/** The index is asked a moment after the last key: `shows` are words of its answer. */
const searched = (words: string, shows: TextKey): Scene => ({
  world: petra,
  act: async (stage) => {
    await searchFor(words)(stage);
    await stage.appears(shows);
  },
});

const DRAFT = "Dear Bob,\n\nthe notary wants both of us on Monday.\nDoes ten suit you?";

const NEVER_SEEN: Partial<Contact> = { trust: { status: "unknown" }, presence: { status: "unknown" } };

export const CHATS: Scenes = {
  main: { world: petra, act: open(BOB) },
  "main-nothing-open": { world: petra },
  "main-empty": { world: emptyWorld },
  "main-evaluation": { world: () => { const world = petra(); world.snapshot = { ...world.snapshot, evaluation: true }; return world; }, act: open(ALICE) },
  "main-crowded": { world: () => crowdedWorld(2000) },
  "main-long-names": { world: longNames, act: open(BOB) },
  "search-found": searched("nota", "search.messages"),
  "search-found-contact": searched("bo", "search.messages"),
  "search-nothing": searched("nobody wrote this", "search.hint"),
  "search-waiting": {
    world: petra,
    act: async (stage) => {
      stage.bridge.delayNext("search.texts");
      await searchFor("nota")(stage);
    },
  },
  "search-indexing": { ...searched("nota", "search.messages"), world: () => ({ ...petra(), searchIndexed: { indexed: 0.41 } }) },
  "search-in-chat": {
    world: petra,
    act: async (stage) => {
      await open(BOB)(stage);
      await stage.press("chatSearch.label");
      await stage.type("chatSearch.label", "nota");
      await stage.appears("chatSearch.place", { place: 1, count: 2 });
    },
  },
  "list-menu": {
    world: petra,
    act: (stage) => stage.press("list.menu"),
  },
  "row-menu": {
    world: petra,
    act: async (stage) => {
      const row = document.querySelector("[role=option]");
      row?.dispatchEvent(new MouseEvent("contextmenu", { bubbles: true, cancelable: true, clientX: 160, clientY: 170 }));
      await stage.settle();
    },
  },
  "list-muted": {
    world: () => {
      const world = petra();
      return withSession(world, ({ conversations }) => ({
        conversations: conversations.map((one) => (one.contactId === ALICE ? { ...one, mutedUntil: FOR_EVER } : one)),
      }));
    },
    act: open(ALICE),
  },

  "chat-empty": { world: () => withMessages(petra(), JANA, []), act: open(JANA) },
  "chat-unread": { world: petra, act: open(ALICE) },
  "chat-key-changed": { world: petra, act: open(PRAGUE) },
  "chat-failed": { world: petra, act: open(MARTIN) },
  "chat-older-waiting": { world: () => petra({ older: true }), act: open(JANA) },
  "chat-notes": { world: notes, act: open(JANA) },
  "chat-long-texts": { world: longTexts, act: open(JANA) },
  "chat-draft": {
    world: () =>
      withSession(petra(), ({ conversations }) => ({
        conversations: conversations.map((one) => (one.contactId === BOB ? { ...one, draft: DRAFT } : one)),
      })),
    act: open(BOB),
  },
  "chat-loading": {
    world: petra,
    act: (stage) => {
      stage.bridge.delayNext("messages.page");
      return open(BOB)(stage);
    },
  },
  "chat-emoji": {
    world: petra,
    act: async (stage) => {
      await open(BOB)(stage);
      await stage.press("composer.emoji");
    },
  },
  "chat-link": {
    world: () => {
      const w = writer(JANA, 600);
      const texts = [w.peer(at("10:02"), "The form is at https://example.org/forms/garden?year=2026, only until Friday."), w.own(at("10:04"), "> The form is at https://example.org/forms/garden?year=2026, only until Friday.\n\nThank you, sent it.", { status: "read" })];
      return withMessages(petra(), JANA, texts);
    },
    act: open(JANA),
  },
  "chat-menu": {
    world: petra,
    act: async (stage) => {
      await open(BOB)(stage);
      await stage.openMenu(2010 as MessageId);
    },
  },
  "chat-held-below-minimum": held({ code: "below-minimum", offered: "2.0", minimum: "2.2" }, { capabilities: { strings: ["3.1.2"], carrier: "presence", since: at("10:03") } }),
  "chat-held-unknown": held({ code: "capability-unknown" }, { presence: { status: "unknown" } }),
  "chat-held-unlike-card": held(
    { code: "unlike-card" },
    { trust: { status: "unlike-card", announced: { fingerprint: KEY.fingerprint, announcedAt: at("09:00", 2) }, offered: OTHER_KEY } },
  ),
  "chat-held-blocked": held({ code: "blocked" }, { relation: "blocked" }),
  "chat-plain-text": {
    world: () => {
      const w = writer(MARTIN, 400);
      const texts = [w.peer(at("12:31"), "The ferry leaves at six."), { ...w.own(at("12:40"), "See you at the harbour.", { status: "sent" }), marks: ["plain-text"] as const }];
      return withMessages(withContact(petra(), MARTIN, { ...NEVER_SEEN, plainTextAllowed: true, outlook: { type: "plain" }, sendsReceipts: false }), MARTIN, texts);
    },
    act: open(MARTIN),
  },

  "main-offline": { world: () => petra({ offline: true }), act: open(BOB) },
  "line-connecting": { ...connection({ status: "connecting", since: at("14:07") }), act: async (stage) => {
    await open(BOB)(stage);
    await stage.appears("connection.connecting");
  } },
  "line-network-unreachable": offline("network-unreachable"),
  "line-certificate-expired": offline("certificate-expired"),
  "line-proxy-refused": offline("proxy-refused"),
  "line-sign-in-refused": connection({ status: "sign-in-refused", since: at("14:02") }),
  "line-replaced": connection({ status: "replaced", since: at("14:02") }),
  "line-clock": connection({ status: "online", since: at("08:40"), clockOffset: 7 * 60_000 }),
  "line-update-ready": {
    world: () => ({ ...petra(), updates: { status: "on", host: "updates.example.org", daily: true, now: { step: "ready", version: "0.2.0" } } }),
    act: open(BOB),
  },
  "line-own-certificate": {
    world: () => withSession(petra(), ({ account }) => ({ account: { ...account, certificateIssuer: "Example Household CA", certificateValidUntil: SCENE_NOW + 9 * 24 * 3600_000 } })),
    act: open(BOB),
  },
  "line-backlog": {
    world: petra,
    act: async (stage) => {
      await open(BOB)(stage);
      stage.bridge.emit("progress", { task: "backlog", state: "running", fraction: 0.4, count: 1240 });
      await stage.settle();
    },
  },
  "line-repaired": {
    world: () =>
      withSession(petra(), () => ({
        repair: { at: at("14:00"), saved: 4210, fromBackup: 31, backupAt: at("03:10"), leftOut: 2, namelessContacts: 1, mayMiss: true, keptIn: "/home/petra/.config/Stamp/profiles/default/damaged-2026-11-22" },
      })),
    act: open(BOB),
  },

  requests: {
    world: petra,
    act: async (stage) => {
      stage.commands.showView({ type: "requests" });
      await stage.settle();
    },
  },
  "requests-empty": {
    world: () => withContact(petra(), MARIA, { relation: "accepted", capabilities: { strings: ALL_CAPABILITIES, carrier: "presence", since: at("13:37") } }),
    act: async (stage) => {
      stage.commands.showView({ type: "requests" });
      await stage.settle();
    },
  },
};
