// A contact's avatar with the presence dot: filled online, ring away, none when offline or when we are.
import type { ContactId } from "../../../shared/ids";
import { useApp } from "../../store/context";
import { selectContact, selectPresenceStatus } from "../../store/selectors";
import { Avatar } from "../../ui/Avatar";
import { avatarTone, initials } from "./names";

interface ContactAvatarProps {
  readonly contactId: ContactId;
  readonly size?: "small" | "regular" | "large" | "huge";
  readonly withDot?: boolean;
}

export function ContactAvatar({ contactId, size = "regular", withDot = true }: ContactAvatarProps) {
  const contact = useApp((state) => selectContact(state, contactId));
  const presence = useApp((state) => selectPresenceStatus(state, contactId));
  if (contact === undefined) return null;
  const dots = { online: "filled", away: "ring", offline: undefined, unknown: undefined } as const;
  return (
    <Avatar
      initials={initials(contact)}
      tone={avatarTone(contact.address)}
      size={size}
      dot={withDot ? dots[presence] : undefined}
    />
  );
}
