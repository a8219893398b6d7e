// A contact card dropped on the window opens the question whether to add it. While a dialog is open
// that comes first.
import { useCallback } from "react";
import { t } from "../../i18n/i18n";
import { useApp, useCommands } from "../../store/context";
import { classes } from "../../ui/classes";
import { Icon } from "../../ui/icons";
import { useFileIntake } from "../../ui/use-file-intake";
import sheet from "./CardDrop.module.css";

const cx = classes(sheet);

export function CardDrop() {
  const isFree = useApp((state) => state.ui.dialog === undefined);
  const commands = useCommands();
  const take = useCallback(
    (file: File) => {
      commands.showDialog({ type: "add-card", file });
    },
    [commands],
  );
  const over = useFileIntake(take, { active: isFree });
  return over ? <DropHint text={t("card.drop")} /> : null;
}

/** Lies over everything while a file is held over the window. Dragging is for the eye; the same can be done with a button. */
export function DropHint({ text }: { readonly text: string }) {
  return (
    <div className={cx("hint")} aria-hidden="true">
      <p className={cx("words")}>
        <Icon name="file" />
        {text}
      </p>
    </div>
  );
}
