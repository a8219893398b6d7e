// How far the index of the texts has come (005-search.sql). New texts are put in by triggers; those of a file from before
// there was an index, or after it was given up, go in here, the newest first, so that a crash loses one step at most.
import type { Database } from "./open";
import { giveUpIndex } from "./search-damage";

/** Taking more texts than these out of the index takes longer than making it anew. */
export const MANY_TEXTS = 1000;
/** The same at once: each takes 5 to 20 ms, in which nothing else is done. */
export const MANY_AT_ONCE = 50;

export interface IndexProgress {
  /** Texts with a row id below it are not in the index; 0: all are. */
  readonly indexedFrom: number;
  /** Where it began: of those below it, indexedFrom says how many are left. */
  readonly startedFrom: number;
}

/** What one step takes at most: together some milliseconds. A single text may be longer. */
export interface StepSize {
  readonly texts: number;
  readonly characters: number;
}

interface Row {
  readonly id: number;
  readonly length: number;
}

export function searchIndexRepository(db: Database) {
  const progress = db.prepare<[], IndexProgress>(
    "SELECT indexed_from AS indexedFrom, started_from AS startedFrom FROM search_progress",
  );
  const below = db.prepare<[number, number], Row>(
    "SELECT id, length(text) AS length FROM messages WHERE id < ? AND text IS NOT NULL ORDER BY id DESC LIMIT ?",
  );
  const addPieces = db.prepare<[number, number]>(
    "INSERT INTO search_pieces (rowid, text) SELECT id, text FROM search_folded WHERE id >= ? AND id < ? ORDER BY id",
  );
  const addStarts = db.prepare<[number, number]>(
    "INSERT INTO search_starts (rowid, text) SELECT id, text FROM search_shortened WHERE id >= ? AND id < ? ORDER BY id",
  );
  const moveTo = db.prepare<[number]>("UPDATE search_progress SET indexed_from = ?");

  const read = (): IndexProgress => progress.get() ?? { indexedFrom: 0, startedFrom: 0 };

  return {
    progress: read,

    /** Puts the next texts in; true when none is left. Call inside a transaction. */
    step({ texts, characters }: StepSize): boolean {
      const { indexedFrom } = read();
      if (indexedFrom === 0) return true;
      let lowest: number | undefined;
      let budget = characters;
      for (const { id, length } of below.all(indexedFrom, texts)) {
        if (lowest !== undefined && length > budget) break;
        lowest = id;
        budget -= length;
      }
      // The views show what the index is to have.
      moveTo.run(lowest ?? 0);
      if (lowest === undefined) return true;
      addPieces.run(lowest, indexedFrom);
      addStarts.run(lowest, indexedFrom);
      return false;
    },

    /** The index is emptied, in one step whatever its size, and made anew by `step`. Call inside a transaction. */
    giveUp: (): void => {
      giveUpIndex(db);
    },
  };
}
