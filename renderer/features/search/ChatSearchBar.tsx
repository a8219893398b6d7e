// Searching in the open chat: goes to the newest place at once, and up and down from there while the keyboard stays in the
// field. Esc closes it and gives the keyboard back to the composer.
import { useEffect, useRef, useState } from "react";
import type { ContactId } from "../../../shared/ids";
import { MAX_QUERY, parseQuery } from "../../../shared/search-query";
import { errorSentence } from "../../i18n/error-text";
import { t } from "../../i18n/i18n";
import { useApp, useCommands, useServices } from "../../store/context";
import { IconButton } from "../../ui/Button";
import { classes } from "../../ui/classes";
import { Icon } from "../../ui/icons";
import { useCall } from "../../ui/use-call";
import sheet from "./ChatSearchBar.module.css";
import { IndexLine } from "./SearchState";
import { useTextSearch, type ShownSearch } from "./use-text-search";

const cx = classes(sheet);

interface Place {
  /** Of the hit that the reader is at, the newest is 0; below zero: at none of them. */
  readonly index: number;
  readonly go: (index: number) => void;
}

/** Where among the hits the reader is; a new search begins at the newest one unless the reader is at one already. */
function usePlace(contactId: ContactId, { hits, text, loadMore, again }: ShownSearch): Place {
  const commands = useCommands();
  const at = useApp(({ ui: { found } }) => (found?.contactId === contactId ? found.messageId : undefined));
  const index = hits.findIndex(({ messageId }) => messageId === at);
  const answered = useRef("");

  const go = (next: number): void => {
    const hit = hits[next];
    if (hit === undefined) return;
    if (next >= hits.length - 2) loadMore();
    commands.openHit(hit, text, false).catch(again);
  };

  useEffect(() => {
    if (answered.current === text || hits.length === 0) return;
    answered.current = text;
    if (index < 0) go(0);
  });

  return { index, go };
}

function words(search: ShownSearch, index: number, typed: string): string {
  const { hits, more, busy, problem } = search;
  if (parseQuery(typed).length === 0) return "";
  if (problem !== undefined) return errorSentence(problem);
  if (hits.length > 0) return t(more ? "chatSearch.placeOfMore" : "chatSearch.place", { place: Math.max(0, index) + 1, count: hits.length });
  return busy ? t("search.busy") : t("chatSearch.nothing");
}

export function ChatSearchBar({ contactId }: { readonly contactId: ContactId }) {
  const { store } = useServices();
  const commands = useCommands();
  const calls = useApp((state) => state.ui.chatSearchCalls);
  const [typed, setTyped] = useState(() => {
    const { found } = store.getState().ui;
    return found?.contactId === contactId ? found.text : "";
  });
  const search = useTextSearch(typed, contactId);
  const { index, go } = usePlace(contactId, search);
  const input = useRef<HTMLInputElement>(null);
  const isOld = search.text !== typed.trim();

  const takeKeyboard = (): void => {
    input.current?.focus();
    input.current?.select();
  };
  useEffect(takeKeyboard, []);
  useCall(calls, takeKeyboard);

  const close = (): void => {
    commands.closeChatSearch();
    commands.callComposer();
  };

  return (
    <div className={cx("bar")} role="search" aria-label={t("chatSearch.label")}>
      <div className={cx("line")}>
        <Icon name="search" size="small" />
        <input
          ref={input}
          className={cx("input")}
          type="text"
          aria-label={t("chatSearch.label")}
          placeholder={t("chatSearch.label")}
          spellCheck={false}
          maxLength={MAX_QUERY}
          value={typed}
          onChange={(event) => {
            setTyped(event.target.value);
            commands.markWords(contactId, event.target.value);
          }}
          onKeyDown={(event) => {
            if (event.nativeEvent.isComposing || event.altKey || (event.shiftKey && event.key === "Escape")) return;
            if (event.key === "ArrowUp" || (event.key === "Enter" && !event.shiftKey)) go(index + 1);
            else if (event.key === "ArrowDown" || event.key === "Enter") go(index - 1);
            else if (event.key === "Escape") close();
            else return;
            event.preventDefault();
            event.stopPropagation();
          }}
        />
        <span className={cx("place")} role="status">
          {words(search, index, typed)}
        </span>
        <IconButton small icon="upArrow" label={t("chatSearch.older")} disabled={isOld || index >= search.hits.length - 1} onClick={() => { go(index + 1); }} />
        <IconButton small icon="down" label={t("chatSearch.newer")} disabled={isOld || index <= 0} onClick={() => { go(index - 1); }} />
        <IconButton small icon="close" label={t("chatSearch.close")} onClick={close} />
      </div>
      <IndexLine answered={search.indexed} />
    </div>
  );
}
