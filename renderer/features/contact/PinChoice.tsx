// Lowering the oldest protocol allowed with a contact, by hand and with what it means.
import { useState } from "react";
import { compareLevels, PROTOCOL_LEVELS, type ProtocolLevel } from "../../../shared/capability";
import type { Contact, ProtocolPin } from "../../../shared/contact";
import { errorSentence } from "../../i18n/error-text";
import { t } from "../../i18n/i18n";
import { useClient } from "../../store/context";
import { useAction } from "../../store/use-action";
import { Button } from "../../ui/Button";
import { RadioRows } from "../../ui/Choices";
import { classes } from "../../ui/classes";
import { shortName } from "./names";
import sheet from "./PinChoice.module.css";

const cx = classes(sheet);

interface PinChoiceProps {
  readonly contact: Contact;
  readonly pin: ProtocolPin;
  readonly onDone: () => void;
}

export function PinChoice({ contact, pin, onDone }: PinChoiceProps) {
  const [level, setLevel] = useState<ProtocolLevel>(pin.level);
  const client = useClient();
  const action = useAction();
  const choices = PROTOCOL_LEVELS.filter((allowed) => compareLevels(allowed, pin.level) <= 0).reverse();
  const name = shortName(contact);

  const allow = async (): Promise<void> => {
    const allowed = await action.run(() => client.call("contacts.allowProtocol", { contactId: contact.id, level }));
    if (allowed) onDone();
  };

  return (
    <div className={cx("choice")}>
      <RadioRows
        label={t("protocol.neverBelow")}
        choices={choices.map((value) => ({ value, title: t("protocol.level", { level: value }) }))}
        value={level}
        onChange={setLevel}
        compact
      />
      <p className={cx("meaning")}>{t("protocol.lowerMeans", { name })}</p>
      {level === "1.0" ? <p className={cx("meaning")}>{t("hold.oldestMeans", { name })}</p> : null}
      {action.problem === undefined ? null : (
        <p className={cx("problem")} role="alert">
          {errorSentence(action.problem)}
        </p>
      )}
      <div className={cx("buttons")}>
        <Button size="small" onClick={onDone}>
          {t("action.cancel")}
        </Button>
        <Button size="small" disabled={level === pin.level} onClick={() => void allow()}>
          {t("protocol.allow", { level })}
        </Button>
      </div>
    </div>
  );
}
