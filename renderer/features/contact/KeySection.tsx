// The contact's key: compared or not, the safety number, the fingerprint, how long the certificate holds.
import { useEffect, useState } from "react";
import type { Contact, KeyView, Trust } from "../../../shared/contact";
import type { ContactId } from "../../../shared/ids";
import { dateWithYear } from "../../i18n/format";
import { t, type TextKey } from "../../i18n/i18n";
import { useClient } from "../../store/context";
import { Chip, type ChipTone } from "../../ui/Chip";
import { classes } from "../../ui/classes";
import { Row, Rows, Section } from "../../ui/Panel";
import { digitGroups, shortFingerprint } from "./fingerprint";
import sheet from "./KeySection.module.css";
import { shortName } from "./names";

const cx = classes(sheet);

const CHIPS: Readonly<Record<Trust["status"], { readonly tone: ChipTone; readonly word: TextKey }>> = {
  unknown: { tone: "plain", word: "key.chip.unknown" },
  pinned: { tone: "warning", word: "key.chip.pinned" },
  verified: { tone: "success", word: "key.chip.verified" },
  changed: { tone: "danger", word: "key.chip.changed" },
};

/** The 60 digits, once they are there; `key` is what they depend on. */
export function useSafetyNumber(contactId: ContactId, key: string): string | undefined {
  const client = useClient();
  const [digits, setDigits] = useState<string | undefined>(undefined);
  useEffect(() => {
    let wanted = true;
    client
      .call("contacts.safetyNumber", { contactId })
      .then((answer) => {
        if (wanted) setDigits(answer.digits);
      })
      // Without digits there is nothing to compare, and nothing is shown to compare with.
      .catch(() => undefined);
    return () => {
      wanted = false;
    };
  }, [client, contactId, key]);
  return digits;
}

export function keyIdentity(trust: Trust): string {
  if (trust.status === "unknown") return "";
  return trust.status === "changed" ? trust.key.fingerprint + trust.offered.fingerprint : trust.key.fingerprint;
}

function validity(key: KeyView): string {
  return Date.now() < key.notBefore
    ? t("key.validFrom", { date: dateWithYear(key.notBefore) })
    : t("key.validUntil", { date: dateWithYear(key.notAfter) });
}

export function KeySection({ contact }: { readonly contact: Contact }) {
  const { trust } = contact;
  const digits = useSafetyNumber(contact.id, keyIdentity(trust));
  const chip = CHIPS[trust.status];
  return (
    <Section title={t("key.title")} chip={<Chip tone={chip.tone}>{t(chip.word)}</Chip>}>
      {trust.status === "unknown" ? (
        <p className={cx("none")}>{t("key.none", { name: shortName(contact) })}</p>
      ) : (
        <Rows>
          {digits === undefined ? null : (
            <Row name={t("key.safetyNumber")} mono>
              {t("key.digitsStart", { digits: digitGroups(digits).slice(0, 3).join(" ") })}
            </Row>
          )}
          <Row name={t("key.fingerprint")} mono>
            {shortFingerprint(trust.key.fingerprint)}
          </Row>
          {trust.status === "changed" ? (
            <Row name={t("key.offered")} mono>
              {shortFingerprint(trust.offered.fingerprint)}
            </Row>
          ) : null}
          <Row name={t("key.valid")}>{validity(trust.key)}</Row>
        </Rows>
      )}
    </Section>
  );
}
