// What a search found, in place of the list of conversations: contacts, then texts of all chats, the newest first.
import { useEffect, useRef, type UIEvent } from "react";
import { t } from "../../i18n/i18n";
import { classes } from "../../ui/classes";
import { Hidden } from "../../ui/Hidden";
import { ContactItem } from "./ContactItem";
import { SearchState } from "./SearchState";
import sheet from "./SearchResults.module.css";
import { MOST_HITS } from "./text-search";
import { TextItem } from "./TextItem";
import { idOfItem, RESULTS_ID, type FoundItem, type Search } from "./use-search";

const cx = classes(sheet);

/** Further from the end than this nothing is asked for. */
const NEAR_END = 400;

interface SectionProps {
  readonly name: string;
  readonly items: readonly FoundItem[];
  readonly search: Search;
}

function Section({ name, items, search }: SectionProps) {
  if (items.length === 0) return null;
  return (
    <div role="group" aria-label={name}>
      <div className={cx("heading")} aria-hidden="true">
        {name}
      </div>
      {items.map((item) => {
        const shared = { id: idOfItem(item.key), active: item.key === search.active, onOpen: () => { search.openItem(item); } };
        return item.type === "contact" ? (
          <ContactItem key={item.key} contactId={item.contactId} text={search.text} {...shared} />
        ) : (
          <TextItem key={item.key} hit={item.hit} text={search.textSearch.text} {...shared} />
        );
      })}
    </div>
  );
}

function left({ contactsLeft, textSearch }: Search): string | undefined {
  if (textSearch.more && textSearch.hits.length >= MOST_HITS) return t("search.tooMany", { count: MOST_HITS });
  return contactsLeft > 0 && textSearch.hits.length === 0 ? t("search.contactsLeft", { count: contactsLeft }) : undefined;
}

export function SearchResults({ search }: { readonly search: Search }) {
  const { contacts, texts, textSearch, active } = search;
  const list = useRef<HTMLDivElement>(null);

  useEffect(() => {
    if (active === undefined) return;
    list.current?.querySelector(`#${idOfItem(active)}`)?.scrollIntoView({ block: "nearest" });
  }, [active]);

  const onScroll = ({ currentTarget: { scrollHeight, scrollTop, clientHeight } }: UIEvent): void => {
    if (scrollHeight - scrollTop - clientHeight < NEAR_END) textSearch.loadMore();
  };
  const rest = left(search);

  return (
    <div className={cx("results")}>
      <SearchState search={search} />
      <div
        ref={list}
        id={RESULTS_ID}
        className={cx("list")}
        role="listbox"
        aria-label={t("search.results")}
        aria-busy={textSearch.busy}
        onScroll={onScroll}
      >
        <Section name={t("search.contacts")} items={contacts} search={search} />
        <Section name={t("search.messages")} items={texts} search={search} />
      </div>
      {rest === undefined ? null : <p className={cx("rest")}>{rest}</p>}
      <Hidden>
        <span role="status">
          {textSearch.busy ? "" : t("search.announce", { contacts: contacts.length, texts: texts.length })}
        </span>
      </Hidden>
    </div>
  );
}
