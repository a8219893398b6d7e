// What a contact card says, and what taking it would do to what we know.
import type { CardKey, CardPreview } from "../../../shared/contact-card";
import { dateWithYear } from "../../i18n/format";
import { t } from "../../i18n/i18n";
import { Avatar } from "../../ui/Avatar";
import { classes } from "../../ui/classes";
import { Field } from "../../ui/Field";
import { Notice } from "../../ui/Notice";
import { Row, Rows } from "../../ui/Panel";
import sheet from "./CardFacts.module.css";
import { shortFingerprint } from "./fingerprint";
import { avatarTone, fullName, initials, shortName } from "./names";

const cx = classes(sheet);

/** Somebody who is a contact keeps the name, or the absence of one: a card that anybody made must not change it. */
export function asksForName({ relation, localName }: CardPreview): boolean {
  return relation !== "accepted" && localName === undefined;
}

interface CardFactsProps {
  readonly preview: CardPreview;
  /** The name under which the contact will be added; not for one that has a name, or is a contact already. */
  readonly name: string;
  readonly onName: (name: string) => void;
}

export function CardFacts({ preview, name, onName }: CardFactsProps) {
  const { address, localName, key, relation } = preview;
  const given = localName ?? name.trim();
  const person = given === "" ? { address } : { address, localName: given };
  return (
    <>
      <div className={cx("who")}>
        <Avatar initials={initials(person)} tone={avatarTone(address)} size="large" />
        <div className={cx("words")}>
          <p className={cx("name")} dir="auto">{fullName(person)}</p>
          <p className={cx("line")}>{given === "" ? t(relationWords(relation)) : address}</p>
          {given === "" ? null : <p className={cx("line")}>{t(relationWords(relation))}</p>}
        </div>
      </div>
      {asksForName(preview) ? (
        <Field
          label={t("newMessage.name")}
          value={name}
          onChange={onName}
          maxLength={120}
          help={t(preview.name === undefined ? "contact.nameHelp" : "card.nameHelp")}
        />
      ) : null}
      <Rows wide>
        {key.type === "other" ? (
          <Row name={t("card.knownKey")} mono>
            {shortFingerprint(key.known)}
          </Row>
        ) : null}
        <Row name={t("card.key")} mono={key.type !== "none"}>
          {key.type === "none" ? t("card.noKey") : shortFingerprint(key.fingerprint)}
        </Row>
        {key.type === "first" ? <Row name={t("key.valid")}>{t("key.validUntil", { date: dateWithYear(key.validUntil) })}</Row> : null}
      </Rows>
      <KeyNotice keyOnCard={key} name={shortName(person)} />
    </>
  );
}

function relationWords(relation: CardPreview["relation"]) {
  switch (relation) {
    case "accepted":
      return "card.isContact";
    case "request":
      return "card.isRequest";
    case "blocked":
      return "card.isBlocked";
    case "none":
    case undefined:
      return "card.isNew";
  }
}

function KeyNotice({ keyOnCard: key, name }: { readonly keyOnCard: CardKey; readonly name: string }) {
  if (key.type === "other") {
    const then = {
      asks: "card.effect.otherAsks",
      confirmed: "card.effect.otherConfirmed",
      nothing: "card.effect.otherCode",
    } as const;
    return (
      <Notice tone={key.then === "confirmed" ? "warning" : "danger"} icon="key">
        <p>{t("card.effect.other", { name })}</p>
        <p>{t(then[key.then])}</p>
      </Notice>
    );
  }
  const effects = {
    none: "card.effect.none",
    first: "card.effect.first",
    expected: "card.effect.expected",
    same: "card.effect.same",
  } as const;
  return (
    <Notice icon={key.type === "same" ? "checkCircle" : "key"}>
      <p>{t(effects[key.type], { name })}</p>
    </Notice>
  );
}
