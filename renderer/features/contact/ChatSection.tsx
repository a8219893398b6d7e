// What the user sets for this chat alone: whether it may disturb, and how long its messages are kept here. A shorter time
// that would delete messages at once is asked about first, with their number.
import { useCallback, useState } from "react";
import type { ContactId } from "../../../shared/ids";
import { errorSentence } from "../../i18n/error-text";
import { t } from "../../i18n/i18n";
import { useApp, useClient } from "../../store/context";
import { useAction } from "../../store/use-action";
import { LinkButton } from "../../ui/Button";
import { classes } from "../../ui/classes";
import { Menu, menuPoint, type MenuPoint } from "../../ui/Menu";
import { Row, Rows, Section } from "../../ui/Panel";
import { useDayStart } from "../../ui/use-now";
import { muteItems } from "../conversations/mute-items";
import { mutedWords, useMutedUntil } from "../conversations/use-muted";
import sheet from "./ChatSection.module.css";
import { KeepChoice } from "./KeepChoice";
import { keepWords } from "./keep-words";

const cx = classes(sheet);

export function ChatSection({ contactId }: { readonly contactId: ContactId }) {
  const exists = useApp((state) => state.conversations[contactId] !== undefined);
  const rule = useApp((state) => state.conversations[contactId]?.retentionDays);
  const usual = useApp((state) => state.settings.retentionDays);
  const muted = useMutedUntil(contactId);
  const today = useDayStart();
  const client = useClient();
  const action = useAction();
  const [menuAt, setMenuAt] = useState<MenuPoint | undefined>(undefined);
  const [choosing, setChoosing] = useState(false);
  const closeMenu = useCallback(() => {
    setMenuAt(undefined);
  }, []);
  if (!exists) return null;

  const mute = (until: number | undefined): void => {
    void action.run(() => client.call("conversations.mute", { contactId, ...(until === undefined ? {} : { until }) }));
  };
  return (
    <Section title={t("keep.title")}>
      <Rows>
        <Row
          name={t("keep.notifications")}
          action={
            <LinkButton
              aria-haspopup={muted === undefined ? "menu" : undefined}
              onClick={(event) => {
                if (muted !== undefined) {
                  mute(undefined);
                  return;
                }
                setMenuAt(menuPoint(event.currentTarget));
              }}
            >
              {t(muted === undefined ? "keep.mute" : "mute.unmute")}
            </LinkButton>
          }
        >
          {muted === undefined ? t("keep.notificationsOn") : mutedWords(muted, today)}
        </Row>
        <Row
          name={t("keep.label")}
          action={
            <LinkButton
              aria-expanded={choosing}
              onClick={() => {
                setChoosing(!choosing);
              }}
            >
              {t("keep.change")}
            </LinkButton>
          }
        >
          {keepWords(rule, usual)}
        </Row>
      </Rows>
      {choosing ? <KeepChoice contactId={contactId} rule={rule} usual={usual} /> : null}
      {action.problem === undefined ? null : (
        <p className={cx("problem")} role="alert">
          {errorSentence(action.problem)}
        </p>
      )}
      {menuAt === undefined ? null : (
        <Menu label={t("keep.mute")} items={muteItems(false, mute)} at={menuAt} onClose={closeMenu} />
      )}
    </Section>
  );
}
