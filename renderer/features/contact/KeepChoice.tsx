// Choosing how long the messages of a chat are kept. What the choice would delete now is counted before it is made.
import type { ContactId } from "../../../shared/ids";
import { errorSentence } from "../../i18n/error-text";
import { t } from "../../i18n/i18n";
import { useServices } from "../../store/context";
import { useAction } from "../../store/use-action";
import { RadioRows } from "../../ui/Choices";
import { classes } from "../../ui/classes";
import sheet from "./KeepChoice.module.css";
import { KEEP_DAYS, keepWords } from "./keep-words";

const cx = classes(sheet);

interface KeepChoiceProps {
  readonly contactId: ContactId;
  readonly rule: number | undefined;
  /** Of the settings, in days. */
  readonly usual: number;
}

const AS_SETTINGS = "settings";

export function KeepChoice({ contactId, rule, usual }: KeepChoiceProps) {
  const { client, commands } = useServices();
  const action = useAction();
  const choose = async (value: string): Promise<void> => {
    const days = value === AS_SETTINGS ? undefined : Number(value);
    const { count } = await client.call("conversations.countExpired", { contactId, days: days ?? usual });
    if (count > 0) commands.showDialog({ type: "keep-shorter", contactId, days, count });
    else await client.call("conversations.setRetention", { contactId, ...(days === undefined ? {} : { days }) });
  };
  return (
    <div className={cx("choice")}>
      <RadioRows
        compact
        label={t("keep.label")}
        value={rule === undefined ? AS_SETTINGS : String(rule)}
        choices={[
          { value: AS_SETTINGS, title: keepWords(undefined, usual) },
          ...KEEP_DAYS.map((days) => ({ value: String(days), title: keepWords(days, usual) })),
        ]}
        onChange={(value) => void action.run(() => choose(value))}
      />
      <p className={cx("means")}>{t("keep.means")}</p>
      {action.problem === undefined ? null : (
        <p className={cx("problem")} role="alert">
          {errorSentence(action.problem)}
        </p>
      )}
    </div>
  );
}
