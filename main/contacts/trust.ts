// Trust in a contact's public key (spec 1.10): unknown → pinned on first use; another key is only *offered*
// until the user accepts it, or until an authority that the user chose has confirmed it. It is the key that counts: a
// renewed certificate for the same key is silent.
import type { KeyView, Trust } from "../../shared/contact";
import { StampError } from "../../shared/errors";
import type { ContactId, Millis } from "../../shared/ids";
import { isValidAt } from "../../shared/certificate";
import { equalBytes } from "../crypto/bytes";
import { parseCertificate, type Certificate } from "../crypto/certificate";
import type { ContactKeyRepository, ContactKeyRow } from "../db/contact-key-repository";
import type { FindSigner } from "./authorities";

/** Texts signed with a replaced key still open this long after the change was accepted. */
export const FORMER_KEY_GRACE: Millis = 7 * 24 * 3600 * 1000;

/** Parsing costs as much as opening a message; more contacts than this are hardly talked to at once. */
const PARSED_KEPT = 1000;

export type CertificateOffer =
  | "pinned"
  /** Another key, confirmed by an authority: it is the current one now. */
  | "confirmed"
  | "same-key"
  /** The current key in another certificate. */
  | "renewed"
  | "already-offered"
  | "offered"
  /** Another key than the one that was offered before, undecided; both are not the current one. */
  | "offered-instead";

/** `accepted`: another key counts now. `kept`, `verified`: the key before still does. */
export type KeyDecision = "accepted" | "kept" | "verified";

export type TrustKeeper = ReturnType<typeof createTrustKeeper>;

