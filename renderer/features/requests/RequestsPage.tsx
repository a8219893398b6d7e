// Message requests: strangers who wrote. Each is decided here; until then they learn nothing.
import { useShallow } from "zustand/react/shallow";
import { t } from "../../i18n/i18n";
import { useApp, useCommands } from "../../store/context";
import { IconButton } from "../../ui/Button";
import { classes } from "../../ui/classes";
import { Icon } from "../../ui/icons";
import { requestIds } from "../conversations/list-order";
import { RequestCard } from "./RequestCard";
import sheet from "./RequestsPage.module.css";

const cx = classes(sheet);

export function RequestsPage() {
  const ids = useApp(useShallow(requestIds));
  const commands = useCommands();
  const close = (): void => {
    commands.showView({ type: "chats" });
  };
  return (
    <main className={cx("page")}>
      <header className={cx("bar")}>
        <span className={cx("back")}>
          <IconButton icon="back" label={t("chat.back")} onClick={close} />
        </span>
        <h2 className={cx("title")}>{t("requests.title")}</h2>
        <span className={cx("close")}>
          <IconButton icon="close" label={t("action.close")} onClick={close} />
        </span>
      </header>
      <div className={cx("body")}>
        {ids.length === 0 ? (
          <div className={cx("none")}>
            <Icon name="inbox" />
            <p>{t("requests.none")}</p>
            <p className={cx("means")}>{t("requests.noneMeans")}</p>
          </div>
        ) : null}
        <ul className={cx("list")}>
          {ids.map((id) => (
            <li key={id}>
              <RequestCard contactId={id} />
            </li>
          ))}
        </ul>
      </div>
    </main>
  );
}
