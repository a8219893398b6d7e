// The log for whoever helps: shown first, as it would be saved, and saved only as it was shown.
import { useState } from "react";
import type { LogPreview } from "../../../shared/diagnostics";
import { errorSentence } from "../../i18n/error-text";
import { t } from "../../i18n/i18n";
import { useClient } from "../../store/context";
import { useAction } from "../../store/use-action";
import { Button } from "../../ui/Button";
import { classes } from "../../ui/classes";
import { CopyButton } from "../../ui/CopyButton";
import { LongText } from "../../ui/LongText";
import sheet from "./LogGroup.module.css";
import { SettingProblem } from "./SettingProblem";
import { SettingGroup, SettingRow } from "./SettingRow";

const cx = classes(sheet);

export function LogGroup() {
  const client = useClient();
  const action = useAction();
  const [preview, setPreview] = useState<LogPreview | undefined>(undefined);
  const [saved, setSaved] = useState(false);

  const show = (): void => {
    void action.run(async () => {
      setSaved(false);
      setPreview(await client.call("diagnostics.log", {}));
    });
  };
  const save = (): void => {
    void action.run(async () => {
      setSaved((await client.call("diagnostics.saveLog", {})).saved);
    });
  };

  return (
    <>
      <SettingGroup title={t("diagnostics.log")}>
        <SettingRow title={t("diagnostics.logTitle")} description={t("diagnostics.logMeans")}>
          <Button
            size="small"
            aria-expanded={preview !== undefined}
            disabled={action.busy}
            onClick={() => {
              if (preview === undefined) show();
              else setPreview(undefined);
            }}
          >
            {t(preview === undefined ? "diagnostics.logShow" : "diagnostics.logHide")}
          </Button>
        </SettingRow>
        {preview === undefined ? null : <Preview preview={preview} saved={saved} busy={action.busy} onSave={save} />}
      </SettingGroup>
      {action.problem === undefined ? null : <SettingProblem>{errorSentence(action.problem)}</SettingProblem>}
    </>
  );
}

interface PreviewProps {
  readonly preview: LogPreview;
  readonly saved: boolean;
  readonly busy: boolean;
  readonly onSave: () => void;
}

function Preview({ preview, saved, busy, onSave }: PreviewProps) {
  const label = t("diagnostics.logLabel", { count: preview.lines });
  return (
    <div className={cx("preview")}>
      <p className={cx("label")}>{label}</p>
      <div className={cx("text")}>
        <LongText text={preview.text} label={{ words: label }} />
      </div>
      <div className={cx("actions")}>
        <Button size="small" icon={saved ? "check" : "file"} aria-live="polite" disabled={busy} onClick={onSave}>
          {t(saved ? "diagnostics.logSaved" : "diagnostics.logSave")}
        </Button>
        <CopyButton
          size="small"
          text={() => preview.text}
          label={t("action.copy")}
          doneLabel={t("action.copied")}
          failedLabel={t("action.notCopied")}
        />
      </div>
    </div>
  );
}
