// In the panel of a contact with whom the user allowed unencrypted text (spec 1.12): that it is so, in red, and the way out.
import type { Contact } from "../../../shared/contact";
import { errorSentence } from "../../i18n/error-text";
import { t } from "../../i18n/i18n";
import { useClient } from "../../store/context";
import { useAction } from "../../store/use-action";
import { Button } from "../../ui/Button";
import { classes } from "../../ui/classes";
import { Notice } from "../../ui/Notice";
import { shortName } from "./names";
import sheet from "./PlainTextNotice.module.css";

const cx = classes(sheet);

export function PlainTextNotice({ contact }: { readonly contact: Contact }) {
  const client = useClient();
  const action = useAction();
  if (!contact.plainTextAllowed) return null;
  const name = shortName(contact);
  return (
    <div className={cx("notice")}>
      <Notice tone="danger" icon="warning">
        <strong className={cx("title")}>{t("plain.title")}</strong>
        <p>{t(contact.outlook.type === "plain" ? "plain.on" : "plain.onlyIn", { name })}</p>
        {action.problem === undefined ? null : <p>{errorSentence(action.problem)}</p>}
        <div className={cx("action")}>
          <Button
            size="small"
            onClick={() =>
              void action.run(() => client.call("contacts.allowPlainText", { contactId: contact.id, allowed: false }))
            }
          >
            {t("plain.stop")}
          </Button>
        </div>
      </Notice>
    </div>
  );
}
