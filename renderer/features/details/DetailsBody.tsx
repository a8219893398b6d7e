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
import { shortFingerprint } from "../contact/fingerprint";
import { outlookWords } from "../contact/outlook-text";
import { DeliveryMark } from "../delivery/DeliveryMark";
import sheet from "./DetailsBody.module.css";
import { formatCapability, formatName, headline, plainWords, summary, textSize, wentPlain } from "./details-text";
import { timeline } from "./timeline";
import { TimelineList } from "./TimelineList";

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

/** Why this protocol: the present reason when it still is the present protocol. */
function useWhy(contactId: ContactId, level: MessageDetails["level"]): string {
  const contact = useApp((state) => selectContact(state, contactId));
  if (level === undefined) return t("details.notSealed");
  if (contact?.outlook.type === "use" && contact.outlook.level === level) return outlookWords(contact).sentence;
  return t("details.sealedThen", { level });
}

function ProtectionChip({ level, plain }: { readonly level: MessageDetails["level"]; readonly plain: boolean }) {
  if (plain) return <Chip tone="danger">{t("protocol.plain")}</Chip>;
  return level === undefined ? null : <Chip tone="accent">{t("protocol.level", { level })}</Chip>;
}

export function DetailsBody({ contactId, details, name }: DetailsBodyProps) {
  const { status } = details.message.delivery;
  const why = useWhy(contactId, details.level);
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
        <TimelineList moments={timeline(details, name)} />
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
          {details.recipientKey === undefined ? null : (
            <Row name={t("details.encryptedTo")} mono>
              {shortFingerprint(details.recipientKey)}
            </Row>
          )}
          {format === undefined ? null : (
            <Row name={t("details.format")} raw={formatCapability(details)}>
              {format}
            </Row>
          )}
        </Rows>
      </Section>
      <Section title={t("details.size")}>
        <Rows wide>
          <Row name={t("details.text")}>{textSize(details)}</Row>
          {details.wireSize === undefined ? null : (
            <Row name={t("details.wire")}>{t("details.bytes", { bytes: wholeNumber(details.wireSize) })}</Row>
          )}
        </Rows>
      </Section>
    </>
  );
}
