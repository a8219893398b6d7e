// The file of a profile is there and cannot be used: what happened, that nothing was deleted, what to do.
import type { AppPhase } from "../../../shared/app-state";
import type { ErrorCode } from "../../../shared/errors";
import { errorSentence } from "../../i18n/error-text";
import { t, type TextKey } from "../../i18n/i18n";
import { classes } from "../../ui/classes";
import { Page, PageCard } from "../../ui/Page";
import { Points } from "../../ui/Points";
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
        <Points
          points={[
            { icon: "warning", text: errorSentence(problem), tone: "aware" },
            { icon: "checkCircle", text: t("blocked.nothingDeleted"), tone: "good" },
            { icon: "info", text: t(WHAT_TO_DO[problem] ?? "blocked.do.backup") },
          ]}
        />
        <p className={cx("code")}>{t("blocked.code", { code: problem })}</p>
      </PageCard>
    </Page>
  );
}
