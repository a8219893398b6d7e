// The proxy that the account's connection goes through (spec 2.3, step 7). It is stored first and then used, so what the
// window shows is what the next start uses as well. Its password is never shown again, and so is typed anew with each change.
import type { OwnAccount } from "../../shared/app-state";
import type { ProxyInput, ProxyView } from "../../shared/connection";
import { updateProxyUrl } from "../db/account-repository";
import type { MessagingContext } from "./context";

export interface OwnProxyParts {
  /** URL as it is stored; throws the StampError of what cannot be used. */
  readonly read: (typed: ProxyInput) => string;
  readonly describe: (url: string) => ProxyView;
  /** Connects through it from now on, without one when it is undefined. */
  readonly use: (url: string | undefined) => void;
}

export type OwnProxy = ReturnType<typeof createOwnProxy>;

export function createOwnProxy({ store, write }: MessagingContext, stored: string | undefined, { read, describe, use }: OwnProxyParts) {
  let url = stored;

  return {
    view: (): Pick<OwnAccount, "proxy"> => (url === undefined ? {} : { proxy: describe(url) }),
    /** Throws StampError `invalid-proxy`, `insecure-through-proxy`, `evaluation-only-loopback`. */
    set(typed: ProxyInput | undefined): void {
      const next = typed === undefined ? undefined : read(typed);
      write((emit) => {
        updateProxyUrl(store.db, next);
        url = next;
        emit({ type: "account-touched" });
      });
      use(next);
    },
  };
}
