// Typing and keeping of drafts: every change is in the store at once and goes to main a moment later,
// so that it survives restart without a request for every key.
import type { BridgeClient } from "../../shared/ipc/bridge";
import type { ContactId } from "../../shared/ids";
import type { AppStore } from "./app-store";
import { draftSaved, typeDraft } from "./drafts";

/** Pause after the last key before the draft is handed over. */
export const DRAFT_PAUSE_MS = 400;

export interface DraftCommands {
  type(contactId: ContactId, text: string): void;
  /** Hands over what is not saved yet; resolves when main has it. */
  save(contactId: ContactId): Promise<void>;
  saveAll(): void;
  /** Hands over all that is not saved yet, as far as main takes it; never rejects. */
  handOver(): Promise<void>;
  /** Puts a text into the composer, before what already stands there, and saves it. */
  putBack(contactId: ContactId, text: string): Promise<void>;
}

export function createDraftCommands(store: AppStore, client: BridgeClient): DraftCommands {
  const timers = new Map<ContactId, ReturnType<typeof setTimeout>>();

  const save = async (contactId: ContactId): Promise<void> => {
    clearTimeout(timers.get(contactId));
    timers.delete(contactId);
    const draft = store.getState().drafts[contactId];
    if (draft?.unsaved !== true) return;
    await client.call("conversations.setDraft", { contactId, draft: draft.text });
    store.setState((state) => ({ drafts: draftSaved(state.drafts, contactId, draft.text) }));
  };

  /** A draft that main did not take stays unsaved here and is tried again with the next key. */
  const saveQuietly = (contactId: ContactId): void => {
    save(contactId).catch(() => undefined);
  };

  const type = (contactId: ContactId, text: string): void => {
    store.setState((state) => ({ drafts: typeDraft(state.drafts, contactId, text) }));
    clearTimeout(timers.get(contactId));
    timers.set(
      contactId,
      setTimeout(() => {
        saveQuietly(contactId);
      }, DRAFT_PAUSE_MS),
    );
  };

  return {
    type,
    save,
    saveAll() {
      for (const contactId of [...timers.keys()]) saveQuietly(contactId);
    },
    async handOver() {
      const unsaved = Object.entries(store.getState().drafts).filter(([, draft]) => draft.unsaved);
      await Promise.allSettled(unsaved.map(([contactId]) => save(Number(contactId) as ContactId)));
    },
    async putBack(contactId, text) {
      const present = store.getState().drafts[contactId]?.text ?? "";
      type(contactId, present === "" ? text : `${text}\n${present}`);
      await save(contactId);
    },
  };
}
