// The keys, in one place.
import { t } from "../../i18n/i18n";
import { useCommands } from "../../store/context";
import { Button } from "../../ui/Button";
import { classes } from "../../ui/classes";
import { Dialog } from "../../ui/Dialog";
import sheet from "./ShortcutHelp.module.css";
import { SHORTCUTS } from "./shortcuts";

const cx = classes(sheet);

export function ShortcutHelp() {
  const commands = useCommands();
  return (
    <Dialog
      title={t("keys.title")}
      closeLabel={t("action.close")}
      onClose={commands.closeDialog}
      footer={
        <Button data-first-focus onClick={commands.closeDialog}>
          {t("action.close")}
        </Button>
      }
    >
      <dl className={cx("list")}>
        {SHORTCUTS.map((shortcut) => (
          <div key={shortcut.keys} className={cx("row")}>
            <dt className={cx("does")}>{t(shortcut.does)}</dt>
            <dd>
              <kbd className={cx("key")}>{t(shortcut.keys)}</kbd>
            </dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
