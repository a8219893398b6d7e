// Another proxy, or none: the connection is made anew at once. The password of the one in use is not known here.
import { useState } from "react";
import { errorSentence } from "../../i18n/error-text";
import { t } from "../../i18n/i18n";
import { useApp, useServices } from "../../store/context";
import { useAction } from "../../store/use-action";
import { Button } from "../../ui/Button";
import { Dialog } from "../../ui/Dialog";
import { DialogButtons, DialogForm } from "../../ui/DialogForm";
import { ProxyFields } from "../connection/ProxyFields";

export function ProxyDialog() {
  const used = useApp((state) => state.account?.proxy);
  const { client, commands } = useServices();
  const [proxy, setProxy] = useState({ url: used?.url ?? "", user: used?.user ?? "", password: "" });
  const action = useAction();

  const connect = async (): Promise<void> => {
    const wanted = proxy.url.trim() === "" ? {} : { proxy };
    if (await action.run(() => client.call("connection.setProxy", wanted))) commands.closeDialog();
  };

  return (
    <Dialog
      title={t("proxyDialog.title")}
      subtitle={t(used?.user === undefined ? "proxyDialog.subtitle" : "proxyDialog.passwordAgain")}
      closeLabel={t("action.close")}
      onClose={commands.closeDialog}
    >
      <DialogForm
        onSubmit={() => {
          void connect();
        }}
      >
        <ProxyFields
          proxy={proxy}
          onProxy={(typed) => {
            setProxy(typed);
            action.clear();
          }}
          problem={action.problem === undefined ? undefined : errorSentence(action.problem)}
        />
        <DialogButtons>
          <Button onClick={commands.closeDialog}>{t("action.cancel")}</Button>
          <Button variant="primary" submit disabled={action.busy}>
            {t(proxy.url.trim() === "" ? "proxyDialog.goWithout" : "proxyDialog.go")}
          </Button>
        </DialogButtons>
      </DialogForm>
    </Dialog>
  );
}
