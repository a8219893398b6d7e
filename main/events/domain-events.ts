// Facts of the unlocked account, announced after the transaction that made them true. "touched" events name
// what changed; whoever shows it reads the newest state once, however often it was touched.
import type { Connection } from "../../shared/connection";
import type { Delivery } from "../../shared/delivery";
import type { ContactId, MessageId } from "../../shared/ids";
import type { Message } from "../../shared/message";
import type { Settings } from "../../shared/settings";

export type DomainEvent =
  | { readonly type: "message-added"; readonly message: Message }
  | { readonly type: "message-changed"; readonly message: Message }
  | {
      readonly type: "delivery-changed";
      readonly contactId: ContactId;
      readonly messageId: MessageId;
      readonly delivery: Delivery;
      readonly attempts: number;
    }
  | { readonly type: "message-removed"; readonly contactId: ContactId; readonly messageId: MessageId }
  | { readonly type: "messages-moved"; readonly contactId: ContactId }
  /** The contact's texts at these positions, both included, are read. */
  | { readonly type: "messages-read"; readonly contactId: ContactId; readonly from: number; readonly to: number }
  | { readonly type: "conversation-touched"; readonly contactId: ContactId }
  | { readonly type: "conversation-removed"; readonly contactId: ContactId }
  | { readonly type: "contact-touched"; readonly contactId: ContactId }
  /** Our certificate or the authorities that we believe. */
  | { readonly type: "account-touched" }
  | { readonly type: "connection-changed"; readonly connection: Connection }
  | { readonly type: "settings-changed"; readonly settings: Settings }
  /** The user has read what the last repair did. */
  | { readonly type: "repair-dismissed" };

export type Emit = (event: DomainEvent) => void;

export interface DomainEvents {
  readonly emit: Emit;
  /** Returns a function that stops listening. */
  subscribe(listener: (event: DomainEvent) => void): () => void;
}

export function createDomainEvents(): DomainEvents {
  const listeners = new Set<(event: DomainEvent) => void>();
  return {
    emit(event) {
      for (const listener of listeners) listener(event);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
