// A recovery key to be written down, in groups of four, however it came.
import { t } from "../../i18n/i18n";
import { classes } from "../../ui/classes";
import sheet from "./RecoveryKey.module.css";

const cx = classes(sheet);

export function RecoveryKey({ recoveryKey }: { readonly recoveryKey: string }) {
  const groups = recoveryKey.replace(/[^0-9A-Za-z]/g, "").match(/.{1,4}/g) ?? [];
  return (
    <ol className={cx("key")} aria-label={t("recovery.keyLabel")}>
      {groups.map((group, index) => (
        <li key={index}>{group}</li>
      ))}
    </ol>
  );
}
