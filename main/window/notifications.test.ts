import { beforeEach, describe, expect, it, vi } from "vitest";
import type { SessionEvent } from "../../shared/app-state";
import type { Contact } from "../../shared/contact";
import type { Address, ContactId, MessageId } from "../../shared/ids";
import { DEFAULT_SETTINGS } from "../../shared/settings";
import { createNotifier } from "./notifications";
import { wordsOf } from "./words/choose-words";

const system = vi.hoisted(() => ({
  shown: [] as { readonly options: unknown; readonly on: (name: string, listener: () => void) => void; readonly press: (name: string) => void }[],
}));
vi.mock("electron", () => ({
  Notification: class {
    static isSupported = () => true;
    readonly #listeners = new Map<string, () => void>();
    constructor(readonly options: unknown) {}
    on(name: string, listener: () => void): void {
      this.#listeners.set(name, listener);
    }
    press(name: string): void {
      this.#listeners.get(name)?.();
    }
    show(): void {
      system.shown.push(this);
    }
    close(): void {
      const at = system.shown.indexOf(this);
      if (at >= 0) system.shown.splice(at, 1);
    }
  },
}));

const BOB: Contact = {
  id: 1 as ContactId,
  address: "bob@example.com" as Address,
  relation: "accepted",
  presence: { status: "unknown" },
  outlook: { type: "hold", reason: { code: "capability-unknown" } },
  trust: { status: "unknown" },
  plainTextAllowed: false,
  sendsReceipts: false,
};

const TEXT: SessionEvent = {
  type: "message-added",
  message: { id: 7 as MessageId, contactId: BOB.id, position: 1, sentAt: 0, arrivedAt: 0, kind: "peer", text: "At 8", level: "2.2", marks: [], unread: true },
};

function notifier() {
  const read: MessageId[] = [];
  const logged: string[] = [];
  const state = { diskFails: false };
  const notes = createNotifier({
    snapshot: { contacts: [BOB], conversations: [], settings: { ...DEFAULT_SETTINGS, notifications: "full" } },
    now: () => 0,
    words: () => wordsOf("en"),
    windowIsFocused: () => false,
    openConversation: () => undefined,
    markRead(_contactId, messageId) {
      if (state.diskFails) throw new Error("database is closed");
      read.push(messageId);
    },
    log: (_level, event) => { logged.push(event); },
  });
  return { notes, read, logged, state };
}

describe("a notification that is shown", () => {
  beforeEach(() => {
    system.shown.length = 0;
  });

  it("marks as read what it tells of, and a disk that refuses ends nothing", () => {
    const { notes, read, logged, state } = notifier();
    notes.read([TEXT]);
    const [shown] = system.shown;
    shown?.press("action");
    expect(read).toEqual([7]);
    state.diskFails = true;
    shown?.press("action");
    expect(logged).toEqual(["not-marked-read"]);
  });

  it("is withdrawn when the content is hidden, and what comes then says nothing and offers nothing", () => {
    const { notes, read } = notifier();
    notes.read([TEXT]);
    const [before] = system.shown;
    notes.setContentHidden(true);
    expect(system.shown).toEqual([]);
    before?.press("action");
    notes.read([TEXT]);
    expect(system.shown.map(({ options }) => options)).toEqual([{ title: "Stamp", body: "New message", silent: false, actions: [] }]);
    system.shown[0]?.press("action");
    expect(read).toEqual([]);
    notes.stop();
    expect(system.shown).toEqual([]);
  });
});
