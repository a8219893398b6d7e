// Why a text did not go, or that nobody knows whether it arrived: the sentence, and the code for whoever helps.
import type { FailReason } from "../../../shared/delivery";
import { t } from "../../i18n/i18n";
import { Row, Rows, Section } from "../../ui/Panel";
import { classes } from "../../ui/classes";
import { failSentence, UNSURE_FAILURES } from "../delivery/delivery-text";
import sheet from "./FailureSection.module.css";

const cx = classes(sheet);

export function FailureSection({ reason, name }: { readonly reason: FailReason; readonly name: string }) {
  const { code, sipStatus } = reason;
  return (
    <Section title={t(UNSURE_FAILURES.includes(code) ? "details.unconfirmed" : "details.failure")}>
      <p className={cx("sentence")}>{failSentence(code, name)}</p>
      <Rows wide>
        <Row name={t("details.code")} mono>
          {sipStatus === undefined ? code : `${code} · SIP ${sipStatus}`}
        </Row>
      </Rows>
    </Section>
  );
}
