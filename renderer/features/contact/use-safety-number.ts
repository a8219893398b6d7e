// The safety number with one key of a contact.
import { useEffect, useState } from "react";
import type { KeyView } from "../../../shared/contact";
import type { ContactId } from "../../../shared/ids";
import { useClient } from "../../store/context";
import { digitGroups } from "./fingerprint";

/** In groups of five digits; none while they are not there. */
export function useSafetyNumber(contactId: ContactId, key: KeyView | undefined): readonly string[] {
  const client = useClient();
  const fingerprint = key?.fingerprint;
  const [number, setNumber] = useState<{ readonly of: string; readonly digits: string } | undefined>(undefined);
  useEffect(() => {
    if (fingerprint === undefined) return;
    let wanted = true;
    client
      .call("contacts.safetyNumber", { contactId, fingerprint })
      .then(({ digits }) => {
        if (wanted) setNumber({ of: fingerprint, digits });
      })
      // Without digits there is nothing to compare, and nothing is shown to compare with.
      .catch(() => undefined);
    return () => {
      wanted = false;
    };
  }, [client, contactId, fingerprint]);
  return number?.of === fingerprint ? digitGroups(number?.digits ?? "") : [];
}
