// Rows about the key of a message: which it was, how far it was trusted then, what became of it.
import type { Millis } from "../../../shared/ids";
import type { UsedKey } from "../../../shared/message";
import { t } from "../../i18n/i18n";
import { Row } from "../../ui/Panel";
import { useDayStart } from "../../ui/use-now";
import { shortFingerprint } from "../contact/fingerprint";
import { keyNowWords, trustThenWords } from "./key-words";

interface KeyRowsProps {
  readonly title: string;
  readonly used: UsedKey;
  /** When. */
  readonly at: Millis;
  readonly name: string;
}

export function KeyRows({ title, used, at, name }: KeyRowsProps) {
  const today = useDayStart();
  return (
    <>
      <Row name={title} mono>
        {shortFingerprint(used.fingerprint)}
      </Row>
      <Row name={t("details.trustThen")}>{trustThenWords(used, at, today)}</Row>
      <Row name={t("details.keyNow")}>{keyNowWords(used, name)}</Row>
    </>
  );
}
