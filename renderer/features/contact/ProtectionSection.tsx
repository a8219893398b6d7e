// What protects this chat, in plain words above all numbers; what does not is said as plainly.
import type { Contact } from "../../../shared/contact";
import { t } from "../../i18n/i18n";
import { useCommands } from "../../store/context";
import { Button } from "../../ui/Button";
import { classes } from "../../ui/classes";
import { Icon } from "../../ui/icons";
import { Section } from "../../ui/Panel";
import { useDayStart } from "../../ui/use-now";
import { protectionFacts } from "./protection-facts";
import sheet from "./ProtectionSection.module.css";

const cx = classes(sheet);

export function ProtectionSection({ contact }: { readonly contact: Contact }) {
  const today = useDayStart();
  const commands = useCommands();
  return (
    <Section title={t("protect.title")}>
      <ul className={cx("facts")}>
        {protectionFacts(contact, today).map((fact) => (
          <li key={fact.text} className={cx("fact", fact.tone)}>
            <Icon name={fact.icon} />
            <span className={cx("text")}>{fact.text}</span>
          </li>
        ))}
      </ul>
      {contact.trust.status === "unknown" ? null : (
        <div className={cx("action")}>
          <Button
            wide
            icon="shieldCheck"
            onClick={() => {
              commands.showDialog({ type: "safety-number", contactId: contact.id });
            }}
          >
            {t("safety.compare")}
          </Button>
        </div>
      )}
    </Section>
  );
}