/** `signerOf`: which authority of the user's signed a certificate; without authorities none did. */
export function createTrustKeeper(keys: ContactKeyRepository, signerOf: FindSigner = () => undefined) {
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
    const certificate = certificateOf(row);
    const { notBefore, notAfter } = certificate;
    const signer = signerOf(certificate);
    return {
      fingerprint: row.fingerprint,
      notBefore,
      notAfter,
      firstSeen: row.firstSeenAt,
      ...(signer && { confirmedBy: { authority: signer.name, until: Math.min(notAfter, signer.notAfter) } }),
    };
  }

  /** Whether the certificate was another one for this key; then it is the one that counts. */
  function renew(row: ContactKeyRow, { der }: Certificate): boolean {
    if (equalBytes(row.certificate, der)) return false;
    keys.setCertificate(row.contactId, row.fingerprint, der);
    return true;
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

  /** The first key counts without a question, unless a card named another one. */
  function pinsFirst(contactId: ContactId, fingerprint: string): boolean {
    const announced = keys.announced(contactId);
    return announced === undefined || announced.fingerprint === fingerprint;
  }

  /** What an authority signed before this does not move the contact on to another key any more. */
  function noteSigned(contactId: ContactId, certificate: Certificate): void {
    const before = keys.signedSince(contactId);
    if (signerOf(certificate) === undefined || (before !== undefined && before >= certificate.notBefore)) return;
    keys.setSignedSince(contactId, certificate.notBefore);
  }

  /**
   * Whether an authority's signature is enough to take this other key in place of the current one. Not if the user
   * compared that; not for a key that was replaced before, or a certificate no newer than one we have seen: somebody
   * may have kept them, with the key.
   */
  function succeeds(contactId: ContactId, certificate: Certificate, now: Millis): boolean {
    const { rows, current } = rowsOf(contactId);
    const known = rows.find((row) => row.fingerprint === certificate.publicKey.spkiSha256);
    if (current === undefined || current.verifiedAt !== undefined || known?.retiredAt !== undefined) return false;
    const signer = signerOf(certificate);
    if (signer === undefined || !isValidAt(signer, now) || !isValidAt(certificate, now)) return false;
    const since = keys.signedSince(contactId);
    return since === undefined || certificate.notBefore > since;
  }

  function acceptOffered(current: ContactKeyRow | undefined, offered: ContactKeyRow, now: Millis): void {
    if (current !== undefined) keys.setRole(current.contactId, current.fingerprint, "former", now);
    keys.setRole(offered.contactId, offered.fingerprint, "current");
    keys.forgetAnnounced(offered.contactId);
  }

  return {
    /** Notes a certificate that reached us for this contact; the caller checked that its name is theirs. */
    offer(contactId: ContactId, certificate: Certificate, now: Millis): CertificateOffer {
      const { current, offered } = rowsOf(contactId);
      const fingerprint = certificate.publicKey.spkiSha256;
      if (current !== undefined) noteSigned(contactId, certificateOf(current));
      if (current === undefined && pinsFirst(contactId, fingerprint)) {
        if (offered !== undefined) turnDown(offered);
        keys.put(contactId, fingerprint, "current", certificate.der, now);
        keys.forgetAnnounced(contactId);
        noteSigned(contactId, certificate);
        return "pinned";
      }
      if (current?.fingerprint === fingerprint) {
        noteSigned(contactId, certificate);
        return renew(current, certificate) ? "renewed" : "same-key";
      }
      if (current !== undefined && succeeds(contactId, certificate, now)) {
        if (offered !== undefined) turnDown(offered);
        keys.setRole(contactId, current.fingerprint, "former", now);
        keys.put(contactId, fingerprint, "current", certificate.der, now);
        noteSigned(contactId, certificate);
        return "confirmed";
      }
      if (offered?.fingerprint === fingerprint) {
        renew(offered, certificate);
        return "already-offered";
      }
      if (offered !== undefined) turnDown(offered);
      keys.put(contactId, fingerprint, "offered", certificate.der, now);
      return offered === undefined ? "offered" : "offered-instead";
    },

    /** Whether `offer` would let this other key take the place of the current one. */
    succeeds,

    /**
     * A contact card named the key by its fingerprint (lower-case hex) and brought no certificate. Where a key is known,
     * offered or named already this changes nothing.
     */
    announce(contactId: ContactId, fingerprint: string, now: Millis): void {
      const isFirst = rowsOf(contactId).rows.length === 0 && keys.announced(contactId) === undefined;
      if (isFirst) keys.announce(contactId, fingerprint, now);
    },

    /**
     * The user decided between two keys: the offered one becomes current, or the one before (current, or named by a
     * card) stays and the offer is dropped. Throws `not-allowed-now` when `fingerprint` is neither: the user saw
     * something else.
     */
    decide(contactId: ContactId, fingerprint: string, now: Millis): Exclude<KeyDecision, "verified"> {
      const { current, offered } = rowsOf(contactId);
      if (offered === undefined) throw new StampError("not-allowed-now");
      if (fingerprint === (current ?? keys.announced(contactId))?.fingerprint) {
        turnDown(offered);
        return "kept";
      }
      if (fingerprint !== offered.fingerprint) throw new StampError("not-allowed-now");
      acceptOffered(current, offered, now);
      return "accepted";
    },

    /**
     * The user compared the safety number, and it matched. With an offered key it was the number of that one, which is
     * accepted thereby. Throws `not-allowed-now` when `fingerprint` is not the key to compare (any more).
     */
    verify(contactId: ContactId, fingerprint: string, now: Millis): Exclude<KeyDecision, "kept"> {
      const { current, offered } = rowsOf(contactId);
      if (fingerprint !== (offered ?? current)?.fingerprint) throw new StampError("not-allowed-now");
      if (offered !== undefined) acceptOffered(current, offered, now);
      keys.setVerified(contactId, fingerprint, now);
      return offered === undefined ? "verified" : "accepted";
    },

    /** Takes the comparison back; the key stays. Throws `not-allowed-now` when `fingerprint` is not a compared key in use. */
    unverify(contactId: ContactId, fingerprint: string): void {
      const { current, offered } = rowsOf(contactId);
      if (current?.fingerprint !== fingerprint || current.verifiedAt === undefined || offered !== undefined) {
        throw new StampError("not-allowed-now");
      }
      keys.setVerified(contactId, fingerprint, undefined);
    },

    /** The key to encrypt to; undefined while unknown. Ask `of` first: nothing is sent while `changed`. */
    recipient(contactId: ContactId): Certificate | undefined {
      const { current } = rowsOf(contactId);
      return current === undefined ? undefined : certificateOf(current);
    },

    /** The current or the offered key, with its newest certificate. Throws `not-allowed-now` when it is neither (any more). */
    certificate(contactId: ContactId, fingerprint: string): Certificate {
      const { current, offered } = rowsOf(contactId);
      const row = [current, offered].find((one) => one?.fingerprint === fingerprint);
      if (row === undefined) throw new StampError("not-allowed-now");
      return certificateOf(row);
    },

    /** Keys whose signature counts now: the current one and those replaced less than seven days ago. */
    signers(contactId: ContactId, now: Millis): readonly Certificate[] {
      return rowsOf(contactId)
        .rows.filter((row) => row.role === "current" || stillOpens(row, now))
        .sort((a, b) => Number(b.role === "current") - Number(a.role === "current"))
        .map(certificateOf);
    },

    /** The user accepted another key in place of this one. */
    isFormer: (contactId: ContactId, fingerprint: string): boolean =>
      keys.ofContact(contactId).some((row) => row.role === "former" && row.fingerprint === fingerprint),

    of(contactId: ContactId): Trust {
      const { current, offered } = rowsOf(contactId);
      if (current === undefined) {
        const announced = keys.announced(contactId);
        if (announced === undefined) return { status: "unknown" };
        if (offered === undefined) return { status: "unknown", announced };
        return { status: "unlike-card", announced, offered: toKeyView(offered) };
      }
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
