// The locked app's part of the IPC contract: one line a request. The unlocked account's part is handlers.ts.
import type { AppSnapshot } from "../../shared/app-state";
import { StampError } from "../../shared/errors";
import type { RequestName } from "../../shared/ipc/schema";
import type { AccountImport } from "../account/account-file/account-import";
import type { AccountSession } from "../account/account-session";
import type { AccountGate } from "../account/gate";
import type { Onboarding } from "../account/onboarding";
import { createShare, withProgress, type ReportProgress } from "../account/progress";
import type { LockRequest } from "./lock-handlers";
import type { RequestHandlers } from "./serve";

export type AccountRequest = Exclude<
  Extract<RequestName, `app.${string}` | `desktop.${string}` | `onboarding.${string}` | `unlock.${string}` | `backup.${string}` | "recovery.repair" | "recovery.tryAgain" | `account.${string}` | `updates.${string}` | `licences.${string}`> | LockRequest,
  "account.signIn" | "account.export" | "account.cancelExport"
>;

/** Answered without an account of their own, but only for a page that shows one. */
export type AboutRequest = Extract<RequestName, `updates.${string}` | `licences.${string}`>;

export type DesktopRequest = Extract<RequestName, `desktop.${string}`>;

export interface AccountHandlersOptions<Session extends AccountSession> {
  readonly snapshot: () => AppSnapshot;
  readonly gate: AccountGate<Session>;
  readonly onboarding: Onboarding;
  readonly accountImport: AccountImport;
  readonly report: ReportProgress;
  readonly desktop: RequestHandlers<DesktopRequest>;
  readonly locks: RequestHandlers<LockRequest>;
  readonly about: RequestHandlers<AboutRequest>;
  /** Opens an https address in the browser. Throws `link-refused`, `link-not-opened`. */
  readonly openLink: (url: string) => Promise<void>;
  /** Opens the second person's window; undefined in that window itself. */
  readonly openSecondWindow: (() => void) | undefined;
}

export function accountHandlers<Session extends AccountSession>({
  snapshot,
  gate,
  onboarding,
  accountImport,
  report,
  desktop,
  locks,
  about,
  openLink,
  openSecondWindow,
}: AccountHandlersOptions<Session>): RequestHandlers<AccountRequest> {
  const unlocking = (unlock: () => Promise<void>) => done(withProgress(report, "unlock", unlock));
  /** Nothing leaves the app, and nothing around it changes, for a page that shows no account. */
  function whileShown<P, R>(handle: (params: P) => R): (params: P) => R {
    return (params) => {
      void gate.session;
      return handle(params);
    };
  }
  return {
    ...locks,
    "desktop.state": whileShown(desktop["desktop.state"]),
    "desktop.setSipLinks": whileShown(desktop["desktop.setSipLinks"]),
    "updates.state": whileShown(about["updates.state"]),
    "updates.look": whileShown(about["updates.look"]),
    "updates.setDaily": whileShown(about["updates.setDaily"]),
    "updates.restart": whileShown(about["updates.restart"]),
    "licences.list": whileShown(about["licences.list"]),
    "licences.text": whileShown(about["licences.text"]),
    "app.snapshot": snapshot,
    "app.openLink": whileShown(({ url }) => done(openLink(url))),

    "onboarding.findServer": ({ address, proxy }) => onboarding.findServer(address, proxy),
    "onboarding.testConnection": (account) => onboarding.testConnection(account),
    "onboarding.signIn": ({ protection, ...account }) => onboarding.signIn(account, protection),
    "onboarding.tryHere": ({ protection }) => onboarding.tryHere(protection),
    "onboarding.joinTry": ({ protection }) => onboarding.joinTry(protection),
    "onboarding.chooseAccountFile": async () => (await accountImport.choose()) ?? {},
    "onboarding.openAccountFile": ({ passphrase }) => accountImport.open(passphrase),
    "onboarding.importAccount": ({ protection, replaceDevice }) =>
      accountImport.prepare(protection, { replaceDevice: replaceDevice === true }),
    "onboarding.cancelImport": () => {
      accountImport.cancel();
      return undefined;
    },
    "onboarding.finish": () => done(onboarding.finish()),

    "unlock.osKeyStore": () => unlocking(() => gate.unlock({ type: "os" })),
    "unlock.passphrase": ({ passphrase }) => unlocking(() => gate.unlock({ type: "passphrase", passphrase })),
    "unlock.recoveryKey": ({ recoveryKey }) => unlocking(() => gate.unlock({ type: "recovery", recoveryKey })),

    "recovery.repair": () =>
      done(withProgress(report, "repair", () => gate.repair(createShare(report, "repair", 1)))),
    "recovery.tryAgain": () => done(gate.tryAgain()),
    "backup.state": () => gate.backup.state(),
    "backup.now": () => gate.backup.now(),

    "account.signOut": () => done(gate.signOut()),
    "account.remove": ({ address }) => done(gate.removeAccount(address)),
    "account.openSecondWindow": () => {
      if (openSecondWindow === undefined || !gate.session.snapshot().account.tryHere) {
        throw new StampError("not-allowed-now");
      }
      openSecondWindow();
      return undefined;
    },
  };
}

async function done(work: Promise<void>): Promise<undefined> {
  await work;
  return undefined;
}
