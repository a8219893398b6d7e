// The own account as the window shows it, with what can be changed in it: the certificate of our key, and the
// authorities that we believe (spec 1.10).
import type { OwnAccount as OwnAccountView } from "../../shared/app-state";
import type { AuthorityKeeper } from "../contacts/authorities";
import type { Certificate } from "../crypto/certificate";
import type { AccountRow } from "../db/account-repository";
import { createChosenAuthorities, type ChosenAuthorities } from "./chosen-authorities";
import type { MessagingContext } from "./context";
import type { Learning } from "./learn";
import { createOwnCertificate, type OwnCertificate } from "./own-certificate";
import { createOwnProxy, type OwnProxy, type OwnProxyParts } from "./own-proxy";

export interface OwnAccount {
  readonly certificate: OwnCertificate;
  readonly authorities: ChosenAuthorities;
  readonly proxy: OwnProxy;
  view(): OwnAccountView;
}

export interface OwnAccountParts {
  readonly row: AccountRow;
  readonly proxy: OwnProxyParts;
  readonly keeper: AuthorityKeeper;
  readonly learning: Pick<Learning, "authorityChosen">;
  /** Makes the certificate the one that is sealed with and published from now on. */
  readonly use: (certificate: Certificate) => void;
}

export function createOwnAccount(context: MessagingContext, { row, proxy: proxyParts, keeper, learning, use }: OwnAccountParts): OwnAccount {
  const certificate = createOwnCertificate(context, { signerOf: keeper.signerOf, use });
  const authorities = createChosenAuthorities(context, { keeper, learning });
  const proxy = createOwnProxy(context, row.proxyUrl, proxyParts);
  return {
    certificate,
    authorities,
    proxy,
    view: () => ({
      address: row.address,
      server: row.serverUrl,
      ...proxy.view(),
      fingerprint: context.own.identity.certificate.publicKey.spkiSha256,
      keyMadeAt: row.createdAt,
      ...certificate.view(),
      authorities: authorities.view(),
      tryHere: row.tryHere,
    }),
  };
}
