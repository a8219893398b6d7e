// In which ways each scene is shown: as pictures for people (all of them) and for the comparison in the tests. Slovak
// shows where longer words break a layout, which no theme changes: in the tests it is seen in light alone.
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

export const COMPARED: readonly Shown[] = [...viewsOf(["en"], ["light", "dark", "contrast"], WIDTHS), ...viewsOf(["sk"], ["light"], WIDTHS)];

/** Also the name of a picture's file. */
export function viewName({ language, width }: Shown, theme: Theme): string {
  return `${language}-${width}-${theme}`;
}
