// A text that a search found: whose chat, when, and the words round the first place.
import { useMemo } from "react";
import type { SearchHit } from "../../../shared/search";
import { parseQuery } from "../../../shared/search-query";
import { listTime } from "../../i18n/format";
import { t } from "../../i18n/i18n";
import { useApp } from "../../store/context";
import { selectContact } from "../../store/selectors";
import { useDayStart } from "../../ui/use-now";
import { ContactAvatar } from "../contact/ContactAvatar";
import { fullName } from "../contact/names";
import { FoundRow, type FoundRowProps } from "./FoundRow";
import { Marked } from "./Marked";

interface TextItemProps extends Pick<FoundRowProps, "id" | "active" | "onOpen"> {
  readonly hit: SearchHit;
  readonly text: string;
}

export function TextItem({ hit, text, ...row }: TextItemProps) {
  const contact = useApp((state) => selectContact(state, hit.contactId));
  const today = useDayStart();
  const words = useMemo(() => ({ query: parseQuery(text), current: false }), [text]);
  if (contact === undefined) return null;
  return (
    <FoundRow
      {...row}
      picture={<ContactAvatar contactId={hit.contactId} withDot={false} />}
      title={fullName(contact)}
      time={listTime(hit.sentAt, today)}
      lead={hit.own ? t("search.you") : undefined}
      long
    >
      <Marked text={hit.excerpt} words={words} />
    </FoundRow>
  );
}
