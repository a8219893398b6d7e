// Trust in a contact's public key (spec 1.10): unknown → pinned on first use; another key is only *offered*
// until the user accepts it. It is the key that counts: a renewed certificate for the same key is silent.
import type { KeyView, Trust } from "../../shared/contact";
import { StampError } from "../../shared/errors";
import type { ContactId, Millis } from "../../shared/ids";
import { equalBytes } from "../crypto/bytes";
import { parseCertificate, type Certificate } from "../crypto/certificate";
import type { ContactKeyRepository, ContactKeyRow } from "../db/contact-key-repository";

/** Texts signed with a replaced key still open this long after the change was accepted. */
export const FORMER_KEY_GRACE: Millis = 7 * 24 * 3600 * 1000;

/** Parsing costs as much as opening a message; more contacts than this are hardly talked to at once. */
const PARSED_KEPT = 1000;

export type CertificateOffer =
  | "pinned"
  | "same-key"
  | "already-offered"
  | "offered"
  /** Another key than the one that was offered before, undecided; both are not the current one. */
  | "offered-instead";

export type TrustKeeper = ReturnType<typeof createTrustKeeper>;

export function createTrustKeeper(keys: ContactKeyRepository) {
  /** By fingerprint of the key: its newest certificate, parsed. */
  const parsed = new Map<string, Certificate>();

  function certificateOf(row: ContactKeyRow): Certificate {
    const known = parsed.get(row.fingerprint);
    if (known !== undefined && equalBytes(known.der, row.certificate)) return known;
    if (parsed.size >= PARSED_KEPT) parsed.clear();
    const certificate = parseCertificate(row.certificate);
    parsed.set(row.fingerprint, certificate);
    return certificate;
  }

  function toKeyView(row: ContactKeyRow): KeyView {
    const { notBefore, notAfter } = certificateOf(row);
    return { fingerprint: row.fingerprint, notBefore, notAfter, firstSeen: row.firstSeenAt };
  }

  function renew(row: ContactKeyRow, { der }: Certificate): void {
    if (!equalBytes(row.certificate, der)) keys.setCertificate(row.contactId, row.fingerprint, der);
  }

  /** Not to be the new key. One that was replaced before is again just that, with what is left of its days. */
  function turnDown({ contactId, fingerprint, retiredAt }: ContactKeyRow): void {
    if (retiredAt === undefined) keys.remove(contactId, fingerprint);
    else keys.setRole(contactId, fingerprint, "former", retiredAt);
  }

  const rowsOf = (contactId: ContactId) => {
    const rows = keys.ofContact(contactId);
    return {
      rows,
      current: rows.find((row) => row.role === "current"),
      offered: rows.find((row) => row.role === "offered"),
    };
  };

  return {
    /** Notes a certificate that reached us for this contact; the caller checked that its name is theirs. */
    offer(contactId: ContactId, certificate: Certificate, now: Millis): CertificateOffer {
      const { current, offered } = rowsOf(contactId);
      const fingerprint = certificate.publicKey.spkiSha256;
      if (current === undefined) {
        keys.put(contactId, fingerprint, "current", certificate.der, now);
        return "pinned";
      }
      if (current.fingerprint === fingerprint) {
        renew(current, certificate);
        return "same-key";
      }
      if (offered?.fingerprint === fingerprint) {
        renew(offered, certificate);
        return "already-offered";
      }
      if (offered !== undefined) turnDown(offered);
      keys.put(contactId, fingerprint, "offered", certificate.der, now);
      return offered === undefined ? "offered" : "offered-instead";
    },

    /**
     * The user decided between the two keys: the offered one becomes current, or the current one stays and the
     * offer is dropped. Throws `not-allowed-now` when `fingerprint` is neither: the user saw something else.
     */
    decide(contactId: ContactId, fingerprint: string, now: Millis): "accepted" | "kept" {
      const { current, offered } = rowsOf(contactId);
      if (current === undefined || offered === undefined) throw new StampError("not-allowed-now");
      if (fingerprint === current.fingerprint) {
        turnDown(offered);
        return "kept";
      }
      if (fingerprint !== offered.fingerprint) throw new StampError("not-allowed-now");
      keys.setRole(contactId, current.fingerprint, "former", now);
      keys.setRole(contactId, offered.fingerprint, "current");
      return "accepted";
    },

    /** The key to encrypt to; undefined while unknown. Ask `of` first: nothing is sent while `changed`. */
    recipient(contactId: ContactId): Certificate | undefined {
      const { current } = rowsOf(contactId);
      return current === undefined ? undefined : certificateOf(current);
    },

    /** The key whose digits the two people read to each other: the offered one, as that is what the contact has now. */
    toCompare(contactId: ContactId): Certificate | undefined {
      const { current, offered } = rowsOf(contactId);
      const row = offered ?? current;
      return row === undefined ? undefined : certificateOf(row);
    },

    /** Keys whose signature counts now: the current one and those replaced less than seven days ago. */
    signers(contactId: ContactId, now: Millis): readonly Certificate[] {
      return rowsOf(contactId)
        .rows.filter((row) => row.role === "current" || stillOpens(row, now))
        .sort((a, b) => Number(b.role === "current") - Number(a.role === "current"))
        .map(certificateOf);
    },

    of(contactId: ContactId): Trust {
      const { current, offered } = rowsOf(contactId);
      if (current === undefined) return { status: "unknown" };
      const key = toKeyView(current);
      if (offered !== undefined) {
        const wasVerified = current.verifiedAt !== undefined;
        return { status: "changed", key, offered: toKeyView(offered), wasVerified };
      }
      return current.verifiedAt === undefined
        ? { status: "pinned", key }
        : { status: "verified", key, at: current.verifiedAt };
    },
  };
}

function stillOpens(row: ContactKeyRow, now: Millis): boolean {
  return row.role === "former" && row.retiredAt !== undefined && now - row.retiredAt < FORMER_KEY_GRACE;
}
