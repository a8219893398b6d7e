// Two made-up languages, made from English at run time, that show what only other languages would: words that stand in
// code instead of the catalog (no brackets around them), places too small for longer words (40 % more letters), and,
// mirrored, what does not turn when a language is written from right to left.
import { compileMessageOrThrow, type CompiledMessage } from "@lingui/message-utils/compileMessage";
import en from "../i18n/en.json";
import { replaceEnglish, type Catalog, type TextKey } from "../i18n/i18n";

export const PSEUDO = ["long", "mirrored"] as const;
export type Pseudo = (typeof PSEUDO)[number];

export const OPENS = "⟦";
export const CLOSES = "⟧";

const LATIN = "abcdefghijklmnopqrstuvwxyz";
const ACCENTED = "åƀçđéƒğĥîĵķļɱñöþǫŕšţûṽŵẋýž";
/** Real letters of a script that runs the other way, so that names and numbers inside order themselves as they would. */
const HEBREW = "אבגדהוזחטיכלמנסעפצקרשתךםןף";
/** Longer, as in most languages. */
const FILL = 0.4;

/** Values keep their letters: only words are written anew. */
function spelled(text: string, letters: string): string {
  return [...text].map((letter) => letters[LATIN.indexOf(letter.toLowerCase())] ?? letter).join("");
}

function lengthOf(message: CompiledMessage): number {
  return message.reduce((sum, piece) => sum + (typeof piece === "string" ? piece.length : 6), 0);
}

/** More of the same in short words, so that lines can break. */
function filling(length: number, letters: string): string {
  const wanted = Math.ceil(length * FILL);
  return [..."one two three four five six seven eight nine ten ".repeat(Math.ceil(wanted / 48))].slice(0, wanted).map((letter) => spelled(letter, letters)).join("").trim();
}

function pseudoOf(message: string, letters: string): CompiledMessage {
  const words = compileMessageOrThrow(message, (text) => spelled(text, letters));
  const fill = filling(lengthOf(words), letters);
  return [OPENS, ...words, fill === "" ? CLOSES : ` ${fill}${CLOSES}`];
}

/** A catalog with every text of English in made-up letters, between brackets. */
export function pseudoCatalog(kind: Pseudo): Catalog {
  const letters = kind === "long" ? ACCENTED : HEBREW;
  const texts = Object.entries(en).map(([key, message]) => [key as TextKey, pseudoOf(message, letters)] as const);
  return Object.fromEntries(texts);
}

/** English is one of these from the next time that it is spoken. */
export function speakPseudo(kind: Pseudo | undefined): void {
  if (kind === undefined) replaceEnglish();
  else replaceEnglish(pseudoCatalog(kind), kind === "mirrored" ? "rtl" : "ltr");
}
