// What protocol the next message uses and why, in one sentence.
import type { Contact } from "../../../shared/contact";
import { t } from "../../i18n/i18n";
import type { ChipTone } from "../../ui/Chip";
import { shortName } from "./names";

export interface OutlookWords {
  readonly chip: string;
  readonly tone: ChipTone;
  readonly sentence: string;
}

export function outlookWords(contact: Contact): OutlookWords {
  const name = shortName(contact);
  const { outlook } = contact;
  if (outlook.type === "use") {
    const sentences = {
      "newest-common": t("protocol.why.newest-common"),
      "own-limit": t("protocol.why.own-limit", { name }),
      "no-capabilities-policy-allows": t("protocol.why.no-capabilities", { name }),
      "no-capabilities-user-allows": t("protocol.why.user-allows", { name }),
    } as const;
    return { chip: outlook.level, tone: "accent", sentence: sentences[outlook.reason.code] };
  }
  const waits = { chip: t("protocol.waits"), tone: "warning" } as const;
  if (outlook.type === "plain") return { chip: t("protocol.plain"), tone: "danger", sentence: t("protocol.why.plain", { name }) };
  const { reason } = outlook;
  switch (reason.code) {
    case "key-changed":
      return { ...waits, sentence: t("protocol.hold.key-changed", { name }) };
    case "unlike-card":
      return { ...waits, sentence: t("protocol.hold.unlike-card", { name }) };
    case "below-pin":
      return { ...waits, sentence: t("protocol.hold.below-pin", { name, offered: reason.offered, pinned: reason.pinned }) };
    case "below-minimum":
      return {
        ...waits,
        sentence: t("protocol.hold.below-minimum", { name, offered: reason.offered, minimum: reason.minimum }),
      };
    case "capability-unknown":
      // Without a key nothing can go in any protocol: there is nothing to decide yet.
      if (contact.trust.status === "unknown") {
        return { chip: t("protocol.notKnown"), tone: "plain", sentence: t("protocol.hold.capability-unknown", { name }) };
      }
      return { ...waits, sentence: t("protocol.hold.capability-unknown", { name }) };
    case "blocked":
      return { chip: t("protocol.blocked"), tone: "plain", sentence: t("protocol.hold.blocked", { name }) };
  }
}
