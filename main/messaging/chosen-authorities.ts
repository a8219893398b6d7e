// The user chooses which certificate authorities to believe (spec 1.10). With every change each contact may be confirmed
// by another one, or by none, so all of them are told anew.
import type { AuthorityView } from "../../shared/app-state";
import { isValidAt } from "../../shared/certificate";
import { StampError } from "../../shared/errors";
import type { AuthorityKeeper } from "../contacts/authorities";
import { parseAuthority, type Authority } from "../crypto/authority";
import { readCertificateFile } from "../crypto/certificate-file";
import type { MessagingContext } from "./context";
import type { Learning } from "./learn";

/** Every certificate of a stranger may be checked against all of them. */
const MAX_AUTHORITIES = 20;

export type ChosenAuthorities = ReturnType<typeof createChosenAuthorities>;

export interface ChosenAuthoritiesParts {
  readonly keeper: AuthorityKeeper;
  readonly learning: Pick<Learning, "authorityChosen">;
}

export function createChosenAuthorities(context: MessagingContext, { keeper, learning }: ChosenAuthoritiesParts) {
  const { store, write, clock, log } = context;

  function change(work: () => void): void {
    try {
      write((emit) => {
        work();
        emit({ type: "account-touched" });
        for (const { id } of store.contacts.all()) emit({ type: "contact-touched", contactId: id });
      });
    } finally {
      keeper.reload();
    }
    log("info", "authorities-changed", { count: keeper.list().length });
  }

  /**
   * `file`: the chosen file in base64.
   * Throws `certificate-too-large`, `certificate-unreadable`, `several-certificates`, `not-an-authority`,
   * `authority-unsupported`, `certificate-not-valid-now`, `too-many-authorities`.
   */
  function readChosen(file: string): Authority {
    const authority = parseAuthority(readCertificateFile(file));
    if (!isValidAt(authority, clock.now())) throw new StampError("certificate-not-valid-now");
    if (keeper.list().length >= MAX_AUTHORITIES) throw new StampError("too-many-authorities");
    return authority;
  }

  return {
    view: (): readonly AuthorityView[] => keeper.list().map(toView),

    /** What the user should see before they believe it. Throws what `add` throws. */
    preview: (file: string): AuthorityView => toView(readChosen(file)),

    /** Throws what `readChosen` throws. */
    add(file: string): void {
      const authority = readChosen(file);
      change(() => {
        store.authorities.put(authority.certificateSha256, authority.der, clock.now());
      });
      learning.authorityChosen();
    },

    /** `fingerprint`: lower-case hex SHA-256 of the certificate. What the authority signed stays as it is. */
    remove(fingerprint: string): void {
      change(() => {
        store.authorities.remove(fingerprint);
      });
    },
  };
}

function toView({ certificateSha256, name, notBefore, notAfter }: Authority): AuthorityView {
  return { fingerprint: certificateSha256, name, notBefore, notAfter };
}
