// All repositories of one open file, with the transaction that binds them.
import { attemptRepository } from "./attempt-repository";
import { authorityRepository } from "./authority-repository";
import { capabilityRepository } from "./capability-repository";
import { contactKeyRepository } from "./contact-key-repository";
import { contactRepository } from "./contact-repository";
import { conversationRepository } from "./conversation-repository";
import { duplicateRepository } from "./duplicate-repository";
import { expiryRepository } from "./expiry-repository";
import { incomingRepository } from "./incoming-repository";
import { messagePageRepository } from "./message-page-repository";
import { messageRepository } from "./message-repository";
import { isStoreFailure, type Database } from "./open";
import { outgoingRepository } from "./outgoing-repository";
import { positionRepository } from "./position-repository";
import { giveUpIndex, isIndexDamage } from "./search-damage";
import { searchIndexRepository } from "./search-index";
import { searchRepository } from "./search-repository";

export interface Store extends ReturnType<typeof createRepositories> {
  readonly db: Database;
  /**
   * Runs `work` in one transaction that takes the write lock at once; nested calls join the outer one. Where the index of
   * the search proves damaged, it is given up and `work` runs once more from the start.
   */
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
    expiry: expiryRepository(db),
    pages: messagePageRepository(db),
    positions: positionRepository(db),
    outgoing: outgoingRepository(db),
    incoming: incomingRepository(db),
    attempts: attemptRepository(db),
    duplicates: duplicateRepository(db),
    search: searchRepository(db),
    searchIndex: searchIndexRepository(db),
  };
}

/** Takes the write lock, and gives it back with the commit. */
type Run = <T>(work: () => T) => T;
type HearFailure = (error: unknown) => void;

/** `onFailure` hears of each failure of the file or its disk, in a reading or a transaction; whoever asked gets it, too. */
export function createStore(db: Database, onFailure: HearFailure = () => undefined): Store {
  // A damaged index is for the transaction to deal with.
  const hear: HearFailure = (error) => { if (!isIndexDamage(error)) onFailure(error); };
  // Made once: the driver puts four functions together for each one that it is given.
  const run = db.transaction((work: () => unknown) => work()).immediate as Run;
  const repositories = Object.entries(createRepositories(db)).map(([name, repository]) => [name, watched(repository, hear)]);
  return {
    ...(Object.fromEntries(repositories) as ReturnType<typeof createRepositories>),
    ...watched({
      transaction: <T>(work: () => T): T => (db.inTransaction ? work() : transact(db, run, work, onFailure)),
    }, hear),
    db,
  };
}

function transact<T>(db: Database, run: Run, work: () => T, onFailure: HearFailure): T {
  try {
    return run(work);
  } catch (error) {
    if (!isIndexDamage(error)) throw error;
  }
  run(() => { giveUpIndex(db); });
  try {
    return run(work);
  } catch (error) {
    if (isIndexDamage(error)) onFailure(error);
    throw error;
  }
}

function watched<Repository extends object>(repository: Repository, onFailure: HearFailure): Repository {
  const watch = (ask: (...args: unknown[]) => unknown) => (...args: unknown[]): unknown => {
    try {
      return ask(...args);
    } catch (error) {
      if (isStoreFailure(error)) onFailure(error);
      throw error;
    }
  };
  const entries = Object.entries(repository) as [string, (...args: unknown[]) => unknown][];
  return Object.fromEntries(entries.map(([name, ask]) => [name, watch(ask)])) as Repository;
}
