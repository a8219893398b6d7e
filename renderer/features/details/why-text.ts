// Why a message went with its protocol. What is known now is told only while it still explains it: a choice is made anew
// before each attempt, and what was known then is not written down.
import type { Contact } from "../../../shared/contact";
import type { MessageDetails } from "../../../shared/message";
import { shortDate } from "../../i18n/format";
import { t } from "../../i18n/i18n";
import { shortName } from "../contact/names";
import { outlookWords } from "../contact/outlook-text";

export function whyWords({ level, message }: MessageDetails, contact: Contact | undefined, today: number): string {
  if (level === undefined) return t(message.delivery.status === "held" ? "details.held" : "details.notSealed");
  if (contact?.outlook.type !== "use" || contact.outlook.level !== level) return t("details.sealedThen", { level });
  if (contact.outlook.reason.code !== "newest-common") return outlookWords(contact).sentence;
  const name = shortName(contact);
  const { pin } = contact;
  if (pin?.by !== "proved") return t("details.whyCommon", { name, level });
  return t("details.whyProved", { name, level, pin: pin.level, date: shortDate(pin.since, today) });
}
