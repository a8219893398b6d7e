// The stand-in's search: every text is looked through.
import { matchesQuery, parseQuery } from "../../shared/search-query";
import { fold } from "../../shared/search-fold";
import type { SearchHit } from "../../shared/search";
import type { MockHandlers } from "./mock-contract";
import { findContact, type MockWorld } from "./mock-world";

export function searchHandlers(world: MockWorld): Pick<MockHandlers, "search.texts"> {
  return {
    "search.texts": ({ text, contactId, before = Number.MAX_SAFE_INTEGER, limit }) => {
      const query = parseQuery(text);
      const all = [...world.messages.values()].flat().sort((a, b) => b.arrivedAt - a.arrivedAt || b.id - a.id);
      const hits = all.flatMap((message): SearchHit[] => {
        if (message.kind === "note" || (contactId !== undefined && message.contactId !== contactId)) return [];
        if (findContact(world, message.contactId).relation === "request" || !matchesQuery(query, fold(message.text))) return [];
        const { id: messageId, contactId: of, sentAt, kind } = message;
        return [{ messageId, contactId: of, own: kind === "own", sentAt, excerpt: message.text.replaceAll("\n", " ") }];
      });
      const start = before === Number.MAX_SAFE_INTEGER ? 0 : before;
      const next = hits.length > start + limit ? { next: start + limit } : {};
      return { hits: hits.slice(start, start + limit), ...next, ...world.searchIndexed };
    },
  };
}
