// What onboarding asks of the network before there is an account (account/server-account.ts): the server's address, the
// way to it and whether it takes the password. Nothing of it signs anybody in.
import type { ProxyInput } from "../../shared/connection";
import type { Address } from "../../shared/ids";
import type { Clock } from "../messaging/ports";
import { findServer } from "./find-server";
import { readProxy } from "./proxy-url";
import { findPublishedCertificate } from "./published-certificate";
import { parseServerUrl } from "./server-url";
import { testConnection } from "./test-connection";

interface CheckedAccount {
  readonly address: Address;
  readonly password: string;
  readonly serverUrl: string;
  readonly caCertificate?: string | undefined;
  readonly proxyUrl?: string | undefined;
}

/** `loopbackOnly`: nothing is spoken to but servers and proxies on this computer. */
export function createServerCheck(clock: Clock, loopbackOnly: boolean) {
  return {
    parseUrl: parseServerUrl,
    readProxy: (proxy: ProxyInput, serverUrl?: string) => readProxy(proxy, serverUrl, loopbackOnly).href,
    findServer: (address: Address, proxyUrl?: string) => findServer(address.slice(address.indexOf("@") + 1), { clock, proxyUrl }),
    testConnection: (account: CheckedAccount) => testConnection({ ...account, loopbackOnly, clock }),
    isPublished: async (account: CheckedAccount) =>
      (await findPublishedCertificate({ ...account, loopbackOnly, clock })) !== undefined,
  };
}
