// Which catalog the app speaks: main process and window choose it by the same rule, so that the menu and the page never
// speak two languages.
import { LANGUAGES, type Language, type Settings } from "./settings";

/**
 * `systemTags`: BCP 47 tags of the system, most wanted first ("cs-CZ", "en-GB"); also as POSIX writes them ("sk_SK.UTF-8").
 * For "system" the first of them that has a catalog, else English.
 */
export function chooseLanguage(setting: Settings["language"], systemTags: readonly string[]): Language {
  if (setting !== "system") return setting;
  for (const tag of systemTags) {
    const [primary = ""] = tag.toLowerCase().split(/[-_.@]/);
    const known = LANGUAGES.find((language) => language === primary);
    if (known !== undefined) return known;
  }
  return "en";
}
