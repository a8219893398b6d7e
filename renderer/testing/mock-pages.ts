// Pages of a conversation in the stand-in, as main gives them.
import { StampError } from "../../shared/errors";
import type { Message } from "../../shared/message";
import type { MessagePage, PagePlace } from "../../shared/message-page";

/** Index of the message that a place is around; undefined for the end. */
function indexOf(all: readonly Message[], place: PagePlace): number | undefined {
  switch (place.type) {
    case "newest":
    case "before":
    case "after":
      return undefined;
    case "message": {
      const index = all.findIndex(({ id }) => id === place.messageId);
      if (index < 0) throw new StampError("unknown-message");
      return index;
    }
    case "date": {
      const index = all.findIndex(({ arrivedAt }) => arrivedAt >= place.at);
      return index < 0 ? all.length - 1 : index;
    }
    case "unread": {
      const index = all.findIndex((message) => message.kind === "peer" && message.unread);
      return index < 0 ? undefined : index;
    }
  }
}

export function mockPage(all: readonly Message[], place: PagePlace, limit: number): MessagePage {
  const slice = (from: number, to: number): MessagePage => ({
    messages: all.slice(Math.max(0, from), to),
    older: from > 0,
    newer: to < all.length,
  });
  if (place.type === "after") {
    const from = all.filter(({ position }) => position <= place.position).length;
    return slice(from, from + limit);
  }
  const end = place.type === "before" ? all.filter(({ position }) => position < place.position).length : all.length;
  const index = indexOf(all, place);
  const found = index === undefined ? undefined : all[index];
  if (index === undefined || found === undefined) return slice(end - limit, end);
  const from = Math.max(0, Math.min(index - Math.floor(limit / 3), all.length - limit));
  return { ...slice(from, from + limit), found: found.id };
}
