// What the details say.
import type { DeliveryStatus } from "../../../shared/delivery";
import type { ContactId } from "../../../shared/ids";
import type { MessageDetails } from "../../../shared/message";
import { wholeNumber } from "../../i18n/format";
import { t } from "../../i18n/i18n";
import { useApp } from "../../store/context";
import { selectContact } from "../../store/selectors";
import { Chip } from "../../ui/Chip";
import { classes } from "../../ui/classes";
import { Row, Rows, Section } from "../../ui/Panel";
import { useDayStart } from "../../ui/use-now";
import { DeliveryMark } from "../delivery/DeliveryMark";
import sheet from "./DetailsBody.module.css";
import { formatCapabilityOf, formatName, headline, plainWords, summary, textSizeOf, wentPlain } from "./details-text";
import { FailureSection } from "./FailureSection";
import { Happened } from "./Happened";
import { KeyRows } from "./KeyRows";
import { timeline } from "./timeline";
import { whyWords } from "./why-text";

const cx = classes(sheet);

const TONES: Readonly<Record<DeliveryStatus, "plain" | "good" | "warning" | "danger">> = {
  queued: "plain",
  sending: "plain",
  retrying: "plain",
  held: "warning",
  sent: "plain",
  stored: "plain",
  delivered: "good",
  read: "good",
  failed: "danger",
};

interface DetailsBodyProps {
  readonly contactId: ContactId;
  readonly details: MessageDetails;
  readonly name: string;
}

function ProtectionChip({ level, plain }: { readonly level: MessageDetails["level"]; readonly plain: boolean }) {
  if (plain) return <Chip tone="danger">{t("protocol.plain")}</Chip>;
  return level === undefined ? null : <Chip tone="accent">{t("protocol.level", { level })}</Chip>;
}

/** Each attempt seals anew when something changed, so the last one counts. */
function sealedAt({ attempts, message }: MessageDetails): number {
  return attempts.at(-1)?.startedAt ?? message.sentAt;
}

export function DetailsBody({ contactId, details, name }: DetailsBodyProps) {
  const { delivery } = details.message;
  const { status } = delivery;
  const contact = useApp((state) => selectContact(state, contactId));
  const today = useDayStart();
  const why = whyWords(details, contact, today);
  const plain = wentPlain(details);
  const format = formatName(details);
  return (
    <>
      <div className={cx("head")}>
        <span className={cx("mark", TONES[status])}>
          <DeliveryMark status={status} silent />
        </span>
        <div>
          <p className={cx("headline")}>{headline(details, name)}</p>
          <p className={cx("summary")}>{summary(details)}</p>
        </div>
      </div>
      <Section title={t("details.happened")}>
        <Happened moments={timeline(details, name)} />
      </Section>
      <Section
        title={t("details.protection")}
        chip={<ProtectionChip level={details.level} plain={plain} />}
      >
        {plain ? null : <p className={cx("why")}>{why}</p>}
        {plainWords(details, name).map((sentence) => (
          <p key={sentence} className={cx("why", "open")}>
            {sentence}
          </p>
        ))}
        <Rows wide>
          {details.sealedTo === undefined ? null : (
            <KeyRows title={t("details.encryptedTo")} used={details.sealedTo} at={sealedAt(details)} name={name} />
          )}
          {format === undefined ? null : (
            <Row name={t("details.format")} raw={formatCapabilityOf(details.level)}>
              {format}
            </Row>
          )}
          {details.level === undefined ? null : (
            <Row name={t("details.receipts")}>
              {t(details.receiptsExpected ? "details.receiptsExpected" : "details.receiptsOff", { name })}
            </Row>
          )}
        </Rows>
      </Section>
      {delivery.status === "failed" ? <FailureSection reason={delivery.reason} name={name} /> : null}
      <Section title={t("details.size")}>
        <Rows wide>
          <Row name={t("details.text")}>{textSizeOf(details.message.text, details.textBytes)}</Row>
          {details.wireSize === undefined ? null : (
            <Row name={t("details.wire")}>{t("details.bytes", { bytes: wholeNumber(details.wireSize) })}</Row>
          )}
        </Rows>
      </Section>
    </>
  );
}
