// Who the contact is: avatar, name (changed in place), address, presence and since when.
import { useRef, useState } from "react";
import type { Contact } from "../../../shared/contact";
import { errorSentence } from "../../i18n/error-text";
import { t } from "../../i18n/i18n";
import { useClient } from "../../store/context";
import { useAction } from "../../store/use-action";
import { Button, IconButton } from "../../ui/Button";
import { classes } from "../../ui/classes";
import { Field } from "../../ui/Field";
import { ContactAvatar } from "./ContactAvatar";
import { fullName } from "./names";
import { usePresence } from "./use-presence";
import sheet from "./WhoSection.module.css";

const cx = classes(sheet);

function RenameForm({ contact, onDone }: { readonly contact: Contact; readonly onDone: () => void }) {
  const [name, setName] = useState(contact.localName ?? "");
  const client = useClient();
  const action = useAction();
  const save = async (): Promise<void> => {
    const saved = await action.run(() =>
      client.call("contacts.rename", { contactId: contact.id, localName: name.trim() }),
    );
    if (saved) onDone();
  };
  return (
    <form
      className={cx("rename")}
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        event.stopPropagation();
        onDone();
      }}
    >
      <Field
        label={t("contact.name")}
        value={name}
        onChange={setName}
        maxLength={120}
        autoFocus
        onFocus={(event) => {
          event.currentTarget.select();
        }}
        help={t("contact.nameHelp")}
        error={action.problem === undefined ? undefined : errorSentence(action.problem)}
      />
      <div className={cx("buttons")}>
        <Button size="small" onClick={onDone}>
          {t("action.cancel")}
        </Button>
        <Button size="small" variant="primary" submit>
          {t("action.save")}
        </Button>
      </div>
    </form>
  );
}

export function WhoSection({ contact }: { readonly contact: Contact }) {
  const [renaming, setRenaming] = useState(false);
  const presence = usePresence(contact.id);
  const pencil = useRef<HTMLButtonElement>(null);
  return (
    <>
      <div className={cx("who")}>
        <ContactAvatar contactId={contact.id} size="large" withDot={false} />
        <div className={cx("words")}>
          <div className={cx("nameLine")}>
            <span className={cx("name")} dir="auto">{fullName(contact)}</span>
            <IconButton
              ref={pencil}
              small
              icon="pencil"
              label={t("contact.rename")}
              onClick={() => {
                setRenaming(!renaming);
              }}
            />
          </div>
          {contact.localName === undefined ? null : <p className={cx("address")}>{contact.address}</p>}
          <p className={cx("presence")}>
            {presence.state === undefined ? null : (
              <span className={cx("state", contact.presence.status === "online" && "online")}>{presence.state} </span>
            )}
            {presence.detail}
          </p>
        </div>
      </div>
      {renaming ? (
        <RenameForm
          contact={contact}
          onDone={() => {
            setRenaming(false);
            pencil.current?.focus();
          }}
        />
      ) : null}
    </>
  );
}
