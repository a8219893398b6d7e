// What an update of presence teaches (spec 1.7, 1.10): who is there, what their app supports, which key they use.
// None of it is authenticated, so it may add and offer but never lower a pin or replace a trusted key.
import type { Address, ContactId, Millis } from "../../shared/ids";
import { parseCertificate, type Certificate } from "../crypto/certificate";
import type { Store } from "../db/store";
import type { Emit } from "../events/domain-events";
import { namesAddress } from "../protocol/address";
import { learnCapabilities } from "./capability-knowledge";
import { isThere, type PresenceBoard, type PresenceStatus } from "./presence-board";
import type { CertificateOffer, TrustKeeper } from "./trust";

export interface PresenceReport {
  readonly address: Address;
  readonly status: PresenceStatus;
  readonly capabilities?: readonly string[];
  /** X.509 DER. */
  readonly certificate?: Uint8Array;
}

export interface PresenceLesson {
  readonly contactId: ContactId;
  readonly cameOnline: boolean;
  /** Nothing was known of its presence before. */
  readonly isFirstWord: boolean;
  readonly capabilitiesChanged: boolean;
  readonly key?: CertificateOffer;
}

export interface PresenceIntakeContext {
  readonly store: Store;
  readonly presence: PresenceBoard;
  readonly trust: TrustKeeper;
}

/** Inside the caller's transaction. Undefined for an address that we do not know or do not want to hear of. */
export function takePresence(
  { store, presence, trust }: PresenceIntakeContext,
  emit: Emit,
  report: PresenceReport,
  now: Millis,
): PresenceLesson | undefined {
  const contact = store.contacts.findByAddress(report.address);
  if (contact === undefined || contact.relation === "none" || contact.relation === "blocked") return undefined;
  const before = presence.update(report.address, report.status, now);
  const statusChanged = before !== report.status;
  if (statusChanged && isThere(before) && !isThere(report.status)) store.contacts.setLastSeen(contact.id, now);

  const capabilitiesChanged =
    report.capabilities !== undefined &&
    learnCapabilities(store, contact.id, { strings: report.capabilities, carrier: "presence", since: now });
  const certificate = readCertificate(report);
  const key = certificate === undefined ? undefined : trust.offer(contact.id, certificate, now);

  const keyChanged = key !== undefined && key !== "same-key" && key !== "already-offered";
  if (statusChanged || capabilitiesChanged || keyChanged) emit({ type: "contact-touched", contactId: contact.id });
  return {
    contactId: contact.id,
    cameOnline: statusChanged && isThere(report.status),
    isFirstWord: before === undefined,
    capabilitiesChanged,
    ...(key === undefined ? {} : { key }),
  };
}

/** A certificate counts only when its name is the address it was published for. */
function readCertificate({ address, certificate: der }: PresenceReport): Certificate | undefined {
  if (der === undefined) return undefined;
  try {
    const certificate = parseCertificate(der);
    return namesAddress(certificate.commonName, address) ? certificate : undefined;
  } catch {
    return undefined;
  }
}
