// What the stand-in does for requests about contacts, their keys and their cards.
import type { SessionEvent } from "../../shared/app-state";
import type { ProtocolOutlook } from "../../shared/capability";
import { keyToCompare, offeredKey, type Trust } from "../../shared/contact";
import { StampError } from "../../shared/errors";
import type { Address, ContactId } from "../../shared/ids";
import type { RequestName } from "../../shared/ipc/schema";
import type { MockHandlers, Tell } from "./mock-contract";
import { previewMockCard, shareMockCard, takeMockCard } from "./mock-cards";
import { changeDelivery, findContact, sessionOf, updateContact, updateConversation, type MockWorld } from "./mock-world";

type ContactHandlers = Pick<
  MockHandlers,
  Exclude<Extract<RequestName, `contacts.${string}` | `cards.${string}`>, "contacts.certificate" | "contacts.saveCertificate">
>;

const USABLE: ProtocolOutlook = { type: "use", level: "2.2", reason: { code: "newest-common" } };

export function contactHandlers(world: MockWorld, tell: Tell): ContactHandlers {
  /** Held texts of a contact go out again. */
  const release = (contactId: ContactId): readonly SessionEvent[] =>
    (world.messages.get(contactId) ?? []).flatMap((message) =>
      message.kind === "own" && message.delivery.status === "held"
        ? changeDelivery(world, message.id, { status: "queued" })
        : [],
    );

  const addContact = (address: string, localName: string | undefined): { readonly contactId: ContactId } => {
    const { contacts, account } = sessionOf(world);
    if (address === account.address) throw new StampError("own-address");
    const known = contacts.find((contact) => contact.address === address);
    if (known !== undefined) return { contactId: known.id };
    const id = (Math.max(0, ...contacts.map((contact) => contact.id)) + 1) as ContactId;
    world.messages.set(id, []);
    tell(
      updateContact(world, {
        id,
        address: address as Address,
        ...(localName === undefined ? {} : { localName }),
        relation: "accepted",
        presence: { status: "unknown" },
        outlook: { type: "hold", reason: { code: "capability-unknown" } },
        trust: { status: "unknown" },
        plainTextAllowed: false,
        sendsReceipts: false,
      }),
      updateConversation(world, id),
    );
    return { contactId: id };
  };

  return {
    "contacts.add": ({ address, localName }) => addContact(address, localName),
    "contacts.rename": ({ contactId, localName }) => {
      const { localName: _before, ...rest } = findContact(world, contactId);
      return tell(updateContact(world, localName === "" ? rest : { ...rest, localName }));
    },
    "contacts.accept": ({ contactId }) =>
      tell(updateContact(world, { ...findContact(world, contactId), relation: "accepted" })),
    "contacts.block": ({ contactId }) =>
      tell(updateContact(world, { ...findContact(world, contactId), relation: "blocked" })),
    "contacts.unblock": ({ contactId }) =>
      tell(updateContact(world, { ...findContact(world, contactId), relation: "accepted" }), ...release(contactId)),
    "contacts.remove": ({ contactId }) =>
      tell(
        updateContact(world, { ...findContact(world, contactId), relation: "none" }),
        { type: "conversation-removed", contactId },
      ),
    "contacts.capabilityHistory": ({ contactId }) => world.history.get(contactId) ?? [],
    "contacts.allowProtocol": ({ contactId, level }) => {
      const contact = findContact(world, contactId);
      const pin = { level, since: Date.now(), by: "user" } as const;
      return tell(
        updateContact(world, {
          ...contact,
          pin,
          outlook: {
            type: "use",
            level,
            reason: { code: level === "1.0" ? "no-capabilities-user-allows" : "newest-common" },
          },
        }),
        ...release(contactId),
      );
    },
    "contacts.allowPlainText": ({ contactId, allowed }) => {
      const outlook: ProtocolOutlook = allowed ? { type: "plain" } : { type: "hold", reason: { code: "capability-unknown" } };
      return tell(updateContact(world, { ...findContact(world, contactId), plainTextAllowed: allowed, outlook }));
    },
    "contacts.acceptKey": ({ contactId, fingerprint }) => {
      const contact = findContact(world, contactId);
      const { trust } = contact;
      const before = "key" in trust ? trust.key : undefined;
      const offered = offeredKey(trust);
      const key = [before, offered].find((one) => one?.fingerprint === fingerprint);
      if (key === undefined || offered === undefined) throw new StampError("not-allowed-now");
      return tell(updateContact(world, { ...contact, trust: { status: "pinned", key }, outlook: USABLE }), ...release(contactId));
    },
    "contacts.setCompared": ({ contactId, fingerprint, compared }) => {
      const contact = findContact(world, contactId);
      const key = keyToCompare(contact.trust);
      if (key?.fingerprint !== fingerprint) throw new StampError("not-allowed-now");
      const trust: Trust = compared ? { status: "verified", key, at: Date.now() } : { status: "pinned", key };
      return tell(updateContact(world, { ...contact, trust, outlook: USABLE }), ...release(contactId));
    },
    "contacts.safetyNumber": ({ contactId, fingerprint }) => {
      const digits = world.safetyNumbers.get(contactId) ?? "0".repeat(60);
      const { trust } = findContact(world, contactId);
      return { digits: keyToCompare(trust)?.fingerprint === fingerprint ? digits : [...digits].reverse().join("") };
    },
    "cards.preview": ({ text }) => previewMockCard(world, text),
    "cards.import": ({ text, localName }) => {
      const { address } = previewMockCard(world, text);
      const { contactId } = addContact(address, localName);
      tell(...takeMockCard(world, text, contactId));
      return { contactId };
    },
    "cards.show": ({ contactId }) => shareMockCard(world, contactId),
    "cards.save": () => ({ saved: true }),
  };
}
