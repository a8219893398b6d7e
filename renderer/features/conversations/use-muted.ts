// Until when a conversation is muted, as long as it is: the mark of it goes by itself when the time is over.
import { useEffect, useState } from "react";
import { FOR_EVER } from "../../../shared/conversation";
import type { ContactId, Millis } from "../../../shared/ids";
import { moment } from "../../i18n/format";
import { t } from "../../i18n/i18n";
import { useApp } from "../../store/context";

/** The longest time that a timer takes. */
const LONGEST_WAIT = 2 ** 31 - 1;

/** Undefined when it is not muted (any more). */
export function useMutedUntil(contactId: ContactId): Millis | undefined {
  const until = useApp((state) => state.conversations[contactId]?.mutedUntil);
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    if (until === undefined) return;
    const wait = Math.max(0, Math.min(until - Date.now() + 1, LONGEST_WAIT));
    const timer = setTimeout(() => {
      setNow(Date.now());
    }, wait);
    return () => {
      clearTimeout(timer);
    };
  }, [until]);
  return until !== undefined && until > now ? until : undefined;
}

/** "Muted until 15:04", for who sees or hears the mark. `today` is the start of the day. */
export function mutedWords(until: Millis, today: Millis): string {
  if (until === FOR_EVER) return t("mute.forEverOn");
  return t("mute.until", { time: moment(until, today) });
}

/** The next eight o'clock in the morning that is not today. */
export function tomorrowMorning(now: Millis): Millis {
  const morning = new Date(now);
  morning.setDate(morning.getDate() + 1);
  morning.setHours(8, 0, 0, 0);
  return morning.getTime();
}
