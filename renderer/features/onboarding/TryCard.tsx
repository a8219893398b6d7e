// Trying it out: no account, no server of one's own.
import { t, type TextKey } from "../../i18n/i18n";
import { Button } from "../../ui/Button";
import { classes } from "../../ui/classes";
import { Icon, type IconName } from "../../ui/icons";
import sheet from "./TryCard.module.css";

const cx = classes(sheet);

const POINTS: readonly { readonly icon: IconName; readonly text: TextKey }[] = [
  { icon: "server", text: "try.server" },
  { icon: "windows", text: "try.window" },
  { icon: "history", text: "try.echo" },
  { icon: "lock", text: "try.local" },
];

export function TryCard({ onTry }: { readonly onTry: () => void }) {
  return (
    <section className={cx("card")}>
      <div className={cx("picture")} aria-hidden="true">
        <span className={cx("window", "left")}>
          <i className={cx("peer")} />
          <i className={cx("own")} />
          <i className={cx("peer")} />
        </span>
        <span className={cx("window", "right")}>
          <i className={cx("own")} />
          <i className={cx("peer")} />
          <i className={cx("own")} />
        </span>
      </div>
      <h2 className={cx("title")}>{t("try.title")}</h2>
      <p className={cx("subtitle")}>{t("try.subtitle")}</p>
      <ul className={cx("points")}>
        {POINTS.map((point) => (
          <li key={point.text} className={cx("point")}>
            <Icon name={point.icon} size="small" />
            {t(point.text)}
          </li>
        ))}
      </ul>
      <div className={cx("go")}>
        <Button wide onClick={onTry}>
          {t("try.title")}
        </Button>
      </div>
    </section>
  );
}
