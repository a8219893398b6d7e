// Where a link really leads, for the question before it is opened. A name with letters outside of ASCII is shown as the
// network sees it (punycode), since letters of other alphabets can look like those that people expect.

export interface LinkHost {
  /** As the browser will look it up, with the port when there is one. */
  readonly real: string;
  /** As the message wrote it, when that looks different. */
  readonly typed?: string;
  /** A part of the typed name has letters of several alphabets, which is how look-alikes are made. */
  readonly mixed: boolean;
}

/** Scripts that make up names; those that are written together in one language count as one. */
const SCRIPTS = [
  /\p{Script=Latin}/u,
  /\p{Script=Cyrillic}/u,
  /\p{Script=Greek}/u,
  /\p{Script=Armenian}/u,
  /\p{Script=Georgian}/u,
  /\p{Script=Hebrew}/u,
  /\p{Script=Arabic}/u,
  /\p{Script=Devanagari}/u,
  /\p{Script=Thai}/u,
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Bopomofo}]/u,
  /\p{Script=Hangul}/u,
];

/** `url` as it would be opened, `typed` as it stands in the message; both https. */
export function linkHost(url: string, typed: string): LinkHost {
  const { host: real } = new URL(url);
  const written = typed.replace(/^https:\/\//iu, "").split(/[/?#]/u)[0] ?? "";
  const mixed = written.split(/[.。．｡]/u).some((label) => SCRIPTS.filter((script) => script.test(label)).length > 1);
  const same = written.toLowerCase() === real || written.toLowerCase() === `${real}:443`;
  return { real, mixed, ...(same ? {} : { typed: written }) };
}
