// A search in the texts for what stands in a field, for a view.
import { useEffect, useMemo, useSyncExternalStore } from "react";
import type { ContactId } from "../../../shared/ids";
import { parseQuery } from "../../../shared/search-query";
import { useApp, useClient } from "../../store/context";
import { createTextSearch, type Answer } from "./text-search";

export interface ShownSearch extends Answer {
  readonly loadMore: () => void;
  /** Asks again from the start. */
  readonly again: () => void;
}

export function useTextSearch(typed: string, contactId?: ContactId): ShownSearch {
  const client = useClient();
  const search = useMemo(() => createTextSearch(client, contactId), [client, contactId]);
  const answer = useSyncExternalStore(search.subscribe, search.get);
  // With a complete index there may be more to find.
  const isIndexing = useApp(({ progress }) => progress["search-index"] !== undefined && progress["search-index"].state !== "done");
  const text = useMemo(() => (parseQuery(typed).length === 0 ? "" : typed.trim()), [typed]);

  useEffect(() => {
    search.ask(text);
  }, [search, text, isIndexing]);

  return {
    ...answer,
    busy: answer.busy || answer.text !== text,
    loadMore: search.loadMore,
    again() {
      search.ask(text);
    },
  };
}
