// Entry of the thread that holds the spelling dictionaries (spelling.ts starts it): reading one takes seconds, and the
// main process has better things to do. Words are only looked up here, never kept.
import { parentPort, workerData } from "node:worker_threads";
import { readDictionary, type Dictionary } from "./dictionary";
import { readDictionaryFiles, type DictionaryFiles } from "./find-dictionaries";

/** What the thread is asked; the answer carries the same id. */
export type SpellingQuestion =
  | { readonly id: number; readonly type: "check"; readonly words: readonly string[] }
  | { readonly id: number; readonly type: "suggest"; readonly word: string };

export interface SpellingAnswer {
  readonly id: number;
  /** Wrong words, or what one may have meant. */
  readonly words: readonly string[];
}

const MAX_SUGGESTIONS = 5;

const reading: Promise<readonly Dictionary[]> = readAll(workerData as readonly DictionaryFiles[]);

parentPort?.on("message", (question: SpellingQuestion) => {
  void reading.then((dictionaries) => {
    const answer: SpellingAnswer = { id: question.id, words: answerTo(question, dictionaries) };
    parentPort?.postMessage(answer);
  });
});

function answerTo(question: SpellingQuestion, dictionaries: readonly Dictionary[]): readonly string[] {
  // Who has no dictionary cannot say that a word is wrong.
  if (dictionaries.length === 0) return [];
  if (question.type === "check") return question.words.filter((word) => !dictionaries.some(({ isWord }) => isWord(word)));
  const lists = dictionaries.map(({ suggest }) => suggest(question.word));
  const inTurn = [0, 1, 2, 3, 4].flatMap((at) => lists.flatMap((list) => list.slice(at, at + 1)));
  return [...new Set(inTurn)].slice(0, MAX_SUGGESTIONS);
}

/** One that cannot be read is as if it were not there. */
async function readAll(files: readonly DictionaryFiles[]): Promise<readonly Dictionary[]> {
  const dictionaries: Dictionary[] = [];
  for (const file of files) {
    const text = await readDictionaryFiles(file).catch(() => undefined);
    if (text !== undefined) dictionaries.push(readDictionary(text.aff, text.dic));
  }
  return dictionaries;
}
