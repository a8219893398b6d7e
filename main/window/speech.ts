// The language that the main process speaks now: as the settings of the open account say, before as they said last.
import { app } from "electron";
import type { Settings } from "../../shared/settings";
import { chooseWords } from "./words/choose-words";
import type { Words } from "./words/words";

export interface Speech {
  readonly words: () => Words;
  setLanguage(language: Settings["language"]): void;
}

/** To be called once the app is ready. */
export function createSpeech(language: Settings["language"]): Speech {
  let words = chooseWords(language, app.getPreferredSystemLanguages());
  return {
    words: () => words,
    setLanguage(wanted) {
      words = chooseWords(wanted, app.getPreferredSystemLanguages());
    },
  };
}

/** Before the app is ready, for what is said on the command line. */
export function earlyWords(): Words {
  return chooseWords("system", [Intl.DateTimeFormat().resolvedOptions().locale]);
}
