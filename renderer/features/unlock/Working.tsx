// While something takes long: what it is and how far it is, if that can be known.
import type { Progress } from "../../../shared/app-state";
import { t, type TextKey } from "../../i18n/i18n";
import { useApp } from "../../store/context";
import { Button } from "../../ui/Button";
import { Page, PageCard } from "../../ui/Page";
import { ProgressBar } from "../../ui/ProgressBar";

const WORDS: Readonly<Record<Progress["task"], TextKey>> = {
  "key-generation": "progress.key-generation",
  passphrase: "progress.passphrase",
  unlock: "progress.unlock",
  connect: "progress.connect",
  export: "progress.export",
  import: "progress.import",
  repair: "progress.repair",
  backlog: "progress.backlogWaits",
  "search-index": "progress.search-index",
};

/** The task that began last and is not done. */
export function useRunningTask(): Progress | undefined {
  return useApp((state) =>
    Object.values(state.progress)
      .filter((progress) => progress.state !== "done")
      .at(-1),
  );
}

export function taskWords(task: Progress["task"]): string {
  return t(WORDS[task]);
}

/** `onCancel`: it can be called off. */
export function Working({ onCancel }: { readonly onCancel?: () => void }) {
  const running = useRunningTask();
  const words = running === undefined ? t("progress.preparing") : taskWords(running.task);
  return (
    <Page title={t("progress.title")} subtitle={t("progress.subtitle")}>
      <PageCard>
        <ProgressBar label={words} fraction={running?.fraction} />
        {onCancel === undefined ? null : <Button onClick={onCancel}>{t("action.cancel")}</Button>}
      </PageCard>
    </Page>
  );
}
