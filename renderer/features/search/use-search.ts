// The search over the list of conversations: contacts and texts as one list, in which the arrows move while the keyboard
// stays in the field.
import { useMemo, useState } from "react";
import type { ContactId } from "../../../shared/ids";
import type { SearchHit } from "../../../shared/search";
import { parseQuery } from "../../../shared/search-query";
import { useApp, useCommands } from "../../store/context";
import { foundContacts, MOST_CONTACTS } from "./found-contacts";
import { useTextSearch, type ShownSearch } from "./use-text-search";

export type FoundItem =
  | { readonly type: "contact"; readonly key: string; readonly contactId: ContactId }
  | { readonly type: "text"; readonly key: string; readonly hit: SearchHit };

export interface Search {
  /** Something was typed that can be looked for. */
  readonly open: boolean;
  readonly text: string;
  readonly contacts: readonly FoundItem[];
  /** Contacts that are not shown. */
  readonly contactsLeft: number;
  readonly texts: readonly FoundItem[];
  readonly textSearch: ShownSearch;
  /** Key of the item that Enter opens. */
  readonly active: string | undefined;
  readonly move: (step: 1 | -1) => void;
  readonly openActive: () => void;
  readonly openItem: (item: FoundItem) => void;
}

/** Of the list of what was found. */
export const RESULTS_ID = "search-results";

export const idOfItem = (key: string): string => `search-${key}`;

export function useSearch(): Search {
  const text = useApp((state) => state.ui.filter);
  const known = useApp((state) => state.contacts);
  const conversations = useApp((state) => state.conversations);
  const ids = useMemo(() => foundContacts({ contacts: known, conversations }, text), [known, conversations, text]);
  const textSearch = useTextSearch(text);
  const commands = useCommands();
  const [chosen, setChosen] = useState<string | undefined>(undefined);
  const open = useMemo(() => parseQuery(text).length > 0, [text]);

  const contacts = useMemo(() => ids.slice(0, MOST_CONTACTS).map((contactId): FoundItem => ({ type: "contact", key: `c${contactId}`, contactId })), [ids]);
  const texts = useMemo(() => textSearch.hits.map((hit): FoundItem => ({ type: "text", key: `t${hit.messageId}`, hit })), [textSearch.hits]);
  const items = useMemo(() => [...contacts, ...texts], [contacts, texts]);
  const active = items.find(({ key }) => key === chosen) ?? items[0];

  const openItem = (item: FoundItem): void => {
    setChosen(item.key);
    if (item.type === "contact") commands.openChat(item.contactId);
    // Deleted meanwhile: a new search does not find it any more.
    else commands.openHit(item.hit, textSearch.text).catch(textSearch.again);
  };

  return {
    open,
    text,
    contacts,
    contactsLeft: ids.length - contacts.length,
    texts,
    textSearch,
    active: active?.key,
    move(step) {
      const here = active === undefined ? -1 : items.indexOf(active);
      const next = items[here + step];
      if (next !== undefined) setChosen(next.key);
      if (here + step > items.length - 5) textSearch.loadMore();
    },
    openActive() {
      if (active !== undefined) openItem(active);
    },
    openItem,
  };
}
