// What protects this chat, in plain words above all numbers; what does not is said as plainly.
import type { Contact } from "../../../shared/contact";
import { shortDate } from "../../i18n/format";
import { t } from "../../i18n/i18n";
import { useCommands } from "../../store/context";
import { Button } from "../../ui/Button";
import { classes } from "../../ui/classes";
import { Icon, type IconName } from "../../ui/icons";
import { Section } from "../../ui/Panel";
import { useDayStart } from "../../ui/use-now";
import { shortName } from "./names";
import sheet from "./ProtectionSection.module.css";

const cx = classes(sheet);

interface Fact {
  readonly tone: "good" | "aware" | "danger";
  readonly icon: IconName;
  readonly text: string;
}

export function protectionFacts(contact: Contact, today: number): readonly Fact[] {
  const name = shortName(contact);
  const forwardSecrecy: Fact = { tone: "aware", icon: "history", text: t("protect.noForwardSecrecy") };
  const onlyHolder: Fact = { tone: "good", icon: "lock", text: t("protect.onlyHolder", { name }) };
  const server: Fact = { tone: "aware", icon: "server", text: t("protect.server") };
  switch (contact.trust.status) {
    case "unknown":
      return [{ tone: "aware", icon: "key", text: t("protect.noKey", { name }) }, server];
    case "pinned":
      return [onlyHolder, { tone: "aware", icon: "key", text: t("protect.notCompared", { name }) }, forwardSecrecy];
    case "verified": {
      const compared = t("protect.compared", { name, date: shortDate(contact.trust.at, today) });
      return [{ tone: "good", icon: "shieldCheck", text: compared }, server, forwardSecrecy];
    }
    case "changed": {
      const changed = t(contact.trust.wasVerified ? "protect.changedVerified" : "protect.changed", { name });
      return [{ tone: "danger", icon: "key", text: changed }, onlyHolder, forwardSecrecy];
    }
  }
}

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
