// The account is in use on another device. What signing in here would mean is said before a key is made.
import { t } from "../../i18n/i18n";
import { Button } from "../../ui/Button";
import { classes } from "../../ui/classes";
import { Page, PageCard } from "../../ui/Page";
import { Points } from "../../ui/Points";
import sheet from "./OtherDeviceStep.module.css";

const cx = classes(sheet);

interface OtherDeviceStepProps {
  readonly address: string;
  readonly onBack: () => void;
  readonly onGo: () => void;
  /** Takes the account with its key and history from a file; absent when it comes from one already. */
  readonly onImport?: (() => void) | undefined;
}

export function OtherDeviceStep({ address, onBack, onGo, onImport }: OtherDeviceStepProps) {
  const moves = onImport === undefined;
  return (
    <Page title={t("otherDevice.title")} subtitle={address}>
      <PageCard>
        <Points
          points={[
            { icon: "info", text: t(moves ? "otherDevice.signedOutMoved" : "otherDevice.signedOut"), tone: "aware" },
            moves
              ? { icon: "key", text: t("otherDevice.sameKey"), tone: "good" }
              : { icon: "key", text: t("otherDevice.newKey"), tone: "aware" },
            ...(moves ? [] : [{ icon: "file", text: t("otherDevice.import"), tone: "good" } as const]),
          ]}
        />
        {onImport === undefined ? null : (
          <Button icon="file" onClick={onImport}>
            {t("moveHere.go")}
          </Button>
        )}
        <div className={cx("buttons")}>
          <Button autoFocus onClick={onBack}>
            {t("otherDevice.back")}
          </Button>
          <Button variant="primary" wide onClick={onGo}>
            {t("otherDevice.go")}
          </Button>
        </div>
      </PageCard>
    </Page>
  );
}
