// A contact that a search found, with its chat behind it.
import { useMemo } from "react";
import type { ContactId } from "../../../shared/ids";
import { parseQuery } from "../../../shared/search-query";
import { useApp } from "../../store/context";
import { selectContact } from "../../store/selectors";
import { ContactAvatar } from "../contact/ContactAvatar";
import { fullName } from "../contact/names";
import { FoundRow, type FoundRowProps } from "./FoundRow";
import { Marked } from "./Marked";

interface ContactItemProps extends Pick<FoundRowProps, "id" | "active" | "onOpen"> {
  readonly contactId: ContactId;
  readonly text: string;
}

export function ContactItem({ contactId, text, ...row }: ContactItemProps) {
  const contact = useApp((state) => selectContact(state, contactId));
  const words = useMemo(() => ({ query: parseQuery(text), current: false }), [text]);
  if (contact === undefined) return null;
  const name = fullName(contact);
  return (
    <FoundRow {...row} picture={<ContactAvatar contactId={contactId} />} title={<Marked text={name} words={words} />}>
      {name === contact.address ? null : <Marked text={contact.address} words={words} />}
    </FoundRow>
  );
}
