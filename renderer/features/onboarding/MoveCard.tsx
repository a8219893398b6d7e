// The third way in: an account that was used on another computer comes with everything it had.
import { t } from "../../i18n/i18n";
import { Button } from "../../ui/Button";
import { classes } from "../../ui/classes";
import sheet from "./MoveCard.module.css";

const cx = classes(sheet);

export function MoveCard({ onImport }: { readonly onImport: () => void }) {
  return (
    <section className={cx("card")}>
      <div className={cx("words")}>
        <h2 className={cx("title")}>{t("moveHere.title")}</h2>
        <p className={cx("means")}>{t("moveHere.means")}</p>
      </div>
      <Button icon="file" onClick={onImport}>
        {t("moveHere.go")}
      </Button>
    </section>
  );
}
