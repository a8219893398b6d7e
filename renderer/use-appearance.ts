// What the user chose about looks, put on the document: theme, size of text, language with its direction. "system" is
// resolved here and followed. Before an account is open the choices are those that were remembered last.
import { useEffect } from "react";
import { mediaMatches, onLanguagesChange, onMediaChange, preferredLanguages } from "./api";
import { speak } from "./i18n/i18n";
import { useSpoken } from "./i18n/use-spoken";
import { useApp } from "./store/context";

const DARK = "(prefers-color-scheme: dark)";
const MORE_CONTRAST = "(prefers-contrast: more)";

function useTheme(): void {
  const theme = useApp((state) => state.settings.theme);
  useEffect(() => {
    const apply = (): void => {
      const system = mediaMatches(MORE_CONTRAST) ? "contrast" : mediaMatches(DARK) ? "dark" : "light";
      document.documentElement.dataset["theme"] = theme === "system" ? system : theme;
    };
    apply();
    const stops = [onMediaChange(DARK, apply), onMediaChange(MORE_CONTRAST, apply)];
    return () => {
      for (const stop of stops) stop();
    };
  }, [theme]);
}

/** Everything is measured in rem, so that the root's font size moves text, panes and the folding of panes together. */
function useTextSize(): void {
  const size = useApp((state) => state.settings.textSize);
  useEffect(() => {
    document.documentElement.style.fontSize = size === 100 ? "" : `${size}%`;
  }, [size]);
}

function useLanguage(): boolean {
  const setting = useApp((state) => (state.phase.phase === "starting" ? undefined : state.settings.language));
  const spoken = useSpoken();
  useEffect(() => {
    if (setting === undefined) return;
    const apply = (): void => void speak(setting, preferredLanguages());
    apply();
    return onLanguagesChange(apply);
  }, [setting]);
  useEffect(() => {
    if (spoken === undefined) return;
    document.documentElement.lang = spoken.language;
    document.documentElement.dir = spoken.direction;
  }, [spoken]);
  return spoken !== undefined;
}

/** False until there are words to draw with. */
export function useAppearance(): boolean {
  useTheme();
  useTextSize();
  return useLanguage();
}
