// What a person or a program can do in an unlocked account. Each command is one transaction of messaging or
// contacts plus the wake-ups that follow from it; the window reaches them through ipc/handlers.
import type { ProtocolLevel } from "../../shared/capability";
import type { CapabilityChange } from "../../shared/contact";
import type { CardPreview, CardToShare } from "../../shared/contact-card";
import { StampError } from "../../shared/errors";
import type { Address, ContactId, MessageId, Millis } from "../../shared/ids";
import type { Message, MessageDetails } from "../../shared/message";
import type { MessagePage, PagePlace } from "../../shared/message-page";
import type { SearchPage } from "../../shared/search";
import type { Settings } from "../../shared/settings";
import { findContact, renameContact } from "../contacts/contact-book";
import { safetyNumber } from "../crypto/safety-number";
import { removeRepairReport } from "../db/repair-report";
import { writeSettings } from "../db/settings-repository";
import { clearHistory, mute } from "./chat-care";
import { cardOf, ownCard, previewCard, takeCard } from "./cards";
import type { MessagingContext } from "./context";
import type { Learning } from "./learn";
import { markAllRead, markRead } from "./mark-read";
import { messageDetails } from "./message-details";
import { readPage } from "./message-pages";
import type { QueueWorker } from "./queue-worker";
import { accept, addByAddress, allowPlainText, block, bookOf, removeContact } from "./relations";
import { removeMessage, resend, resendAllFailed, sendNow, takeBack } from "./resend";
import { setRetention, type Retention } from "./retention";
import { searchTexts, type Search } from "./search";
import { sendText } from "./send-text";

export interface CommandParts {
  readonly learning: Learning;
  readonly queue: Pick<QueueWorker, "wake">;
  readonly retention: Pick<Retention, "tidy" | "count">;
  readonly setSettings: (changes: Partial<Settings>) => void;
}

export type SessionCommands = ReturnType<typeof createCommands>;

