// A contact's presence in words, as far as we can know it: while we are offline, "Online" becomes
// "Last seen", dated with the moment when we lost the connection.
import type { Presence } from "../../../shared/contact";
import type { ContactId } from "../../../shared/ids";
import { useApp } from "../../store/context";
import { selectContact, selectOnline } from "../../store/selectors";
import { useDayStart } from "../../ui/use-now";
import { presenceWords, type PresenceWords } from "./presence-text";

export function knownPresence(presence: Presence, online: boolean, downSince: number | undefined): Presence {
  if (online) return presence;
  if (presence.status === "offline" || presence.status === "unknown") return presence;
  return downSince === undefined ? { status: "unknown" } : { status: "unknown", lastSeen: downSince };
}

export function usePresence(contactId: ContactId): PresenceWords {
  const presence = useApp((state) => selectContact(state, contactId)?.presence);
  const online = useApp(selectOnline);
  const downSince = useApp((state) => state.connection.downSince);
  const today = useDayStart();
  return presence === undefined ? {} : presenceWords(knownPresence(presence, online, downSince), today);
}
