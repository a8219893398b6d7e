// The way to the other accounts of this computer from a page that shows none: a link, and the list behind it.
import { useState } from "react";
import { t } from "../../i18n/i18n";
import { LinkButton } from "../../ui/Button";
import { classes } from "../../ui/classes";
import { Dialog } from "../../ui/Dialog";
import { DialogBody } from "../../ui/DialogForm";
import sheet from "./OtherAccounts.module.css";
import { ProfileRows } from "./ProfileRows";

const cx = classes(sheet);

export function OtherAccounts() {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <LinkButton
        onClick={() => {
          setOpen(true);
        }}
      >
        {t("unlock.otherAccounts")}
      </LinkButton>
      {isOpen ? (
        <Dialog
          title={t("unlock.otherAccounts")}
          closeLabel={t("action.close")}
          onClose={() => {
            setOpen(false);
          }}
        >
          <DialogBody>
            <div className={cx("rows")}>
              <ProfileRows />
            </div>
          </DialogBody>
        </Dialog>
      ) : null}
    </>
  );
}
