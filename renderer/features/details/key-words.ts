// The key that a message was made with, then and now, in words.
import type { Millis } from "../../../shared/ids";
import type { UsedKey } from "../../../shared/message";
import { shortDate } from "../../i18n/format";
import { t, type TextKey } from "../../i18n/i18n";

const NOW: Readonly<Record<UsedKey["now"], TextKey>> = {
  current: "details.key.current",
  offered: "details.key.offered",
  former: "details.key.former",
  forgotten: "details.key.forgotten",
};

/** `at`: when it was used. */
export function trustThenWords({ now, comparedAt }: UsedKey, at: Millis, today: Millis): string {
  if (now === "forgotten") return t("details.trust.forgotten");
  if (comparedAt === undefined) return t("details.trust.notCompared");
  return t(comparedAt <= at ? "details.trust.compared" : "details.trust.comparedLater", { date: shortDate(comparedAt, today) });
}

export function keyNowWords({ now }: UsedKey, name: string): string {
  return t(NOW[now], { name });
}
