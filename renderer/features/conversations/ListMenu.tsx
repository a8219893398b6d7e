// What can be done with all conversations at once.
import { useCallback, useState } from "react";
import { t } from "../../i18n/i18n";
import { useApp, useCommands } from "../../store/context";
import { selectUnreadTotal } from "../../store/selectors";
import { IconButton } from "../../ui/Button";
import { Menu, menuPoint, type MenuPoint } from "../../ui/Menu";

export function ListMenu() {
  const unread = useApp(selectUnreadTotal);
  const commands = useCommands();
  const [at, setAt] = useState<MenuPoint | undefined>(undefined);
  const close = useCallback(() => {
    setAt(undefined);
  }, []);
  return (
    <>
      {unread === 0 && at === undefined ? null : (
        <IconButton
          icon="more"
          label={t("list.menu")}
          aria-haspopup="menu"
          aria-expanded={at !== undefined}
          onClick={(event) => {
            setAt(menuPoint(event.currentTarget));
          }}
        />
      )}
      {at === undefined ? null : (
        <Menu
          label={t("list.menu")}
          at={at}
          onClose={close}
          items={[
            {
              key: "read",
              icon: "check",
              label: t("list.markAllRead"),
              onSelect: () => {
                // A refusal shows in the list: what was unread still is.
                commands.markAllRead().catch(() => undefined);
              },
            },
          ]}
        />
      )}
    </>
  );
}
