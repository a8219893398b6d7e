// The window's content by the app's phase, in the words and looks the user chose.
import { ErrorBoundary } from "./features/frame/ErrorBoundary";
import { EvaluationBanner } from "./features/frame/EvaluationBanner";
import { MainWindow } from "./features/frame/MainWindow";
import { useKeptFocus } from "./features/frame/use-kept-focus";
import { Onboarding } from "./features/onboarding/Onboarding";
import { BlockedPage } from "./features/unlock/BlockedPage";
import { OpeningPage } from "./features/unlock/OpeningPage";
import { UnlockPage } from "./features/unlock/UnlockPage";
import { useApp } from "./store/context";
import { classes } from "./ui/classes";
import { useAppearance } from "./use-appearance";
import sheet from "./App.module.css";

const cx = classes(sheet);

function Phase() {
  const phase = useApp((state) => state.phase);
  switch (phase.phase) {
    case "starting":
      return null;
    case "welcome":
      return <Onboarding phase={phase} />;
    case "locked":
      return phase.opening === undefined ? <UnlockPage phase={phase} /> : <OpeningPage phase={phase} />;
    case "hidden":
      return <UnlockPage phase={phase} />;
    case "blocked":
      return <BlockedPage phase={phase} />;
    case "ready":
      return <MainWindow />;
  }
}

export function App() {
  useKeptFocus();
  if (!useAppearance()) return null;
  return (
    <div className={cx("app")}>
      <EvaluationBanner />
      <ErrorBoundary>
        <Phase />
      </ErrorBoundary>
    </div>
  );
}
