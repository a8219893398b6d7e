// What the details say of a contact's text: when it was sent and came, in which protocol, with which key, and what its
// marks mean.
import type { PeerDetails } from "../../../shared/message";
import { duration, moment } from "../../i18n/format";
import { t } from "../../i18n/i18n";
import { Chip } from "../../ui/Chip";
import { classes } from "../../ui/classes";
import { Icon } from "../../ui/icons";
import { Row, Rows, Section } from "../../ui/Panel";
import { useDayStart } from "../../ui/use-now";
import { markWords } from "../chat/MessageMarks";
import sheet from "./DetailsBody.module.css";
import { formatCapabilityOf, textSizeOf } from "./details-text";
import { KeyRows } from "./KeyRows";
import { TimelineList } from "./TimelineList";

const cx = classes(sheet);

/** Less than this between sending and coming is the usual way. */
const LATE_MS = 60_000;

function cameWords({ sentAt, arrivedAt }: PeerDetails["message"], today: number): string {
  const time = moment(arrivedAt, today);
  const late = arrivedAt - sentAt;
  return late < LATE_MS ? t("details.cameAt", { time }) : t("details.cameLate", { time, late: duration(late) });
}

export function PeerBody({ details, name }: { readonly details: PeerDetails; readonly name: string }) {
  const { message, signedBy } = details;
  const { level, sentAt, arrivedAt, marks } = message;
  const today = useDayStart();
  return (
    <>
      <div className={cx("head")}>
        <span className={cx("mark", "plain")}>
          <Icon name={level === undefined ? "warning" : "inbox"} />
        </span>
        <div>
          <p className={cx("headline")}>{t("details.came", { name })}</p>
          <p className={cx("summary")}>{cameWords(message, today)}</p>
        </div>
      </div>
      <Section title={t("details.happened")}>
        <TimelineList
          moments={[
            { key: "sent", tone: "plain", icon: "send", title: t("details.sent.peer", { name }), at: sentAt, detail: "" },
            { key: "arrived", tone: "plain", icon: "check", title: t("details.arrived"), at: arrivedAt, detail: "" },
          ]}
        />
      </Section>
      <Section
        title={t("details.protection")}
        chip={<Chip tone={level === undefined ? "danger" : "accent"}>{level === undefined ? t("protocol.plain") : t("protocol.level", { level })}</Chip>}
      >
        <p className={cx("why", level === undefined && "open")}>{protectionWords(details, name)}</p>
        {level === undefined ? null : (
          <Rows wide>
            {signedBy === undefined ? (
              <Row name={t("details.signedBy")}>{t("details.signedBySeveral", { name })}</Row>
            ) : (
              <KeyRows title={t("details.signedBy")} used={signedBy} at={arrivedAt} name={name} />
            )}
            {level === "1.0" ? null : <Row name={t("protocol.title")} raw={formatCapabilityOf(level)}>{level}</Row>}
          </Rows>
        )}
      </Section>
      {marks.length === 0 ? null : (
        <Section title={t("details.marks")}>
          {marks.map((mark) => {
            const { says, means } = markWords(mark, false, name);
            return (
              <p key={mark} className={cx("why")}>
                <strong className={cx("says")}>{says}.</strong> {means}
              </p>
            );
          })}
        </Section>
      )}
      <Section title={t("details.size")}>
        <Rows wide>
          <Row name={t("details.text")}>{textSizeOf(message.text, details.textBytes)}</Row>
        </Rows>
      </Section>
    </>
  );
}

/** Without encryption only the signature is left of it. */
function protectionWords({ message: { level, marks } }: PeerDetails, name: string): string {
  if (level === undefined) return t("details.peer.open");
  return t(marks.includes("not-encrypted") ? "details.peer.signedOnly" : "details.peer.sealed", { name, level });
}
