// The whole state of the window as one value. Everything but `ui` and the typed part of `drafts` is a
// copy of what main told: there are no optimistic copies, a fact shows when it is one.
import { createStore, type StoreApi } from "zustand/vanilla";
import type { AppPhase, AppSnapshot, OwnAccount, Progress, RepairReport } from "../../shared/app-state";
import type { Contact } from "../../shared/contact";
import type { Conversation } from "../../shared/conversation";
import type { ContactId } from "../../shared/ids";
import { DEFAULT_SETTINGS, type Settings } from "../../shared/settings";
import type { Chats } from "./chats";
import { NO_CONNECTION, withConnection, type ConnectionSlice } from "./connection";
import type { Draft, Drafts } from "./drafts";
import { INITIAL_UI, type Ui } from "./ui";

/** The phase without the session, which has its own slices. */
export type Phase = Exclude<AppPhase, { readonly phase: "ready" }> | { readonly phase: "starting" | "ready" };

export interface AppInfo {
  readonly version: string;
  readonly profile: string;
  readonly evaluation: boolean;
}

/** Unread texts that came from somebody while the window was open, for the announcement to screen readers. */
export interface Arrived {
  readonly count: number;
  /** The last one. */
  readonly text: string;
}

export type Arrivals = Readonly<Record<ContactId, Arrived>>;

export interface AppState {
  readonly app: AppInfo;
  readonly phase: Phase;
  readonly account: OwnAccount | undefined;
  readonly connection: ConnectionSlice;
  readonly contacts: Readonly<Record<ContactId, Contact>>;
  readonly conversations: Readonly<Record<ContactId, Conversation>>;
  readonly chats: Chats;
  readonly drafts: Drafts;
  readonly settings: Settings;
  readonly repair: RepairReport | undefined;
  readonly arrivals: Arrivals;
  readonly progress: Readonly<Partial<Record<Progress["task"], Progress>>>;
  readonly ui: Ui;
}

export type AppStore = StoreApi<AppState>;

const INITIAL_STATE: AppState = {
  app: { version: "", profile: "", evaluation: false },
  phase: { phase: "starting" },
  account: undefined,
  connection: NO_CONNECTION,
  contacts: {},
  conversations: {},
  chats: {},
  drafts: {},
  settings: DEFAULT_SETTINGS,
  repair: undefined,
  arrivals: {},
  progress: {},
  ui: INITIAL_UI,
};

export function createAppStore(): AppStore {
  return createStore<AppState>()(() => INITIAL_STATE);
}

function byContact<T>(items: readonly T[], idOf: (item: T) => ContactId): Record<ContactId, T> {
  const record: Record<ContactId, T> = {};
  for (const item of items) record[idOf(item)] = item;
  return record;
}

function storedDrafts(conversations: readonly Conversation[]): Drafts {
  const drafts: Record<ContactId, Draft> = {};
  for (const { contactId, draft } of conversations) drafts[contactId] = { text: draft, unsaved: false };
  return drafts;
}

/** The state that a snapshot describes: nothing of an earlier phase is left over. */
export function fromSnapshot(snapshot: AppSnapshot): AppState {
  const { state: phase, appearance, ...app } = snapshot;
  // The looks and the language are those of last time until the account's own are known.
  if (phase.phase !== "ready") return { ...INITIAL_STATE, app, phase, settings: { ...DEFAULT_SETTINGS, ...appearance } };
  const { account, connection, contacts, conversations, settings, repair } = phase.session;
  return {
    ...INITIAL_STATE,
    app,
    phase: { phase: "ready" },
    account,
    connection: withConnection(NO_CONNECTION, connection),
    contacts: byContact(contacts, (contact) => contact.id),
    conversations: byContact(conversations, (conversation) => conversation.contactId),
    drafts: storedDrafts(conversations),
    settings,
    repair,
  };
}
