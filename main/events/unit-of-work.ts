// One transaction with its events: they are announced only after the commit, and not at all when it fails.
import type { Store } from "../db/store";
import type { DomainEvent, DomainEvents, Emit } from "./domain-events";

/** Runs `work` in one transaction; nested calls join the outer one and its events wait for the outer commit. */
export type Write = <T>(work: (emit: Emit) => T) => T;

export function createWrite(store: Store, events: DomainEvents): Write {
  let pending: DomainEvent[] | undefined;

  return (work) => {
    if (pending !== undefined) {
      const outer = pending;
      return work((event) => outer.push(event));
    }
    const mine: DomainEvent[] = [];
    pending = mine;
    let result;
    try {
      result = store.transaction(() => {
        // It may be run once more from the start.
        mine.length = 0;
        return work((event) => mine.push(event));
      });
    } finally {
      pending = undefined;
    }
    for (const event of mine) events.emit(event);
    return result;
  };
}
