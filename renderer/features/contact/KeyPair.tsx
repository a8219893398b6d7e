// Two keys of a contact beside each other, when another one came: what is known of each, and which is which.
import { offeredKey, type AnnouncedKey, type Contact, type KeyView } from "../../../shared/contact";
import { dateWithYear } from "../../i18n/format";
import { t } from "../../i18n/i18n";
import { Chip } from "../../ui/Chip";
import { classes } from "../../ui/classes";
import { Digits } from "./Digits";
import { shortFingerprint } from "./fingerprint";
import sheet from "./KeyPair.module.css";
import { useSafetyNumber } from "./use-safety-number";

const cx = classes(sheet);

interface Facts {
  readonly title: string;
  readonly fingerprint: string;
  readonly facts: readonly string[];
  readonly digits: readonly string[];
  readonly digitsLabel: string;
}

function KeyFacts({ title, fingerprint, facts, digits, digitsLabel, compared, isNew }: Facts & { readonly compared?: boolean; readonly isNew?: boolean }) {
  return (
    <section className={cx("key", isNew === true && "new")} aria-label={title}>
      <h3 className={cx("title")}>
        {title}
        {compared === true ? <Chip tone="success">{t("key.chip.verified")}</Chip> : null}
      </h3>
      {digits.length === 0 ? <p className={cx("none")}>{t("safety.onlyFingerprint")}</p> : <Digits groups={digits} label={digitsLabel} small />}
      <p className={cx("fingerprint")}>{shortFingerprint(fingerprint)}</p>
      {facts.map((fact) => (
        <p key={fact} className={cx("fact")}>
          {fact}
        </p>
      ))}
    </section>
  );
}

function factsOf(key: KeyView): readonly string[] {
  return [
    t("safety.firstSeen", { date: dateWithYear(key.firstSeen) }),
    t("safety.validUntil", { date: dateWithYear(key.notAfter) }),
  ];
}

function cardFacts({ announcedAt }: AnnouncedKey): readonly string[] {
  return [t("safety.cardTaken", { date: dateWithYear(announcedAt) })];
}

export function KeyPair({ contact }: { readonly contact: Contact }) {
  const { trust } = contact;
  const before = trust.status === "changed" ? trust.key : undefined;
  const offered = offeredKey(trust);
  const oldDigits = useSafetyNumber(contact.id, before);
  const newDigits = useSafetyNumber(contact.id, offered);
  if (offered === undefined) return null;
  return (
    <div className={cx("pair")}>
      {trust.status === "changed" ? (
        <KeyFacts
          title={t("safety.oldKey")}
          fingerprint={trust.key.fingerprint}
          facts={factsOf(trust.key)}
          digits={oldDigits}
          digitsLabel={t("safety.oldDigitsLabel")}
          compared={trust.wasVerified}
        />
      ) : null}
      {trust.status === "unlike-card" ? (
        <KeyFacts
          title={t("safety.cardKey")}
          fingerprint={trust.announced.fingerprint}
          facts={cardFacts(trust.announced)}
          digits={[]}
          digitsLabel=""
        />
      ) : null}
      <KeyFacts
        title={t(before === undefined ? "safety.cameKey" : "safety.newKey")}
        fingerprint={offered.fingerprint}
        facts={factsOf(offered)}
        digits={newDigits}
        digitsLabel={t("safety.digitsLabel")}
        isNew
      />
    </div>
  );
}
