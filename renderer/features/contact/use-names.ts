// A contact's names as a view needs them; the view draws again only when a name changes.
import { useShallow } from "zustand/react/shallow";
import type { ContactId } from "../../../shared/ids";
import { useApp } from "../../store/context";
import { selectContact } from "../../store/selectors";
import { fullName, shortName } from "./names";

export interface Names {
  readonly full: string;
  /** For the middle of a sentence. */
  readonly short: string;
}

export function useNames(contactId: ContactId): Names {
  return useApp(
    useShallow((state) => {
      const contact = selectContact(state, contactId);
      return contact === undefined
        ? { full: "", short: "" }
        : { full: fullName(contact), short: shortName(contact) };
    }),
  );
}
