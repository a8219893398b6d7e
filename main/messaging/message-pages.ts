// Which part of a history the window gets: from the place that it names to a page (docs/architecture.md, no offsets).
import { StampError } from "../../shared/errors";
import type { ContactId } from "../../shared/ids";
import type { MessagePage, PagePlace } from "../../shared/message-page";
import type { Store } from "../db/store";

/** Throws `unknown-message` when the message to show is gone or is not of this conversation. */
export function readPage({ pages }: Store, contactId: ContactId, place: PagePlace, limit: number): MessagePage {
  switch (place.type) {
    case "newest":
      return pages.before(contactId, undefined, limit);
    case "before":
      return pages.before(contactId, place.position, limit);
    case "after":
      return pages.after(contactId, place.position, limit);
    case "message": {
      const found = pages.placeOf(contactId, place.messageId);
      if (found === undefined) throw new StampError("unknown-message");
      return pages.around(contactId, found, limit);
    }
    case "date":
    case "unread": {
      const found = place.type === "date" ? pages.placeAt(contactId, place.at) : pages.firstUnread(contactId);
      return found === undefined ? pages.before(contactId, undefined, limit) : pages.around(contactId, found, limit);
    }
  }
}
