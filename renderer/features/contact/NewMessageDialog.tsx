// A new chat: the address, and a name if one likes. An address that is already a contact opens its chat.
import { useState } from "react";
import { errorSentence } from "../../i18n/error-text";
import { t } from "../../i18n/i18n";
import { useServices } from "../../store/context";
import { useAction } from "../../store/use-action";
import { Button } from "../../ui/Button";
import { Dialog } from "../../ui/Dialog";
import { Field } from "../../ui/Field";
import { FileButton } from "../../ui/FileButton";
import { cleanAddress, looksLikeAddress } from "./address";
import { CARD_FILES } from "./card-file";
import sheet from "./NewMessageDialog.module.css";
import { classes } from "../../ui/classes";

const cx = classes(sheet);

export function NewMessageDialog({ address: named = "" }: { readonly address?: string | undefined }) {
  const { client, commands } = useServices();
  const [address, setAddress] = useState(named);
  const [name, setName] = useState("");
  const [malformed, setMalformed] = useState(named !== "" && !looksLikeAddress(named));
  const action = useAction();
  const problem = malformed ? "invalid-address" : action.problem;

  const add = async (): Promise<void> => {
    const wanted = cleanAddress(address);
    if (!looksLikeAddress(wanted)) {
      setMalformed(true);
      return;
    }
    const localName = name.trim();
    await action.run(async () => {
      const { contactId } = await client.call("contacts.add", {
        address: wanted,
        ...(localName === "" ? {} : { localName }),
      });
      commands.closeDialog();
      commands.show({ filter: "" });
      commands.openChat(contactId);
    });
  };

  return (
    <Dialog
      title={t("newMessage.title")}
      subtitle={t("newMessage.subtitle")}
      closeLabel={t("action.close")}
      onClose={commands.closeDialog}
    >
      <form
        className={cx("form")}
        onSubmit={(event) => {
          event.preventDefault();
          void add();
        }}
      >
        <Field
          label={t("field.address")}
          icon="person"
          value={address}
          onChange={(value) => {
            setAddress(value);
            setMalformed(false);
            action.clear();
          }}
          placeholder={t("field.addressExample")}
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          inputMode="email"
          maxLength={320}
          data-first-focus
          error={problem === undefined ? undefined : errorSentence(problem)}
        />
        <Field
          label={t("newMessage.name")}
          value={name}
          onChange={setName}
          maxLength={120}
          help={t("contact.nameHelp")}
        />
        <div className={cx("buttons")}>
          <FileButton
            size="small"
            label={t("card.addFrom")}
            accept={CARD_FILES}
            onFile={(file) => {
              commands.showDialog({ type: "add-card", file });
            }}
          />
          <span className={cx("answers")}>
            <Button onClick={commands.closeDialog}>{t("action.cancel")}</Button>
            <Button variant="primary" submit disabled={action.busy}>
              {t("newMessage.open")}
            </Button>
          </span>
        </div>
      </form>
    </Dialog>
  );
}
