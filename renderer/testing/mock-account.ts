// What the stand-in does before there is an account, and for what belongs to the own one.
import type { AuthorityView } from "../../shared/app-state";
import { StampError } from "../../shared/errors";
import type { Address } from "../../shared/ids";
import type { RequestName } from "../../shared/ipc/schema";
import type { MockHandlers, Tell } from "./mock-contract";
import { sessionOf, updateAccount, updateConnection, type MockWorld } from "./mock-world";
import type { LockRequest } from "./mock-locks";
import { KEY } from "./people";

type AccountRequest = Exclude<Extract<
  Exclude<RequestName, "app.openLink">,
  `app.${string}` | `onboarding.${string}` | `unlock.${string}` | `account.${string}` | `recovery.${string}` | `backup.${string}` | `certificate.${string}` | `authorities.${string}` | "connection.setProxy" | "connection.tryNow"
>, LockRequest>;

const NEW_ACCOUNT = {
  recoveryKey: "K7QM-2XPA-9RTW-LC4E-HV6N-B8DJ-3YSF-UZ5G",
  ownDigits: "304128810755920017469338827015",
} as const;

const ACCOUNT_FILE = { address: "petra@sip.example.org" as Address, savedAt: Date.UTC(2026, 5, 1, 9, 30) } as const;

/** What the stand-in takes every chosen file for; the file's content is its name. */
const AUTHORITY: Omit<AuthorityView, "name"> = {
  fingerprint: "41".repeat(32),
  notBefore: KEY.notBefore,
  notAfter: KEY.notAfter,
};

export function accountHandlers(world: MockWorld, tell: Tell): Pick<MockHandlers, AccountRequest> {
  let cancel = (): undefined => undefined;
  /** What is begun with such a passphrase goes on until it is called off. */
  const isSlow = (typed: object): boolean => "passphrase" in typed && String(typed.passphrase).startsWith("slow ");
  const untilCanceled = (): Promise<never> =>
    new Promise((_, reject) => {
      cancel = () => void reject(new StampError("canceled"));
    });

  return {
    "app.snapshot": () => world.snapshot,
    "onboarding.findServer": ({ address }) => ({ server: `wss://${address.split("@")[1] ?? ""}:7443` }),
    "onboarding.testConnection": ({ password }) => [
      { step: "server", ok: true, milliseconds: 38 },
      { step: "secure", ok: true, milliseconds: 112 },
      password === "wrong"
        ? { step: "sign-in", ok: false, milliseconds: 41, problem: "sign-in-refused" }
        : { step: "sign-in", ok: true, milliseconds: 41 },
    ],
    "onboarding.signIn": ({ password, replaceDevice }) => {
      if (password === "expired") throw new StampError("certificate-untrusted", { problem: "certificate-expired" });
      if (password === "in use" && replaceDevice !== true) throw new StampError("account-in-use");
      return NEW_ACCOUNT;
    },
    "onboarding.tryHere": () => NEW_ACCOUNT,
    "onboarding.joinTry": () => NEW_ACCOUNT,
    "onboarding.chooseAccountFile": () => ({ name: "petra@sip.example.org.stamp-account" }),
    "onboarding.openAccountFile": ({ passphrase }) => {
      if (passphrase === "wrong") throw new StampError("account-file-wrong-passphrase");
      return ACCOUNT_FILE;
    },
    "onboarding.importAccount": ({ protection }) => (isSlow(protection) ? untilCanceled() : NEW_ACCOUNT),
    "onboarding.cancelImport": () => cancel(),
    "onboarding.finish": () => undefined,
    "unlock.osKeyStore": () => undefined,
    "unlock.passphrase": ({ passphrase }) => {
      if (passphrase === "wrong") throw new StampError("wrong-passphrase");
      return undefined;
    },
    "unlock.recoveryKey": () => undefined,
    "account.signIn": ({ password }) => {
      if (password === "wrong") throw new StampError("sign-in-refused");
      return tell(updateConnection(world, { status: "online", since: Date.now() }));
    },
    "account.signOut": () => undefined,
    "account.remove": () => undefined,
    "account.export": (typed) => (isSlow(typed) ? untilCanceled() : { saved: true }),
    "account.cancelExport": () => cancel(),
    "account.openSecondWindow": () => undefined,
    "recovery.repair": () => undefined,
    "recovery.tryAgain": () => undefined,
    "recovery.dismissReport": () => tell({ type: "repair-dismissed" }),
    "backup.state": () => ({ last: Date.now() - 7_200_000 }),
    "backup.now": () => ({ last: Date.now() }),
    "certificate.renew": () => {
      const { certificateIssuer: _issuer, ...account } = sessionOf(world).account;
      const now = Date.now();
      const [certificateValidFrom, certificateValidUntil] = [now, now + 5 * 365 * 24 * 3600 * 1000];
      return tell(updateAccount(world, { ...account, certificateValidFrom, certificateValidUntil }));
    },
    "certificate.saveRequest": () => ({ saved: true }),
    "certificate.useSigned": () => {
      const { account } = sessionOf(world);
      const [signer] = account.authorities;
      if (signer === undefined) throw new StampError("certificate-not-signed");
      return tell(updateAccount(world, { ...account, certificateIssuer: signer.name }));
    },
    "authorities.preview": ({ file }) => ({ ...AUTHORITY, name: atob(file) }),
    "authorities.add": ({ file }) => {
      const { account } = sessionOf(world);
      return tell(updateAccount(world, { ...account, authorities: [...account.authorities, { ...AUTHORITY, name: atob(file) }] }));
    },
    "authorities.remove": ({ fingerprint }) => {
      const { account } = sessionOf(world);
      const authorities = account.authorities.filter((authority) => authority.fingerprint !== fingerprint);
      return tell(updateAccount(world, { ...account, authorities }));
    },
    "connection.setProxy": ({ proxy }) => {
      if (proxy !== undefined && !proxy.url.includes("://")) throw new StampError("invalid-proxy");
      const { proxy: _before, ...account } = sessionOf(world).account;
      const shown = proxy === undefined ? {} : { proxy: { url: proxy.url, ...(proxy.user === "" ? {} : { user: proxy.user }) } };
      return tell(updateAccount(world, { ...account, ...shown }));
    },
    "connection.tryNow": () => tell(updateConnection(world, { status: "connecting", since: Date.now() })),
  };
}
