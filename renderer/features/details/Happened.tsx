// What happened to an own text. One that got no answer for a day was tried some three hundred times: then what is between
// the first attempts and the last ones comes when it is asked for.
import { useState } from "react";
import { t } from "../../i18n/i18n";
import { LinkButton } from "../../ui/Button";
import { classes } from "../../ui/classes";
import sheet from "./Happened.module.css";
import type { Moment } from "./timeline";
import { TimelineList } from "./TimelineList";

const cx = classes(sheet);

/** As many are always shown. */
const SHORT = 12;
/** Of more than that, these at either end. */
const AT_START = 4;
const AT_END = 4;

export function Happened({ moments }: { readonly moments: readonly Moment[] }) {
  const [all, setAll] = useState(false);
  if (moments.length <= SHORT) return <TimelineList moments={moments} />;
  const rest = moments.slice(AT_START);
  return (
    <>
      <TimelineList moments={moments.slice(0, AT_START)} />
      <p className={cx("between")}>
        <LinkButton
          aria-expanded={all}
          onClick={() => {
            setAll(!all);
          }}
        >
          {all ? t("action.showLess") : t("action.showMore", { count: rest.length - AT_END })}
        </LinkButton>
      </p>
      <TimelineList moments={all ? rest : rest.slice(-AT_END)} />
    </>
  );
}
