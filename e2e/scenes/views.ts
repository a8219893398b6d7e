// In which ways each scene is shown: as pictures for people (all of them) and for the comparison in the tests. There each
// scene is drawn twice only, because drawing is what costs time: wide in each theme, and narrow in Slovak, whose longer
// words break a layout first. How a theme looks does not change with the width.
import type { Language } from "../../shared/settings";
import type { Theme } from "./scene-window";

export const WIDTHS = [1280, 480] as const;

export interface Shown {
  readonly language: Language;
  readonly width: number;
  readonly themes: readonly Theme[];
}

export function viewsOf(languages: readonly Language[], themes: readonly Theme[], widths: readonly number[]): readonly Shown[] {
  return languages.flatMap((language) => widths.map((width) => ({ language, width, themes })));
}

export const COMPARED: readonly Shown[] = [...viewsOf(["en"], ["light", "dark", "contrast"], [1280]), ...viewsOf(["sk"], ["light"], [480])];

/** Also the name of a picture's file. */
export function viewName({ language, width }: Shown, theme: Theme): string {
  return `${language}-${width}-${theme}`;
}
