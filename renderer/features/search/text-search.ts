// One search of the user in the texts, told as it goes: asks main page by page, one request at a time. What is typed
// meanwhile is asked next, and answers to what is not wanted any more are dropped. A page may come with few hits or none
// although there are more; then the next one is asked at once.
import type { ErrorCode } from "../../../shared/errors";
import type { ContactId } from "../../../shared/ids";
import type { BridgeClient } from "../../../shared/ipc/bridge";
import type { SearchHit } from "../../../shared/search";
import { errorCode } from "../../store/use-action";
import { nextFrame } from "../../ui/next-frame";

/** Hits that are shown before more are asked for. */
const PAGE = 40;
/** As many as fit on most screens: they are shown before the rest of their page is asked for. */
const FIRST = 12;
/** Most hits that are shown: who has more adds a word. */
export const MOST_HITS = 160;

export interface Answer {
  /** What the hits are the answer to; empty before the first one. */
  readonly text: string;
  /** The newest first. */
  readonly hits: readonly SearchHit[];
  /** There may be more than these. */
  readonly more: boolean;
  /** Another answer is awaited. */
  readonly busy: boolean;
  readonly problem: ErrorCode | undefined;
  /** How much of the history can be found, below 1; undefined: all of it. */
  readonly indexed: number | undefined;
}

export interface TextSearch {
  readonly get: () => Answer;
  readonly subscribe: (listener: () => void) => () => void;
  /** Asks anew, also for the same text; empty: for nothing. */
  ask(text: string): void;
  loadMore(): void;
}

const NOTHING: Answer = { text: "", hits: [], more: false, busy: false, problem: undefined, indexed: undefined };

/** With a contact: only in that conversation. */
export function createTextSearch(client: BridgeClient, contactId: ContactId | undefined): TextSearch {
  const listeners = new Set<() => void>();
  let answer = NOTHING;
  let next: number | undefined;
  /** Of the newest wish; another object when there is a newer one. */
  let wish = {};
  let turn: Promise<void> = Promise.resolve();

  const tell = (changed: Partial<Answer>): void => {
    answer = { ...answer, ...changed };
    for (const listener of listeners) listener();
  };

  /** Until so many are there, all were looked through, or something else is wanted. */
  async function fill(mine: object, text: string, goal: number): Promise<void> {
    let hits = answer.text === text && next !== undefined ? answer.hits : [];
    try {
      do {
        if (wish !== mine) return;
        const page = await client.call("search.texts", {
          text,
          limit: hits.length === 0 ? Math.min(FIRST, goal) : goal - hits.length,
          ...(contactId === undefined ? {} : { contactId }),
          ...(next === undefined ? {} : { before: next }),
        });
        if (wish !== mine) return;
        hits = [...hits, ...page.hits];
        next = page.next;
        const more = next !== undefined;
        const goesOn = more && hits.length < goal;
        tell({ text, hits, more, busy: goesOn, problem: undefined, indexed: page.indexed });
        if (goesOn && hits.length > 0) await nextFrame();
      } while (next !== undefined && hits.length < goal);
    } catch (error) {
      if (wish === mine) tell({ text, hits, busy: false, problem: errorCode(error) });
    }
  }

  return {
    get: () => answer,
    subscribe(listener) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    ask(text) {
      const mine = {};
      wish = mine;
      if (text === "") {
        tell(NOTHING);
        return;
      }
      tell({ busy: true });
      turn = turn.then(() => {
        if (wish !== mine) return undefined;
        next = undefined;
        return fill(mine, text, PAGE);
      });
    },
    loadMore() {
      const { busy, more, hits, text } = answer;
      if (busy || !more || hits.length >= MOST_HITS) return;
      const mine = wish;
      tell({ busy: true });
      turn = turn.then(() => fill(mine, text, Math.min(MOST_HITS, hits.length + PAGE)));
    },
  };
}
