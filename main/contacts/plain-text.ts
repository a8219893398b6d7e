// Whether a text to a contact goes without any protection (spec 1.12): only where the user allowed it, and only while
// nothing was ever learned of the contact's key and app. Whoever has proved or published anything is never written to openly.
import { knowsNothingBetter, type Trust } from "../../shared/contact";
import type { ContactRow } from "../db/contact-repository";

type PlainTextFacts = Pick<ContactRow, "relation" | "plainTextAllowed" | "pin">;

/** `capabilities`: the last list that is known of the contact's app. */
export function goesPlain(contact: PlainTextFacts, trust: Trust, capabilities: readonly string[] | undefined): boolean {
  return takesPlain(contact) && knowsNothingBetter(trust, contact.pin, capabilities);
}

/** What comes is taken as long as the user allows it, also when the contact's app has become one that can do better. */
export function takesPlain({ relation, plainTextAllowed }: Pick<ContactRow, "relation" | "plainTextAllowed">): boolean {
  return relation === "accepted" && plainTextAllowed;
}
