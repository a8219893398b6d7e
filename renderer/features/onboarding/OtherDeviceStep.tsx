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
}

export function OtherDeviceStep({ address, onBack, onGo }: OtherDeviceStepProps) {
  return (
    <Page title={t("otherDevice.title")} subtitle={address}>
      <PageCard>
        <Points
          points={[
            { icon: "info", text: t("otherDevice.signedOut"), tone: "aware" },
            { icon: "key", text: t("otherDevice.newKey"), tone: "aware" },
          ]}
        />
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
