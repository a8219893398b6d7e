// Names of languages in the language of the app, as a list for a sentence.
import { formatLocale } from "../../i18n/i18n";

/** `tags`: BCP 47. Regions of one language are named once. */
export function languageNames(tags: readonly string[]): string {
  const names = new Intl.DisplayNames([formatLocale()], { type: "language" });
  const primary = [...new Set(tags.map((tag) => tag.split("-")[0] ?? tag))];
  return new Intl.ListFormat(formatLocale()).format(primary.map((tag) => names.of(tag) ?? tag));
}
