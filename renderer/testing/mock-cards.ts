// Contact cards in the stand-in's world. It reads only what the scenes and tests write: FN, IMPP and a fingerprint, which
// stands for the certificate as well when `KEY:` is there.
import type { CardKey, CardPreview, CardToShare } from "../../shared/contact-card";
import type { SessionEvent } from "../../shared/app-state";
import { StampError } from "../../shared/errors";
import type { Address, ContactId } from "../../shared/ids";
import { findContact, sessionOf, updateContact, updateConversation, type MockWorld } from "./mock-world";
import { KEY } from "./people";

export function mockCard(address: string, fingerprint: string, name = address): string {
  return `BEGIN:VCARD\r\nVERSION:4.0\r\nFN:${name}\r\nIMPP:sip:${address}\r\nX-STAMP-SPKI-SHA256:${fingerprint}\r\nKEY:x\r\nEND:VCARD\r\n`;
}

export function mockCode(address: string, fingerprint: string): string {
  return mockCard(address, fingerprint).replace("KEY:x\r\n", "");
}

export function previewMockCard(world: MockWorld, text: string): CardPreview {
  const line = (name: string): string | undefined => new RegExp(`^${name}:(.*?)\\r?$`, "m").exec(text)?.[1];
  if (!text.startsWith("BEGIN:VCARD")) throw new StampError("card-malformed");
  const address = line("IMPP")?.replace(/^sip:/, "") as Address | undefined;
  if (address === undefined) throw new StampError("card-foreign");
  const { contacts, account } = sessionOf(world);
  if (address === account.address) throw new StampError("own-address");
  const contact = contacts.find((one) => one.address === address);
  const name = line("FN");
  const fingerprint = line("X-STAMP-SPKI-SHA256");
  const known = contact !== undefined && "key" in contact.trust ? contact.trust.key.fingerprint : undefined;
  return {
    address,
    ...(name === undefined || name === address ? {} : { name }),
    key: cardKey(fingerprint, known, line("KEY") !== undefined),
    ...(contact === undefined ? {} : { relation: contact.relation }),
    ...(contact?.localName === undefined ? {} : { localName: contact.localName }),
  };
}

function cardKey(fingerprint: string | undefined, known: string | undefined, hasCertificate: boolean): CardKey {
  if (fingerprint === undefined) return { type: "none" };
  if (known === fingerprint) return { type: "same", fingerprint };
  if (known !== undefined) return { type: "other", fingerprint, known, then: hasCertificate ? "asks" : "nothing" };
  return hasCertificate ? { type: "first", fingerprint, validUntil: KEY.notAfter } : { type: "expected", fingerprint };
}

/** The contact is there already; gives its trust what the card says. */
export function takeMockCard(world: MockWorld, text: string, contactId: ContactId): readonly SessionEvent[] {
  const { key } = previewMockCard(world, text);
  const contact = findContact(world, contactId);
  const accepted = { ...contact, relation: "accepted" } as const;
  const events = (changed: typeof contact): readonly SessionEvent[] => [updateContact(world, changed), updateConversation(world, contactId)];
  if (key.type === "first") return events({ ...accepted, trust: { status: "pinned", key: { ...KEY, fingerprint: key.fingerprint } } });
  if (key.type === "expected") {
    return events({ ...accepted, trust: { status: "unknown", announced: { fingerprint: key.fingerprint, announcedAt: Date.now() } } });
  }
  if (key.type === "other" && key.then === "asks" && contact.trust.status === "pinned") {
    const offered = { ...KEY, fingerprint: key.fingerprint };
    return events({ ...accepted, trust: { status: "changed", key: contact.trust.key, offered, wasVerified: false } });
  }
  return events(accepted);
}

export function shareMockCard(world: MockWorld, contactId: ContactId | undefined): CardToShare {
  const { account } = sessionOf(world);
  const contact = contactId === undefined ? undefined : findContact(world, contactId);
  const address = contact?.address ?? account.address;
  const fingerprint = contact !== undefined && "key" in contact.trust ? contact.trust.key.fingerprint : account.fingerprint;
  return { address, text: mockCard(address, fingerprint), code: mockCode(address, fingerprint) };
}
