// A contact as the window shows it: the row, its keys, its capabilities and what follows from them.
import { RECEIPTS_CAPABILITY, type MinimumProtocol, type ProtocolOutlook } from "../../shared/capability";
import { keyHold, type Contact, type Trust } from "../../shared/contact";
import type { ContactRow } from "../db/contact-repository";
import type { Store } from "../db/store";
import { chooseProtocol } from "../protocol/protocol-choice";
import { goesPlain } from "./plain-text";
import type { PresenceBoard } from "./presence-board";
import type { TrustKeeper } from "./trust";

export interface ContactViewSources {
  readonly store: Store;
  readonly trust: TrustKeeper;
  readonly presence: PresenceBoard;
  readonly ownCapabilities: readonly string[];
  readonly minimumProtocol: () => MinimumProtocol;
}

export type ViewContact = (row: ContactRow) => Contact;

export function createContactView(sources: ContactViewSources): ViewContact {
  return (row) => {
    const capabilities = sources.store.capabilities.newest(row.id);
    const trust = sources.trust.of(row.id);
    return {
      id: row.id,
      address: row.address,
      ...(row.localName === undefined ? {} : { localName: row.localName }),
      relation: row.relation,
      presence: sources.presence.of(row.address, row.lastSeenAt),
      ...(capabilities === undefined ? {} : { capabilities }),
      outlook: outlookOf(sources, row, capabilities?.strings, trust),
      ...(row.pin === undefined ? {} : { pin: row.pin }),
      trust,
      plainTextAllowed: row.plainTextAllowed,
      sendsReceipts: capabilities?.strings.includes(RECEIPTS_CAPABILITY) ?? false,
    };
  };
}

function outlookOf(
  { ownCapabilities, minimumProtocol }: ContactViewSources,
  row: ContactRow,
  peerCapabilities: readonly string[] | undefined,
  trust: Trust,
): ProtocolOutlook {
  if (row.relation === "blocked") return { type: "hold", reason: { code: "blocked" } };
  const undecided = keyHold(trust);
  if (undecided !== undefined) return { type: "hold", reason: undecided };
  if (goesPlain(row, trust, peerCapabilities)) return { type: "plain" };
  const choice = chooseProtocol(ownCapabilities, peerCapabilities, row.pin, { minimum: minimumProtocol() });
  return choice.type === "hold" ? choice : { type: "use", level: choice.level, reason: choice.reason };
}
