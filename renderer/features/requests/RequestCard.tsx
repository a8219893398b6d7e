// One request: the address, the texts that could be opened, what is known and what is not, three choices. Links stay text
// until it is accepted.
import type { ContactId } from "../../../shared/ids";
import type { Message } from "../../../shared/message";
import { errorSentence } from "../../i18n/error-text";
import { isoTime, moment } from "../../i18n/format";
import { t } from "../../i18n/i18n";
import { useApp, useServices } from "../../store/context";
import { selectContact } from "../../store/selectors";
import { useAction } from "../../store/use-action";
import { Button } from "../../ui/Button";
import { classes } from "../../ui/classes";
import { Row, Rows } from "../../ui/Panel";
import { useDayStart } from "../../ui/use-now";
import { ContactAvatar } from "../contact/ContactAvatar";
import sheet from "./RequestCard.module.css";
import { useRequestTexts } from "./use-request-texts";

const cx = classes(sheet);

function protocolWords(last: Message | undefined, olderWaiting: number): string | undefined {
  if (last?.kind !== "peer") return olderWaiting === 0 ? undefined : t("requests.older", { count: olderWaiting });
  const { level, marks } = last;
  if (level === undefined) return undefined;
  if (marks.includes("not-encrypted")) return t("requests.notEncrypted", { level });
  return t(marks.includes("recipient-not-bound") ? "requests.notBound" : "requests.encrypted", { level });
}

export function RequestCard({ contactId }: { readonly contactId: ContactId }) {
  const contact = useApp((state) => selectContact(state, contactId));
  const last = useApp((state) => state.conversations[contactId]?.lastMessage);
  const olderWaiting = useApp((state) => state.conversations[contactId]?.olderWaiting ?? 0);
  const { texts, earlier } = useRequestTexts(contactId);
  const { client, commands } = useServices();
  const action = useAction();
  const today = useDayStart();
  if (contact === undefined) return null;
  const protocol = protocolWords(last, olderWaiting);

  const accept = (): Promise<boolean> =>
    action.run(async () => {
      await client.call("contacts.accept", { contactId });
      commands.openChat(contactId);
    });

  return (
    <article className={cx("card")} aria-label={contact.address}>
      <ContactAvatar contactId={contactId} size="huge" withDot={false} />
      <h3 className={cx("address")}>{contact.address}</h3>
      <p className={cx("intro")}>{t("requests.intro")}</p>
      {texts.length === 0 ? null : (
        <div className={cx("texts")} tabIndex={0} role="group" aria-label={t("requests.texts", { address: contact.address })}>
          {earlier ? <p className={cx("earlier")}>{t("requests.earlier")}</p> : null}
          {texts.map((message) => (
            <div key={message.id} className={cx("bubble")}>
              <span className={cx("text")} dir="auto">
                {message.text}
              </span>
              <time className={cx("time")} dateTime={isoTime(message.sentAt)}>
                {moment(message.sentAt, today)}
              </time>
            </div>
          ))}
        </div>
      )}
      <div className={cx("facts")}>
        <Rows>
          <Row name={t("key.title")}>
            {t(contact.trust.status === "unknown" ? "requests.noKey" : "requests.firstKey")}
          </Row>
          {protocol === undefined ? null : <Row name={t("protocol.title")}>{protocol}</Row>}
          <Row name={t("contact.nameWord")}>{t("requests.nameNotProved")}</Row>
        </Rows>
      </div>
      <div className={cx("choices")}>
        <Button
          variant="danger"
          icon="block"
          wide
          onClick={() => void action.run(() => client.call("contacts.block", { contactId }))}
        >
          {t("contact.block")}
        </Button>
        <Button variant="primary" icon="check" wide onClick={() => void accept()}>
          {t("requests.accept")}
        </Button>
      </div>
      <Button
        variant="ghost"
        size="small"
        onClick={() => {
          commands.showDialog({ type: "delete-request", contactId });
        }}
      >
        {t("requests.delete")}
      </Button>
      {action.problem === undefined ? null : (
        <p className={cx("problem")} role="alert">
          {errorSentence(action.problem)}
        </p>
      )}
      <p className={cx("promise")}>{t("requests.promise")}</p>
    </article>
  );
}
