// Spell check without anybody's server. macOS checks by itself; elsewhere preload asks here for the words of a text field,
// and a thread looks them up. Words are never logged or stored.
import { app, ipcMain, session, type WebContents } from "electron";
import { Worker } from "node:worker_threads";
import { LANGUAGES } from "../../../shared/settings";
import { LONGEST_WORD, MOST_WORDS, SPELLING_CHANNEL } from "../../../shared/spelling";
import { errorFacts, type Log } from "../../platform/log";
import { APP_ORIGIN } from "../page-files";
import { findDictionaries, type DictionaryFiles } from "./find-dictionaries";
import type { SpellingAnswer, SpellingQuestion } from "./spelling-worker";

export interface Spelling {
  setOn(on: boolean): void;
  /** Tags of the dictionaries that are used; empty where the system checks by itself. */
  readonly languages: () => readonly string[];
  /** What a wrong word may have meant, best first. */
  suggest(word: string): Promise<readonly string[]>;
  /** Answers preload's questions of this page. */
  serve(contents: () => WebContents | undefined): void;
}

interface SpellingOptions {
  /** Bundle of spelling-worker.ts. */
  readonly worker: string;
  readonly appFolder: string;
  readonly log: Log;
}

const BY_SYSTEM = process.platform === "darwin";

/** To be called once the app is ready. */
export function createSpelling({ worker, appFolder, log }: SpellingOptions): Spelling {
  let dictionaries: readonly DictionaryFiles[] = [];
  let thread: SpellingThread | undefined;
  let wanted = false;
  const system = app.getPreferredSystemLanguages().map((tag) => tag.toLowerCase().split("-")[0] ?? "");
  const found = BY_SYSTEM
    ? Promise.resolve()
    : findDictionaries(appFolder, [...new Set([...system, ...LANGUAGES])]).then((files) => { dictionaries = files; });

  async function start(): Promise<void> {
    await found;
    if (wanted) thread ??= startThread(worker, dictionaries, log);
  }

  return {
    setOn(on) {
      wanted = on;
      if (BY_SYSTEM) {
        session.defaultSession.setSpellCheckerEnabled(on);
        return;
      }
      if (on) void start();
      else {
        thread?.stop();
        thread = undefined;
      }
    },
    languages: () => [...new Set(dictionaries.map(({ language }) => language))],
    suggest: async (word) => (word.length > LONGEST_WORD ? [] : (thread?.ask({ type: "suggest", word }) ?? [])),
    serve(contents) {
      ipcMain.handle(SPELLING_CHANNEL, async ({ sender, senderFrame }, words: unknown) => {
        const isOwn = sender === contents() && senderFrame?.parent === null && senderFrame.url.startsWith(APP_ORIGIN);
        if (!isOwn || thread === undefined || !isWordList(words)) return [];
        return thread.ask({ type: "check", words });
      });
    },
  };
}

function isWordList(words: unknown): words is readonly string[] {
  return Array.isArray(words) && words.length <= MOST_WORDS && words.every((word) => typeof word === "string" && word.length <= LONGEST_WORD);
}

interface SpellingThread {
  ask(question: Omit<Extract<SpellingQuestion, { type: "check" }>, "id"> | Omit<Extract<SpellingQuestion, { type: "suggest" }>, "id">): Promise<readonly string[]>;
  stop(): void;
}

/** Whatever happens to it, questions are answered: then no word is wrong. */
function startThread(worker: string, dictionaries: readonly DictionaryFiles[], log: Log): SpellingThread {
  const thread = new Worker(worker, { workerData: dictionaries, resourceLimits: { maxOldGenerationSizeMb: 1024 } });
  const waiting = new Map<number, (words: readonly string[]) => void>();
  let next = 1;
  let running = true;
  thread.unref();
  thread.on("message", ({ id, words }: SpellingAnswer) => {
    waiting.get(id)?.(words);
    waiting.delete(id);
  });
  thread.on("error", (error) => {
    log("warn", "spelling-failed", errorFacts(error));
  });
  thread.on("exit", () => {
    running = false;
    for (const answer of waiting.values()) answer([]);
    waiting.clear();
  });
  return {
    ask(question) {
      if (!running) return Promise.resolve([]);
      const id = next++;
      return new Promise((resolve) => {
        waiting.set(id, resolve);
        thread.postMessage({ ...question, id });
      });
    },
    stop() {
      void thread.terminate();
    },
  };
}
