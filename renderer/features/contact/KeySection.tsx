// The contact's key: compared or not, the safety number, the fingerprint, how long the certificate holds.
import { keyToCompare, offeredKey, type Contact, type Trust } from "../../../shared/contact";
import { t, type TextKey } from "../../i18n/i18n";
import { useCommands } from "../../store/context";
import { LinkButton } from "../../ui/Button";
import { Chip, type ChipTone } from "../../ui/Chip";
import { classes } from "../../ui/classes";
import { Row, Rows, Section } from "../../ui/Panel";
import { shortFingerprint } from "./fingerprint";
import sheet from "./KeySection.module.css";
import { KeyValidity } from "./KeyValidity";
import { shortName } from "./names";
import { useSafetyNumber } from "./use-safety-number";

const cx = classes(sheet);

const CHIPS: Readonly<Record<Trust["status"], { readonly tone: ChipTone; readonly word: TextKey }>> = {
  unknown: { tone: "plain", word: "key.chip.unknown" },
  pinned: { tone: "warning", word: "key.chip.pinned" },
  verified: { tone: "success", word: "key.chip.verified" },
  changed: { tone: "danger", word: "key.chip.changed" },
  "unlike-card": { tone: "danger", word: "key.chip.unlikeCard" },
};

export function KeySection({ contact }: { readonly contact: Contact }) {
  const { trust } = contact;
  const commands = useCommands();
  const number = useSafetyNumber(contact.id, keyToCompare(trust));
  const chip = CHIPS[trust.status];
  const current = "key" in trust ? trust.key : undefined;
  const named = "announced" in trust ? trust.announced : undefined;
  const offered = offeredKey(trust);
  const held = current ?? offered;
  return (
    <Section title={t("key.title")} chip={<Chip tone={chip.tone}>{t(chip.word)}</Chip>}>
      {held !== undefined ? null : (
        <p className={cx("none")}>{t(named === undefined ? "key.none" : "key.noneNamed", { name: shortName(contact) })}</p>
      )}
      <Rows>
        {number.length === 0 ? null : (
          <Row name={t("key.safetyNumber")} mono>
            {t("key.digitsStart", { digits: number.slice(0, 3).join(" ") })}
          </Row>
        )}
        {named === undefined ? null : (
          <Row name={t("key.onCard")} mono>
            {shortFingerprint(named.fingerprint)}
          </Row>
        )}
        {current === undefined ? null : (
          <Row name={t("key.fingerprint")} mono>
            {shortFingerprint(current.fingerprint)}
          </Row>
        )}
        {offered === undefined ? null : (
          <Row name={t(current === undefined ? "key.came" : "key.offered")} mono>
            {shortFingerprint(offered.fingerprint)}
          </Row>
        )}
        {held === undefined ? null : <KeyValidity shown={held} name={shortName(contact)} />}
        {held === undefined ? null : (
          <Row
            name={t("key.certificate")}
            action={
              <LinkButton
                onClick={() => {
                  commands.showDialog({ type: "contact-certificate", contactId: contact.id, fingerprint: (offered ?? held).fingerprint });
                }}
              >
                {t("key.showCertificate")}
              </LinkButton>
            }
          >
            {t(offered !== undefined && current !== undefined ? "key.certificateOffered" : "key.certificateNewest")}
          </Row>
        )}
      </Rows>
    </Section>
  );
}
