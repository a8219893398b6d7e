// Puts older texts into the index of the search while the account is in use (005-search.sql): in small steps with room for
// everything else between them, each its own transaction, so that a crash or a lock only pauses it. Whoever searches
// meanwhile finds what is in already.
import type { Progress } from "../../shared/app-state";
import type { Millis } from "../../shared/ids";
import type { IndexProgress } from "../db/search-index";
import type { DomainEvents } from "../events/domain-events";
import { errorFacts } from "../platform/log";
import type { MessagingContext } from "./context";

/** Takes under 10 ms on a slow computer. */
const STEP = { texts: 60, characters: 4000 };
/** Between two steps, for messages and the window. */
const REST: Millis = 8;
/** After a step that failed: the disk may be full. */
const PAUSE: Millis = 60_000;

/** How much of the history can be found, 0 to 1. */
export function indexedShare({ indexedFrom, startedFrom }: IndexProgress): number {
  return indexedFrom === 0 ? 1 : 1 - indexedFrom / startedFrom;
}

/** Begins where it was left, and again when the index was given up; the returned function stops it. */
export function startSearchIndexing(
  context: MessagingContext,
  events: Pick<DomainEvents, "subscribe">,
  report: (progress: Progress) => void = () => undefined,
): () => void {
  const { store, write, clock, log } = context;
  let cancel: (() => void) | undefined;
  let told: number | undefined;

  function tell(state: Progress["state"]): void {
    const percent = Math.floor(indexedShare(store.searchIndex.progress()) * 100);
    if (state === "running" && percent === told) return;
    told = percent;
    report({ task: "search-index", state, fraction: percent / 100 });
  }

  function step(): void {
    cancel = undefined;
    try {
      const isDone = write(() => store.searchIndex.step(STEP));
      tell(isDone ? "done" : "running");
      if (isDone) log("info", "search-index-complete");
      else cancel = clock.after(REST, step);
    } catch (error) {
      log("warn", "search-index-step-failed", errorFacts(error));
      cancel = clock.after(PAUSE, step);
    }
  }

  function begin(): void {
    if (store.searchIndex.progress().indexedFrom === 0) return;
    told = undefined;
    tell("started");
    cancel = clock.after(REST, step);
  }

  /** Once for all that happens in a moment: thousands of texts may come at once. */
  function look(): void {
    cancel = undefined;
    try {
      begin();
    } catch (error) {
      log("warn", "search-index-unreadable", errorFacts(error));
    }
  }

  begin();
  // It is given up when very much is deleted, and when it proves damaged, which is noticed anywhere.
  const unsubscribe = events.subscribe(() => { cancel ??= clock.after(REST, look); });
  return () => {
    unsubscribe();
    cancel?.();
  };
}
