// Which of the languages the main process speaks.
import { chooseLanguage } from "../../../shared/language";
import type { Language, Settings } from "../../../shared/settings";
import { CS } from "./cs";
import { EN } from "./en";
import { SK } from "./sk";
import type { Words } from "./words";

const WORDS: Readonly<Record<Language, Words>> = { en: EN, sk: SK, cs: CS };

export function wordsOf(language: Language): Words {
  return WORDS[language];
}

/** `systemTags`: as in chooseLanguage. */
export function chooseWords(setting: Settings["language"], systemTags: readonly string[]): Words {
  return wordsOf(chooseLanguage(setting, systemTags));
}
