// Everything in this app that others wrote, with the words under which it may be passed on. A text is fetched when it is
// opened: all of them together are long.
import { useEffect, useId, useState } from "react";
import type { Licence } from "../../../shared/licences";
import { errorSentence } from "../../i18n/error-text";
import { t } from "../../i18n/i18n";
import { useClient, useCommands } from "../../store/context";
import { useAction } from "../../store/use-action";
import { Button } from "../../ui/Button";
import { classes } from "../../ui/classes";
import { Dialog } from "../../ui/Dialog";
import { LongText } from "../../ui/LongText";
import sheet from "./LicencesDialog.module.css";
import { SettingProblem } from "./SettingProblem";

const cx = classes(sheet);

export function LicencesDialog() {
  const commands = useCommands();
  const client = useClient();
  const [licences, setLicences] = useState<readonly Licence[]>([]);
  const { run, problem } = useAction();
  useEffect(() => {
    void run(async () => {
      setLicences(await client.call("licences.list", {}));
    });
  }, [client, run]);
  return (
    <Dialog
      title={t("licences.title")}
      subtitle={t("licences.means")}
      width="wide"
      closeLabel={t("action.close")}
      onClose={commands.closeDialog}
      footer={
        <Button data-first-focus onClick={commands.closeDialog}>
          {t("action.close")}
        </Button>
      }
    >
      <p className={cx("chromium")}>{t("licences.chromium", { file: "LICENSES.chromium.html" })}</p>
      <ul className={cx("list")}>
        {licences.map((licence) => (
          <LicenceItem key={`${licence.name} ${licence.version}`} licence={licence} />
        ))}
      </ul>
      {problem === undefined ? null : <SettingProblem>{errorSentence(problem)}</SettingProblem>}
    </Dialog>
  );
}

function LicenceItem({ licence: { name, version, licence, text: at } }: { readonly licence: Licence }) {
  const client = useClient();
  const { run, problem } = useAction();
  const [text, setText] = useState<string>();
  const [open, setOpen] = useState(false);
  const id = useId();
  const toggle = (): void => {
    setOpen(!open);
    if (!open && text === undefined) {
      void run(async () => {
        setText((await client.call("licences.text", { text: at })).text);
      });
    }
  };
  return (
    <li className={cx("item")}>
      <button type="button" className={cx("head")} id={id} aria-expanded={open} onClick={toggle}>
        <span className={cx("name")} translate="no">
          {name} <span className={cx("version")}>{version}</span>
        </span>
        <span className={cx("licence")} translate="no">{licence}</span>
      </button>
      {problem === undefined ? null : <SettingProblem>{errorSentence(problem)}</SettingProblem>}
      {open && text !== undefined ? (
        <div className={cx("text")}>
          <LongText text={text} wrapped label={{ id }} />
        </div>
      ) : null}
    </li>
  );
}
