// Brings the reader back to the newest message, with the number of those not seen yet.
import type { ContactId } from "../../../shared/ids";
import { t } from "../../i18n/i18n";
import { useApp } from "../../store/context";
import { classes } from "../../ui/classes";
import { Icon } from "../../ui/icons";
import sheet from "./JumpButton.module.css";

const cx = classes(sheet);

export function JumpButton({ contactId, onJump }: { readonly contactId: ContactId; readonly onJump: () => void }) {
  const unread = useApp((state) => state.conversations[contactId]?.unread ?? 0);
  return (
    <button
      type="button"
      className={cx("jump")}
      aria-label={unread === 0 ? t("chat.jump") : t("chat.jumpUnread", { count: unread })}
      onClick={onJump}
    >
      {unread === 0 ? null : <span className={cx("count")}>{unread}</span>}
      <Icon name="down" size="small" />
    </button>
  );
}
