// A contact card to hand on, the own one or a contact's: to be scanned, saved as a file or copied.
import { useEffect, useState } from "react";
import type { CardToShare } from "../../../shared/contact-card";
import type { ContactId } from "../../../shared/ids";
import { errorSentence } from "../../i18n/error-text";
import { t } from "../../i18n/i18n";
import { useApp, useClient, useCommands } from "../../store/context";
import { selectContact } from "../../store/selectors";
import { useAction } from "../../store/use-action";
import { Button } from "../../ui/Button";
import { classes } from "../../ui/classes";
import { CopyButton } from "../../ui/CopyButton";
import { Dialog } from "../../ui/Dialog";
import { QrCode } from "../../ui/QrCode";
import { shortName } from "./names";
import sheet from "./ShareCardDialog.module.css";

const cx = classes(sheet);

export function ShareCardDialog({ contactId }: { readonly contactId?: ContactId | undefined }) {
  const contact = useApp((state) => (contactId === undefined ? undefined : selectContact(state, contactId)));
  const [card, setCard] = useState<CardToShare | undefined>(undefined);
  const [saved, setSaved] = useState(false);
  const client = useClient();
  const commands = useCommands();
  const { run, problem } = useAction();
  const whose = contactId === undefined ? {} : { contactId };
  const name = contact === undefined ? "" : shortName(contact);

  useEffect(() => {
    void run(async () => {
      setCard(await client.call("cards.show", contactId === undefined ? {} : { contactId }));
    });
  }, [run, client, contactId]);

  const save = () =>
    run(async () => {
      setSaved(false);
      setSaved((await client.call("cards.save", whose)).saved);
    });

  return (
    <Dialog
      title={contactId === undefined ? t("card.own") : t("card.of", { name })}
      closeLabel={t("action.close")}
      onClose={commands.closeDialog}
      footer={
        <>
          <Button variant="ghost" data-first-focus onClick={commands.closeDialog}>
            {t("action.close")}
          </Button>
          <span className={cx("gap")} />
          {card === undefined ? null : (
            <>
              <CopyButton
                text={() => card.text}
                label={t("action.copy")}
                doneLabel={t("action.copied")}
                failedLabel={t("action.notCopied")}
              />
              <Button icon={saved ? "check" : "file"} aria-live="polite" onClick={() => void save()}>
                {t(saved ? "card.saved" : "card.save")}
              </Button>
            </>
          )}
        </>
      }
    >
      {card === undefined ? null : (
        <div className={cx("card")}>
          <div className={cx("code")}>
            <QrCode text={card.code} label={t("card.codeLabel", { address: card.address })} />
          </div>
          <p className={cx("address")}>{card.address}</p>
          <p className={cx("means")}>{contactId === undefined ? t("card.ownMeans") : t("card.ofMeans", { name })}</p>
        </div>
      )}
      {problem === undefined ? null : (
        <p className={cx("problem")} role="alert">
          {errorSentence(problem)}
        </p>
      )}
    </Dialog>
  );
}
