// Search over the history.
import * as z from "zod/mini";
import type { SearchPage } from "../../search";
import { MAX_QUERY } from "../../search-query";
import { contactId, request, text } from "../define";

export const searchRequests = {
  /** Texts of all conversations, or of one, the newest first. `before`: `next` of the page before. */
  "search.texts": request<SearchPage>()(
    z.strictObject({
      text: text(MAX_QUERY),
      contactId: z.optional(contactId),
      before: z.optional(z.int().check(z.nonnegative())),
      limit: z.int().check(z.minimum(1), z.maximum(100)),
    }),
  ),
} as const;
