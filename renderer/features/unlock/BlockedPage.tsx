// The file of a profile is there and cannot be used: what happened, that nothing was deleted, what to do.
import type { AppPhase } from "../../../shared/app-state";
import type { ErrorCode } from "../../../shared/errors";
import { errorSentence } from "../../i18n/error-text";
import { t, type TextKey } from "../../i18n/i18n";
import { classes } from "../../ui/classes";
import { Icon } from "../../ui/icons";
import { Page, PageCard } from "../../ui/Page";
import sheet from "./BlockedPage.module.css";

const cx = classes(sheet);

const WHAT_TO_DO: Readonly<Partial<Record<ErrorCode, TextKey>>> = {
  "database-newer": "blocked.do.update",
  "database-locked": "blocked.do.closeOther",
  "profile-in-use": "blocked.do.closeOther",
  "disk-full": "blocked.do.makeRoom",
  "database-unreadable": "blocked.do.checkDisk",
};

type BlockedPhase = Extract<AppPhase, { readonly phase: "blocked" }>;

export function BlockedPage({ phase }: { readonly phase: BlockedPhase }) {
  const { problem, address } = phase;
  return (
    <Page title={t("blocked.title")} subtitle={address}>
      <PageCard>
        <ul className={cx("points")}>
          <li className={cx("point", "what")}>
            <Icon name="warning" />
            <span>{errorSentence(problem)}</span>
          </li>
          <li className={cx("point", "kept")}>
            <Icon name="checkCircle" />
            <span>{t("blocked.nothingDeleted")}</span>
          </li>
          <li className={cx("point")}>
            <Icon name="info" />
            <span>{t(WHAT_TO_DO[problem] ?? "blocked.do.backup")}</span>
          </li>
        </ul>
        <p className={cx("code")}>{t("blocked.code", { code: problem })}</p>
      </PageCard>
    </Page>
  );
}
