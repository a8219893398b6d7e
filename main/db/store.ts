// All repositories of one open file, with the transaction that binds them.
import { attemptRepository } from "./attempt-repository";
import { authorityRepository } from "./authority-repository";
import { capabilityRepository } from "./capability-repository";
import { contactKeyRepository } from "./contact-key-repository";
import { contactRepository } from "./contact-repository";
import { conversationRepository } from "./conversation-repository";
import { duplicateRepository } from "./duplicate-repository";
import { incomingRepository } from "./incoming-repository";
import { messageRepository } from "./message-repository";
import type { Database } from "./open";
import { outgoingRepository } from "./outgoing-repository";
import { positionRepository } from "./position-repository";

export interface Store extends ReturnType<typeof createRepositories> {
  readonly db: Database;
  /** Runs `work` in one transaction that takes the write lock at once; nested calls join the outer one. */
  transaction<T>(work: () => T): T;
}

function createRepositories(db: Database) {
  return {
    contacts: contactRepository(db),
    keys: contactKeyRepository(db),
    authorities: authorityRepository(db),
    capabilities: capabilityRepository(db),
    conversations: conversationRepository(db),
    messages: messageRepository(db),
    positions: positionRepository(db),
    outgoing: outgoingRepository(db),
    incoming: incomingRepository(db),
    attempts: attemptRepository(db),
    duplicates: duplicateRepository(db),
  };
}

export function createStore(db: Database): Store {
  return {
    ...createRepositories(db),
    db,
    transaction: (work) => (db.inTransaction ? work() : db.transaction(work).immediate()),
  };
}
