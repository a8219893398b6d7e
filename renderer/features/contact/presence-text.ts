// Presence in words. While we are offline nothing is claimed but when the contact was last seen.
import type { Presence } from "../../../shared/contact";
import type { Millis } from "../../../shared/ids";
import { moment } from "../../i18n/format";
import { t } from "../../i18n/i18n";

export interface PresenceWords {
  /** "Online", "Away"; absent when there is nothing to say in the present tense. */
  readonly state?: string;
  /** "since 08:41", "Last seen 14:02". */
  readonly detail?: string;
}

export function presenceWords(presence: Presence, now: Millis): PresenceWords {
  switch (presence.status) {
    case "online":
      return { state: t("presence.online"), detail: t("presence.since", { time: moment(presence.since, now) }) };
    case "away":
      return { state: t("presence.away"), detail: t("presence.since", { time: moment(presence.since, now) }) };
    case "offline":
      return {
        detail:
          presence.lastSeen === undefined
            ? t("presence.offline")
            : t("presence.lastSeen", { time: moment(presence.lastSeen, now) }),
      };
    case "unknown":
      return presence.lastSeen === undefined
        ? {}
        : { detail: t("presence.lastSeen", { time: moment(presence.lastSeen, now) }) };
  }
}
