// What a stranger wrote: the newest texts, read anew when one more comes. Until they are there, the last one, which is
// known from the list.
import { useEffect, useState } from "react";
import type { ContactId } from "../../../shared/ids";
import type { Message, PeerText } from "../../../shared/message";
import { useApp, useClient } from "../../store/context";

/** More than a person writes before there is an answer. */
const SHOWN = 50;

export interface RequestTexts {
  /** Oldest first. */
  readonly texts: readonly PeerText[];
  /** There are earlier ones. */
  readonly earlier: boolean;
}

function textsOf(messages: readonly Message[]): readonly PeerText[] {
  return messages.flatMap((message) => (message.kind === "peer" ? [message] : []));
}

export function useRequestTexts(contactId: ContactId): RequestTexts {
  const client = useClient();
  const last = useApp((state) => state.conversations[contactId]?.lastMessage);
  const [read, setRead] = useState<RequestTexts | undefined>(undefined);
  useEffect(() => {
    let wanted = true;
    client
      .call("messages.page", { contactId, place: { type: "newest" }, limit: SHOWN })
      .then(({ messages, older }) => {
        if (wanted) setRead({ texts: textsOf(messages), earlier: older });
      })
      // The last one is shown, and the next message asks again.
      .catch(() => undefined);
    return () => {
      wanted = false;
    };
  }, [client, contactId, last?.id]);
  return read ?? { texts: textsOf(last === undefined ? [] : [last]), earlier: false };
}
