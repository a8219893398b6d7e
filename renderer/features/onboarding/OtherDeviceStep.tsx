// The account is in use on another device. What signing in here would mean is said before a key is made.
import { t } from "../../i18n/i18n";
import { Button } from "../../ui/Button";
import { classes } from "../../ui/classes";
import { Icon } from "../../ui/icons";
import { Page, PageCard } from "../../ui/Page";
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
        <ul className={cx("points")}>
          <li className={cx("point")}>
            <Icon name="info" />
            <span>{t("otherDevice.signedOut")}</span>
          </li>
          <li className={cx("point")}>
            <Icon name="key" />
            <span>{t("otherDevice.newKey")}</span>
          </li>
        </ul>
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
