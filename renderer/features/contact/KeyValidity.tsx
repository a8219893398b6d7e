// How long a contact's certificate holds, and which authority of the user's speaks for it. Neither holds a message back:
// what counts is the key. So the words say who has to do something, if anybody.
import { validityOn, type Validity } from "../../../shared/certificate";
import type { KeyView } from "../../../shared/contact";
import { dateWithYear } from "../../i18n/format";
import { t, type TextKey } from "../../i18n/i18n";
import { Row } from "../../ui/Panel";
import { useDayStart } from "../../ui/use-now";

const WORDS: Readonly<Record<Validity, TextKey>> = {
  "not-yet": "key.validFrom",
  holds: "key.validUntil",
  "ends-soon": "key.endsSoon",
  ended: "key.ended",
};

interface KeyValidityProps {
  readonly shown: KeyView;
  /** Whose key it is. */
  readonly name: string;
}

/** Rows of the key section. */
export function KeyValidity({ shown, name }: KeyValidityProps) {
  const today = useDayStart();
  const state = validityOn(shown, today);
  const date = dateWithYear(state === "not-yet" ? shown.notBefore : shown.notAfter);
  return (
    <>
      {shown.confirmedBy === undefined || shown.confirmedBy.until < today ? null : (
        <Row name={t("key.confirmed")}>{t("key.confirmedBy", { authority: shown.confirmedBy.authority })}</Row>
      )}
      <Row name={t("key.valid")}>{t(WORDS[state], { date, name })}</Row>
    </>
  );
}
