// The locked app's part of the IPC contract: one line a request. The unlocked account's part is handlers.ts.
import type { AppSnapshot } from "../../shared/app-state";
import { StampError } from "../../shared/errors";
import type { RequestName } from "../../shared/ipc/schema";
import type { AccountSession } from "../account/account-session";
import type { AccountGate } from "../account/gate";
import type { Onboarding } from "../account/onboarding";
import { withProgress, type ReportProgress } from "../account/progress";
import type { RequestHandlers } from "./serve";

export type AccountRequest = Exclude<
  Extract<RequestName, `app.${string}` | `onboarding.${string}` | `unlock.${string}` | `account.${string}`>,
  "account.signIn"
>;

export interface AccountHandlersOptions<Session extends AccountSession> {
  readonly snapshot: () => AppSnapshot;
  readonly gate: AccountGate<Session>;
  readonly onboarding: Onboarding;
  readonly report: ReportProgress;
  /** Opens the second person's window; undefined in that window itself. */
  readonly openSecondWindow: (() => void) | undefined;
}

export function accountHandlers<Session extends AccountSession>({
  snapshot,
  gate,
  onboarding,
  report,
  openSecondWindow,
}: AccountHandlersOptions<Session>): RequestHandlers<AccountRequest> {
  const unlocking = (unlock: () => Promise<void>) => done(withProgress(report, "unlock", unlock));
  return {
    "app.snapshot": snapshot,

    "onboarding.findServer": ({ address }) => onboarding.findServer(address),
    "onboarding.testConnection": (account) => onboarding.testConnection(account),
    "onboarding.signIn": ({ protection, ...account }) => onboarding.signIn(account, protection),
    "onboarding.tryHere": ({ protection }) => onboarding.tryHere(protection),
    "onboarding.joinTry": ({ protection }) => onboarding.joinTry(protection),
    "onboarding.finish": () => done(onboarding.finish()),

    "unlock.osKeyStore": () => unlocking(() => gate.unlockWithKeyStore()),
    "unlock.passphrase": ({ passphrase }) => unlocking(() => gate.unlockWithPassphrase(passphrase)),
    "unlock.recoveryKey": ({ recoveryKey }) => unlocking(() => gate.unlockWithRecoveryKey(recoveryKey)),

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
