// How long our own certificate holds, and who has to do something about it when.
import type { OwnAccount } from "../../../shared/app-state";
import { validityOn, type Validity } from "../../../shared/certificate";
import { dateWithYear } from "../../i18n/format";
import { t, type TextKey } from "../../i18n/i18n";

const SELF_SIGNED: Readonly<Record<Validity, TextKey>> = {
  "not-yet": "certificate.notYet",
  holds: "certificate.holds",
  "ends-soon": "certificate.renewsSoon",
  ended: "certificate.notRenewed",
};

const ISSUED: Readonly<Record<Validity, TextKey>> = {
  "not-yet": "certificate.notYet",
  holds: "certificate.issuedHolds",
  "ends-soon": "certificate.issuedEndsSoon",
  ended: "certificate.issuedEnded",
};

/** `today` is the start of the day. */
export function ownCertificateState(account: OwnAccount, today: number): Validity {
  return validityOn({ notBefore: account.certificateValidFrom, notAfter: account.certificateValidUntil }, today);
}

/** For the settings, in a sentence or two. */
export function ownValidity(account: OwnAccount, today: number): string {
  const { certificateIssuer: issuer, certificateValidFrom: from, certificateValidUntil: until } = account;
  const dates = { from: dateWithYear(from), until: dateWithYear(until) };
  const state = ownCertificateState(account, today);
  return issuer === undefined ? t(SELF_SIGNED[state], dates) : t(ISSUED[state], { ...dates, issuer });
}
