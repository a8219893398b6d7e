// The words to mark in a message of a chat: none unless the reader searched there.
import { useMemo } from "react";
import type { ContactId, MessageId } from "../../../shared/ids";
import { parseQuery } from "../../../shared/search-query";
import { useApp } from "../../store/context";
import type { Words } from "./Marked";

export function useFoundWords(contactId: ContactId, messageId: MessageId): Words {
  const text = useApp(({ ui: { found } }) => (found?.contactId === contactId ? found.text : ""));
  const current = useApp(({ ui: { found } }) => found?.contactId === contactId && found.messageId === messageId);
  return useMemo(() => ({ query: parseQuery(text), current }), [text, current]);
}
