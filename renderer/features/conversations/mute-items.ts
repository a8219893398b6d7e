// The ways to mute a conversation, or to take that back, as entries of a menu.
import { FOR_EVER } from "../../../shared/conversation";
import type { Millis } from "../../../shared/ids";
import { timeOfDay } from "../../i18n/format";
import { t } from "../../i18n/i18n";
import type { MenuItem } from "../../ui/Menu";
import { tomorrowMorning } from "./use-muted";

const HOUR = 3600 * 1000;

/** `mute` with undefined takes it back. */
export function muteItems(muted: boolean, mute: (until: Millis | undefined) => void): readonly MenuItem[] {
  if (muted) return [{ key: "unmute", icon: "bell", label: t("mute.unmute"), onSelect: () => { mute(undefined); } }];
  const item = (key: string, label: string, until: () => Millis): MenuItem => ({
    key,
    icon: "bellOff",
    label,
    onSelect: () => {
      mute(until());
    },
  });
  return [
    item("hour", t("mute.hour"), () => Date.now() + HOUR),
    item("tomorrow", t("mute.tomorrow", { time: timeOfDay(tomorrowMorning(Date.now())) }), () => tomorrowMorning(Date.now())),
    item("for-ever", t("mute.forEver"), () => FOR_EVER),
  ];
}
