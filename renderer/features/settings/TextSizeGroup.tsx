// How large text is. The window itself follows at once; two bubbles show it where no chat is in sight.
import { TEXT_SIZES } from "../../../shared/settings";
import { percent } from "../../i18n/format";
import { t } from "../../i18n/i18n";
import { useApp } from "../../store/context";
import { classes } from "../../ui/classes";
import { Segments } from "../../ui/Segments";
import { SettingGroup } from "./SettingRow";
import sheet from "./TextSizeGroup.module.css";

const cx = classes(sheet);

const CHOICES = [...TEXT_SIZES];

export function TextSizeGroup({ onChange }: { readonly onChange: (textSize: number) => void }) {
  const size = useApp((state) => state.settings.textSize);
  return (
    <SettingGroup title={t("textSize.title")}>
      <div className={cx("size")}>
        <Segments
          label={t("textSize.title")}
          value={size}
          onChange={onChange}
          choices={CHOICES.map((value) => ({ value, title: percent(value / 100) }))}
        />
        <div className={cx("example")}>
          <p className={cx("bubble")}>{t("textSize.question")}</p>
          <p className={cx("bubble", "own")}>{t("textSize.answer")}</p>
        </div>
        <p className={cx("means")}>{t("textSize.means")}</p>
      </div>
    </SettingGroup>
  );
}
