// Who we are and whether we are connected; the way to the settings.
import { t } from "../../i18n/i18n";
import { useApp, useCommands } from "../../store/context";
import { selectOnline } from "../../store/selectors";
import { Avatar } from "../../ui/Avatar";
import { IconButton } from "../../ui/Button";
import { classes } from "../../ui/classes";
import { avatarTone, initials } from "../contact/names";
import sheet from "./OwnFooter.module.css";

const cx = classes(sheet);

export function OwnFooter() {
  const account = useApp((state) => state.account);
  const online = useApp(selectOnline);
  const commands = useCommands();
  if (account === undefined) return null;
  return (
    <div className={cx("foot")}>
      <Avatar
        initials={initials(account)}
        tone={avatarTone(account.address)}
        size="small"
        dot={online ? "filled" : undefined}
      />
      <div className={cx("words")}>
        <div className={cx("name")}>{account.address}</div>
        <div className={cx("state")}>{online ? t("presence.online") : t("own.notConnected")}</div>
      </div>
      <IconButton
        icon="settings"
        label={t("settings.title")}
        onClick={() => {
          commands.showView({ type: "settings", page: "account" });
        }}
      />
    </div>
  );
}
