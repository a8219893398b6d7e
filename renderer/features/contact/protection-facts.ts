// What protects a chat, as sentences: what the protocol that will be used gives and does not give, from the one table in
// shared/protection, and what is known of the key. While messages wait, what is missing stands in its place.
import type { HoldReason, ProtocolLevel } from "../../../shared/capability";
import type { Contact, Trust } from "../../../shared/contact";
import { PROTECTION } from "../../../shared/protection";
import { shortDate } from "../../i18n/format";
import { t } from "../../i18n/i18n";
import type { IconName } from "../../ui/icons";
import { shortName } from "./names";

export interface Fact {
  readonly tone: "good" | "aware" | "danger";
  readonly icon: IconName;
  readonly text: string;
}

/** `today` is the start of the day, for the date of a comparison. What is good is said shortly, what is not has a line. */
export function protectionFacts(contact: Contact, today: number): readonly Fact[] {
  const name = shortName(contact);
  const { trust, outlook } = contact;
  const forwardSecrecy: Fact = { tone: "aware", icon: "history", text: t("protect.noForwardSecrecy") };
  if (outlook.type === "plain") return [{ tone: "danger", icon: "warning", text: t("protect.nothing", { name }) }];
  switch (trust.status) {
    case "unknown":
      return [
        { tone: "aware", icon: "key", text: t("protect.noKey", { name }) },
        { tone: "aware", icon: "server", text: t("protect.server", { receipts: "yes" }) },
      ];
    case "changed":
      return [
        { tone: "danger", icon: "key", text: t(trust.wasVerified ? "protect.changedVerified" : "protect.changed", { name }) },
        forwardSecrecy,
      ];
    case "unlike-card":
      return [{ tone: "danger", icon: "key", text: t("protect.unlikeCard", { name }) }];
    case "pinned":
    case "verified": {
      const key = keyFact(trust, name, today);
      if (outlook.type === "hold") return [...missing(outlook.reason, name), key, forwardSecrecy];
      const server = t("protect.server", { receipts: PROTECTION[outlook.level].receipts === undefined ? "no" : "yes" });
      const signed = signedFacts(outlook.level, name);
      // That the number was compared says already who can read it.
      return trust.status === "verified"
        ? [key, ...signed, { tone: "aware", icon: "server", text: server }, forwardSecrecy]
        : [{ tone: "good", icon: "lock", text: `${t("protect.onlyHolder", { name })} ${server}` }, ...signed, key, forwardSecrecy];
    }
  }
}

type TrustedKey = Extract<Trust, { readonly status: "pinned" | "verified" }>;

function keyFact(trust: TrustedKey, name: string, today: number): Fact {
  if (trust.status === "verified") {
    return { tone: "good", icon: "shieldCheck", text: t("protect.compared", { name, date: shortDate(trust.at, today) }) };
  }
  const { confirmedBy } = trust.key;
  const text =
    confirmedBy === undefined || confirmedBy.until < today
      ? t("protect.notCompared", { name })
      : t("protect.confirmed", { name, authority: confirmedBy.authority });
  return { tone: "aware", icon: "key", text };
}

/** What the signature covers with this protocol, and what not. */
function signedFacts(level: ProtocolLevel, name: string): readonly Fact[] {
  const { recipientBound, timeAuthenticated } = PROTECTION[level].text;
  const facts: Fact[] = [{ tone: "good", icon: "pencil", text: t("protect.signed", { covers: covers(level) }) }];
  if (!recipientBound) facts.push({ tone: "aware", icon: "person", text: t("protect.notBound", { name }) });
  if (!timeAuthenticated) facts.push({ tone: "aware", icon: "clock", text: t("protect.timeNotSigned") });
  return facts;
}

/** What the signature says beside sender and words. */
function covers(level: ProtocolLevel): "both" | "recipient" | "time" | "neither" {
  const { recipientBound, timeAuthenticated } = PROTECTION[level].text;
  if (recipientBound) return timeAuthenticated ? "both" : "recipient";
  return timeAuthenticated ? "time" : "neither";
}

/** Why nothing goes out, and what would be lost with the protocol that is offered. */
function missing(reason: HoldReason, name: string): readonly Fact[] {
  switch (reason.code) {
    case "below-pin":
      return [waits(t("protect.waits.level", { level: reason.pinned })), ...lost(reason.offered, reason.pinned, name)];
    case "below-minimum":
      return [waits(t("protect.waits.level", { level: reason.minimum })), ...lost(reason.offered, reason.minimum, name)];
    case "capability-unknown":
      return [waits(t("protect.waits.unknown", { name }))];
    case "blocked":
      return [waits(t("protect.waits.blocked", { name }))];
    case "key-changed":
      return [waits(t("protect.changed", { name }))];
    case "unlike-card":
      return [waits(t("protect.unlikeCard", { name }))];
  }
}

function lost(offered: ProtocolLevel, needed: ProtocolLevel, name: string): readonly Fact[] {
  const [less, more] = [PROTECTION[offered].text, PROTECTION[needed].text];
  const facts: Fact[] = [];
  if (more.recipientBound && !less.recipientBound) {
    facts.push({ tone: "aware", icon: "person", text: t("protect.wouldNotBind", { name, level: offered }) });
  }
  if (more.timeAuthenticated && !less.timeAuthenticated) {
    facts.push({ tone: "aware", icon: "clock", text: t("protect.wouldNotSignTime", { level: offered }) });
  }
  return facts;
}

function waits(text: string): Fact {
  return { tone: "aware", icon: "shield", text };
}
