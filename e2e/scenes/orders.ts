// What `npm run screenshots` asks of visual.spec.ts, through the environment. Without it the pictures are compared.
import { mkdirSync } from "node:fs";
import { LANGUAGES } from "../../shared/settings";
import { THEMES } from "./scene-window";
import { COMPARED, viewsOf, WIDTHS, type Shown } from "./views";

export interface Orders {
  readonly views: readonly Shown[];
  /** Part of the names of the scenes that are wanted. */
  readonly only?: string;
  /** Folder for all pictures; then nothing is compared. */
  readonly out?: string;
  /** What is seen is what shall be. */
  readonly accept: boolean;
}

function chosen<T extends string>(words: string | undefined, known: readonly T[], usual: readonly T[]): readonly T[] {
  if (words === undefined || words === "") return usual;
  return words.split(",").map((word) => {
    const found = known.find((one) => one === word);
    if (found === undefined) throw new Error(`"${word}" is none of ${known.join(", ")}`);
    return found;
  });
}

export function readOrders(): Orders {
  const { STAMP_PICTURES_OUT: out, STAMP_PICTURES_ONLY: only, STAMP_PICTURES_ACCEPT: accept } = process.env;
  const { STAMP_PICTURES_THEMES: themes, STAMP_PICTURES_LANGUAGES: languages, STAMP_PICTURES_WIDTHS: widths } = process.env;
  if (out !== undefined) mkdirSync(out, { recursive: true });
  const numbers = widths === undefined || widths === "" ? WIDTHS : widths.split(",").map(Number);
  const all = viewsOf(chosen(languages, LANGUAGES, ["en", "sk"]), chosen(themes, THEMES, THEMES), numbers);
  return {
    views: out === undefined ? COMPARED : all,
    ...(only === undefined ? {} : { only }),
    ...(out === undefined ? {} : { out }),
    accept: accept !== undefined,
  };
}
