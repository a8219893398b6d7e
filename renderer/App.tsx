// The window's content by the app's phase, in the theme the user chose.
import { useEffect } from "react";
import { mediaMatches, onMediaChange } from "./api";
import { ErrorBoundary } from "./features/frame/ErrorBoundary";
import { EvaluationBanner } from "./features/frame/EvaluationBanner";
import { MainWindow } from "./features/frame/MainWindow";
import { Onboarding } from "./features/onboarding/Onboarding";
import { BlockedPage } from "./features/unlock/BlockedPage";
import { UnlockPage } from "./features/unlock/UnlockPage";
import { useApp } from "./store/context";
import { classes } from "./ui/classes";
import sheet from "./App.module.css";

const cx = classes(sheet);

const DARK = "(prefers-color-scheme: dark)";
const MORE_CONTRAST = "(prefers-contrast: more)";

/** Sets `data-theme` on the document; "system" is resolved here and followed. */
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

function Phase() {
  const phase = useApp((state) => state.phase);
  switch (phase.phase) {
    case "starting":
      return null;
    case "welcome":
      return <Onboarding phase={phase} />;
    case "locked":
      return <UnlockPage phase={phase} />;
    case "blocked":
      return <BlockedPage phase={phase} />;
    case "ready":
      return <MainWindow />;
  }
}

export function App() {
  useTheme();
  return (
    <div className={cx("app")}>
      <EvaluationBanner />
      <ErrorBoundary>
        <Phase />
      </ErrorBoundary>
    </div>
  );
}
