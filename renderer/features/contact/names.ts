// What a contact is called: in full, short inside a sentence, and as initials; and which avatar ground.
import type { Contact } from "../../../shared/contact";
import type { AvatarTone } from "../../ui/Avatar";

type Named = Pick<Contact, "address" | "localName">;

function userPart(address: string): string {
  return address.split("@")[0] ?? address;
}

/** The given name, or the address as it is: a name nobody gave is not proved. */
export function fullName(contact: Named): string {
  return contact.localName === undefined || contact.localName === "" ? contact.address : contact.localName;
}

/** "Bob" for Bob Kováč, "Pavol" for Dr. Pavol Urban, "Prague office" as it is, "maria.k" for an address. */
export function shortName(contact: Named): string {
  if (contact.localName === undefined || contact.localName === "") return userPart(contact.address);
  const words = contact.localName.split(/\s+/u).filter((word) => word !== "" && !word.endsWith("."));
  const personal = words.length > 1 && words.every((word) => /^\p{Lu}/u.test(word));
  return (personal ? words[0] : undefined) ?? contact.localName;
}

/** At most two letters. */
export function initials(contact: Named): string {
  const words = (contact.localName ?? "").split(/\s+/u).filter((word) => word !== "" && !word.endsWith("."));
  const letters = words.length === 0 ? [userPart(contact.address)] : [words[0] ?? "", words.at(-1) ?? ""];
  const distinct = words.length === 1 ? letters.slice(0, 1) : letters;
  return distinct.map((word) => String.fromCodePoint(word.codePointAt(0) ?? 63)).join("").toUpperCase();
}

/** One of six grounds, always the same for an address. */
export function avatarTone(address: string): AvatarTone {
  // FNV-1a, which spreads short and similar texts well.
  let hash = 0x811c9dc5;
  for (const character of address) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  return (((hash >>> 8) % 6) + 1) as AvatarTone;
}
