// One calm line while the app runs on the evaluation runtime.
import { t } from "../../i18n/i18n";
import { useApp } from "../../store/context";
import { classes } from "../../ui/classes";
import { Icon } from "../../ui/icons";
import sheet from "./EvaluationBanner.module.css";

const cx = classes(sheet);

export function EvaluationBanner() {
  const evaluation = useApp((state) => state.app.evaluation);
  if (!evaluation) return null;
  return (
    <div className={cx("banner")} role="note">
      <Icon name="info" size="tiny" />
      <span>{t("evaluation.banner")}</span>
    </div>
  );
}
