// Before a link of a message opens in the browser: where it really leads. The keyboard starts at the choice that opens
// nothing.
import { errorSentence } from "../../i18n/error-text";
import { t } from "../../i18n/i18n";
import { useServices } from "../../store/context";
import { useAction } from "../../store/use-action";
import { Button } from "../../ui/Button";
import { classes } from "../../ui/classes";
import { CopyButton } from "../../ui/CopyButton";
import { Dialog } from "../../ui/Dialog";
import { Icon } from "../../ui/icons";
import { linkHost } from "./link-host";
import sheet from "./OpenLinkDialog.module.css";

const cx = classes(sheet);

interface OpenLinkProps {
  readonly url: string;
  readonly typed: string;
}

export function OpenLinkDialog({ url, typed }: OpenLinkProps) {
  const { client, commands } = useServices();
  const action = useAction();
  const host = linkHost(url, typed);
  // The scheme is https and there is no name before the host, so this is where it stands.
  const start = "https://".length;
  const open = async (): Promise<void> => {
    if (await action.run(() => client.call("app.openLink", { url }))) commands.closeDialog();
  };
  return (
    <Dialog
      title={t("link.title", { host: host.real })}
      closeLabel={t("action.close")}
      onClose={commands.closeDialog}
      footer={
        <>
          <CopyButton
            text={() => url}
            label={t("link.copy")}
            doneLabel={t("action.copied")}
            failedLabel={t("action.notCopied")}
          />
          <Button data-first-focus onClick={commands.closeDialog}>
            {t("action.cancel")}
          </Button>
          <Button variant="primary" onClick={() => void open()}>
            {t("link.open")}
          </Button>
        </>
      }
    >
      <p className={cx("address")} dir="ltr" tabIndex={0} aria-label={t("link.address")}>
        {url.slice(0, start)}
        <strong className={cx("host")}>{host.real}</strong>
        {url.slice(start + host.real.length)}
      </p>
      {host.typed === undefined ? null : (
        <p className={cx("typed", host.mixed && "warning")}>
          {host.mixed ? <Icon name="warning" size="small" /> : null}
          <span>{t(host.mixed ? "link.mixed" : "link.typed", { host: host.typed })}</span>
        </p>
      )}
      <p className={cx("means")}>{t("link.means")}</p>
      {action.problem === undefined ? null : (
        <p className={cx("problem")} role="alert">
          {errorSentence(action.problem)}
        </p>
      )}
    </Dialog>
  );
}
