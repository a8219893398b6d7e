// What can be looked at in an unlocked account and is changed by nobody: details of messages and certificates, the queue.
import type { CertificateDetails } from "../../shared/certificate";
import type { QueueView } from "../../shared/diagnostics";
import type { ContactId, MessageId } from "../../shared/ids";
import type { PeerDetails } from "../../shared/message";
import { findContact } from "../contacts/contact-book";
import { certificateDetails } from "../crypto/certificate-details";
import { readDatabaseVersion, readQueueGroups } from "../db/queue-groups";
import type { MessagingContext } from "./context";
import { peerDetails } from "./message-details";

export type Inspection = ReturnType<typeof createInspection>;

export function createInspection(context: MessagingContext) {
  const { store, trust } = context;
  return {
    /** The current or the offered key's. Throws `not-allowed-now` when `fingerprint` is of neither (any more). */
    certificate: (contactId: ContactId, fingerprint: string): CertificateDetails =>
      certificateDetails(trust.certificate(contactId, fingerprint)),
    /** The same as a file to save. */
    certificateFile(contactId: ContactId, fingerprint: string): { readonly name: string; readonly content: string } {
      const { address } = findContact(store, contactId);
      return { name: `${address}.pem`, content: certificateDetails(trust.certificate(contactId, fingerprint)).pem };
    },
    /** Throws `unknown-message`. */
    peerDetails: (messageId: MessageId): PeerDetails => peerDetails(context, messageId),
    queue: (): QueueView => readQueueGroups(store.db),
    databaseVersion: (): string => readDatabaseVersion(store.db),
  };
}