export function createCommands(context: MessagingContext, { learning, queue, retention, setSettings }: CommandParts) {
  const { store, write, trust, own } = context;
  const addressOf = (contactId: ContactId): Address => findContact(store, contactId).address;
  const wakeFor = (messageId: MessageId): void => {
    const message = store.messages.find(messageId);
    if (message !== undefined) queue.wake(addressOf(message.contactId));
  };
  return {
    addContact(address: string, localName?: string): ContactId {
      const contactId = addByAddress(context, address, localName);
      learning.reconsider(contactId);
      return contactId;
    },
    renameContact(contactId: ContactId, localName: string): void {
      write((emit) => {
        renameContact(bookOf(context), emit, contactId, localName);
      });
    },
    acceptRequest(contactId: ContactId): void {
      accept(context, contactId);
      learning.reconsider(contactId);
    },
    block(contactId: ContactId): void {
      block(context, contactId);
      learning.reconsider(contactId);
    },
    unblock(contactId: ContactId): void {
      accept(context, contactId);
      learning.reconsider(contactId);
    },
    removeContact(contactId: ContactId): void {
      removeContact(context, contactId);
      learning.reconsider(contactId);
    },
    capabilityHistory(contactId: ContactId): readonly CapabilityChange[] {
      return store.capabilities.history(contactId).map(({ since, carrier, strings }) => ({ at: since, carrier, strings }));
    },
    allowPlainText(contactId: ContactId, allowed: boolean): void {
      allowPlainText(context, contactId, allowed);
      learning.reconsider(contactId);
    },
    allowProtocol(contactId: ContactId, level: ProtocolLevel): void {
      learning.allowLevel(contactId, level);
    },
    acceptKey(contactId: ContactId, fingerprint: string): void {
      learning.decideKey(contactId, fingerprint);
    },
    /** "They match", or taking that back. `fingerprint` is of the key whose number the user saw. Throws `not-allowed-now`. */
    setCompared(contactId: ContactId, fingerprint: string, compared: boolean): void {
      if (compared) {
        learning.compared(contactId, fingerprint);
        return;
      }
      write((emit) => {
        trust.unverify(contactId, fingerprint);
        emit({ type: "contact-touched", contactId });
      });
    },
    /** 60 digits of the current or the offered key. Throws `not-allowed-now` when `fingerprint` is neither. */
    async safetyNumber(contactId: ContactId, fingerprint: string): Promise<string> {
      const { address } = findContact(store, contactId);
      const { publicKey } = trust.certificate(contactId, fingerprint);
      return safetyNumber(
        { address: own.address, spki: own.identity.certificate.publicKey.spki },
        { address, spki: publicKey.spki },
      );
    },
    previewCard(text: string): CardPreview {
      return previewCard(context, text);
    },
    importCard(text: string, localName?: string): ContactId {
      const contactId = takeCard(context, text, localName);
      learning.reconsider(contactId);
      return contactId;
    },
    /** Without a contact: the own card. */
    card(contactId?: ContactId): CardToShare {
      return contactId === undefined ? ownCard(context) : cardOf(context, contactId);
    },

    markRead(contactId: ContactId, messageId: MessageId, from?: MessageId): void {
      markRead(context, contactId, messageId, from);
      queue.wake(addressOf(contactId));
    },
    markAllRead(): void {
      for (const contactId of markAllRead(context)) queue.wake(addressOf(contactId));
    },
    mute(contactId: ContactId, until: Millis | undefined): void {
      mute(context, contactId, until);
    },
    clear(contactId: ContactId): void {
      clearHistory(context, contactId);
    },
    setRetention(contactId: ContactId, days: number | undefined): void {
      setRetention(context, contactId, days);
      retention.tidy();
    },
    countExpired(days: number, contactId: ContactId | undefined): number {
      return retention.count(days, contactId);
    },
    setDraft(contactId: ContactId, draft: string): void {
      write((emit) => {
        store.conversations.setDraft(contactId, draft);
        emit({ type: "conversation-touched", contactId });
      });
    },
    showOlder(contactId: ContactId): void {
      learning.showOlder(contactId);
    },
    /** Throws `not-allowed-now` when not so many wait (any more): the user was asked about others. */
    removeOlder(contactId: ContactId, count: number): void {
      write((emit) => {
        if (store.conversations.find(contactId)?.olderWaiting !== count) throw new StampError("not-allowed-now");
        store.incoming.removeOlder(addressOf(contactId));
        emit({ type: "conversation-touched", contactId });
      });
    },
    /** For programs, which read a conversation from its end: at most `limit` messages below `before`. */
    page(contactId: ContactId, before: number | undefined, limit: number): { messages: readonly Message[]; more: boolean } {
      const { messages, older } = store.pages.before(contactId, before, limit);
      return { messages, more: older };
    },
    /** Throws `unknown-message` when the message to show is gone. */
    pageAt(contactId: ContactId, place: PagePlace, limit: number): MessagePage {
      return readPage(store, contactId, place, limit);
    },
    sendText(contactId: ContactId, text: string): MessageId {
      const { id } = sendText(context, contactId, text);
      queue.wake(addressOf(contactId));
      return id;
    },
    resend(messageId: MessageId): void {
      resend(context, messageId);
      wakeFor(messageId);
    },
    resendAllFailed(contactId: ContactId): void {
      resendAllFailed(context, contactId);
      queue.wake(addressOf(contactId));
    },
    sendNow(messageId: MessageId): void {
      sendNow(context, messageId);
      wakeFor(messageId);
    },
    removeMessage(messageId: MessageId): void {
      const message = store.messages.find(messageId);
      removeMessage(context, messageId);
      // A text behind the deleted one may be first now.
      if (message !== undefined) queue.wake(addressOf(message.contactId));
    },
    takeBack(messageId: MessageId): string {
      const message = store.messages.find(messageId);
      const text = takeBack(context, messageId);
      if (message !== undefined) queue.wake(addressOf(message.contactId));
      return text;
    },
    search(search: Search): SearchPage {
      return searchTexts(context, search);
    },
    details(messageId: MessageId): MessageDetails {
      return messageDetails(context, messageId);
    },

    /** The user has read what the last repair of the file did. */
    dismissRepairReport(): void {
      write((emit) => {
        removeRepairReport(store.db);
        emit({ type: "repair-dismissed" });
      });
    },
    updateSettings(changes: Partial<Settings>): void {
      write((emit) => {
        writeSettings(store.db, changes);
        emit({ type: "settings-changed", settings: { ...context.settings(), ...changes } });
      });
      setSettings(changes);
      if (changes.retentionDays !== undefined) retention.tidy();
      if (changes.minimumProtocol === undefined) return;
      context.log("info", "minimum-protocol-changed", { minimum: changes.minimumProtocol });
      for (const { id, relation } of store.contacts.all()) {
        if (relation !== "accepted") continue;
        write((emit) => {
          emit({ type: "contact-touched", contactId: id });
        });
        learning.reconsider(id);
      }
    },
  };
}
