// Message requests: strangers who wrote. Each is decided here; until then they learn nothing. Anybody can make many: more
// than some come when they are asked for.
import { useEffect, useRef, useState } from "react";
import { useShallow } from "zustand/react/shallow";
import { t } from "../../i18n/i18n";
import { useApp, useCommands } from "../../store/context";
import { IconButton, LinkButton } from "../../ui/Button";
import { classes } from "../../ui/classes";
import { Icon } from "../../ui/icons";
import { requestIds } from "../conversations/list-order";
import { RequestCard } from "./RequestCard";
import sheet from "./RequestsPage.module.css";

const cx = classes(sheet);

const STEP = 20;

export function RequestsPage() {
  const ids = useApp(useShallow(requestIds));
  const [shown, setShown] = useState(STEP);
  const firstNew = useRef<HTMLLIElement>(null);
  const commands = useCommands();
  // The button that was pressed is gone or has moved away: the keyboard goes on with the first one that came.
  useEffect(() => {
    if (shown > STEP) firstNew.current?.focus();
  }, [shown]);
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
          {ids.slice(0, shown).map((id, index) => (
            <li key={id} ref={index === shown - STEP ? firstNew : undefined} tabIndex={-1}>
              <RequestCard contactId={id} />
            </li>
          ))}
        </ul>
        {ids.length > shown ? (
          <p className={cx("more")}>
            <LinkButton
              onClick={() => {
                setShown(shown + STEP);
              }}
            >
              {t("action.showMore", { count: Math.min(STEP, ids.length - shown) })}
            </LinkButton>
          </p>
        ) : null}
      </div>
    </main>
  );
}
