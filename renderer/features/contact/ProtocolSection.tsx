// What the contact's app supports, what we will use and why, the lowest protocol allowed, and how the
// knowledge changed over time.
import { useEffect, useState } from "react";
import { mayAllowPlainText, type CapabilityChange, type Contact } from "../../../shared/contact";
import { shortDate, timeOrDate } from "../../i18n/format";
import { t } from "../../i18n/i18n";
import { useClient, useCommands } from "../../store/context";
import { LinkButton } from "../../ui/Button";
import { Chip } from "../../ui/Chip";
import { classes } from "../../ui/classes";
import { Row, Rows, Section } from "../../ui/Panel";
import { useDayStart } from "../../ui/use-now";
import { CapabilityHistory } from "./CapabilityHistory";
import { capabilityWords, newestLevel } from "./capability-text";
import { shortName } from "./names";
import { outlookWords } from "./outlook-text";
import { PinChoice } from "./PinChoice";
import sheet from "./ProtocolSection.module.css";

const cx = classes(sheet);

/** Newest first; read again whenever what we know of the contact changed. */
function useHistory(contact: Contact): readonly CapabilityChange[] {
  const client = useClient();
  const [changes, setChanges] = useState<readonly CapabilityChange[]>([]);
  useEffect(() => {
    let wanted = true;
    client
      .call("contacts.capabilityHistory", { contactId: contact.id })
      .then((answer) => {
        if (wanted) setChanges([...answer].sort((a, b) => b.at - a.at));
      })
      // Without an answer the rows about the history are left out.
      .catch(() => undefined);
    return () => {
      wanted = false;
    };
  }, [client, contact.id, contact.capabilities]);
  return changes;
}

function changeWords(changes: readonly CapabilityChange[], today: number): string | undefined {
  const [last, before] = changes;
  if (last === undefined) return undefined;
  const when = timeOrDate(last.at, today);
  const to = newestLevel(last.strings);
  if (before === undefined) return t("protocol.learned", { when, to });
  const from = newestLevel(before.strings);
  return from === to ? t("protocol.otherChange", { when }) : t("protocol.change", { when, from, to });
}

export function ProtocolSection({ contact }: { readonly contact: Contact }) {
  const [open, setOpen] = useState<"history" | "pin" | undefined>(undefined);
  const commands = useCommands();
  const changes = useHistory(contact);
  const today = useDayStart();
  const outlook = outlookWords(contact);
  const lastChange = changeWords(changes, today);
  const { pin } = contact;
  const toggle = (what: "history" | "pin"): void => {
    setOpen(open === what ? undefined : what);
  };

  return (
    <Section title={t("protocol.title")} chip={<Chip tone={outlook.tone}>{outlook.chip}</Chip>}>
      <p className={cx("why")}>{outlook.sentence}</p>
      <Rows>
        <Row name={t("protocol.app", { name: shortName(contact) })} raw={(contact.capabilities?.strings ?? []).join(" ")}>
          {contact.capabilities === undefined
            ? t("protocol.notKnown")
            : capabilityWords(contact.capabilities.strings)}
        </Row>
        {contact.plainTextAllowed || !mayAllowPlainText(contact) ? null : (
          <Row
            name={t("plain.row")}
            action={
              <LinkButton
                danger
                onClick={() => {
                  commands.showDialog({ type: "allow-plain-text", contactId: contact.id });
                }}
              >
                {t("plain.allow")}
              </LinkButton>
            }
          >
            {t("plain.off")}
          </Row>
        )}
        {pin === undefined ? null : (
          <Row
            name={t("protocol.neverBelow")}
            action={
              pin.level === "1.0" ? undefined : (
                <LinkButton
                  aria-expanded={open === "pin"}
                  aria-label={t("protocol.changePinLabel")}
                  onClick={() => {
                    toggle("pin");
                  }}
                >
                  {t("protocol.changePin")}
                </LinkButton>
              )
            }
          >
            {t(pin.by === "proved" ? "protocol.pin.proved" : "protocol.pin.user", {
              level: pin.level,
              date: shortDate(pin.since, today),
            })}
          </Row>
        )}
        {open === "pin" && pin !== undefined ? (
          <div>
            <dd>
              <PinChoice
                contact={contact}
                pin={pin}
                onDone={() => {
                  setOpen(undefined);
                }}
              />
            </dd>
          </div>
        ) : null}
        {lastChange === undefined ? null : (
          <Row
            name={t("protocol.lastChange")}
            action={
              <LinkButton
                aria-expanded={open === "history"}
                onClick={() => {
                  toggle("history");
                }}
              >
                {t("protocol.history")}
              </LinkButton>
            }
          >
            {lastChange}
          </Row>
        )}
      </Rows>
      {open === "history" ? <CapabilityHistory changes={changes} pin={pin} /> : null}
    </Section>
  );
}
