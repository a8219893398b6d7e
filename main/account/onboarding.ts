// What the welcome screen can do: look for a server and test it, sign in to it, or try Stamp out on the built-in one,
// as the first person or as the second. Each way ends in a prepared account, and that in an open one by `finish`.
import type { ConnectionTestResult } from "../../shared/app-state";
import type { ProxyInput } from "../../shared/connection";
import { StampError } from "../../shared/errors";
import type { NewAccount, Protection } from "../../shared/ipc/requests/opening";
import { canonicalAddress } from "../protocol/address";
import type { NewAccountData } from "./new-account";
import type { Preparation } from "./preparation";
import { withProgress, type ReportProgress } from "./progress";
import { assertNoOtherDevice, assertSignInWorks, readServerAccount } from "./server-account";
import type { ServerAccountInput, ServerCheck } from "./server-account";
import type { TryHere } from "./try-here";
import { ensureTryPlan, readTryPlan, type TryPerson } from "./try-plan";

/** The part of the gate that onboarding goes through. */
export interface WelcomeGate {
  whileWelcome<T>(work: () => Promise<T>): Promise<T>;
  openNew(finish: () => Uint8Array): Promise<void>;
}

export interface OnboardingOptions {
  readonly gate: WelcomeGate;
  readonly preparation: Preparation;
  readonly serverCheck: ServerCheck;
  readonly tryHere: TryHere;
  /** Folder that the profiles of this computer share for "Try it here". */
  readonly tryFolder: string;
  /** This instance was started for the second person. */
  readonly joinTry: boolean;
  readonly evaluation: boolean;
  readonly report: ReportProgress;
}

export interface SignInInput extends ServerAccountInput {
  /** The user knows that another device is signed in and wants this one instead. */
  readonly replaceDevice?: boolean | undefined;
}

export interface Onboarding {
  findServer(address: string, proxy?: ProxyInput): Promise<{ readonly server?: string }>;
  testConnection(input: ServerAccountInput): Promise<readonly ConnectionTestResult[]>;
  /** Throws StampError `account-in-use` when another device is signed in and is not to be replaced. */
  signIn(input: SignInInput, protection: Protection): Promise<NewAccount>;
  tryHere(protection: Protection): Promise<NewAccount>;
  joinTry(protection: Protection): Promise<NewAccount>;
  finish(): Promise<void>;
}

/** How the echo is called in the list; a name, so not a word to translate. */
const ECHO_NAME = "Echo";

export function createOnboarding(options: OnboardingOptions): Onboarding {
  const { gate, preparation, serverCheck, tryHere, tryFolder, evaluation, report } = options;

  /** Checks that cost nothing, then the network, then the slow making of the account. */
  function prepareAfter(protection: Protection, connect: () => Promise<NewAccountData>): Promise<NewAccount> {
    return gate.whileWelcome(async () => {
      await preparation.assertCanProtect(protection);
      const data = await withProgress(report, "connect", connect);
      return preparation.prepare(data, protection);
    });
  }

  async function tryAccount(person: TryPerson, contacts: NewAccountData["contacts"]): Promise<NewAccountData> {
    const { url } = await tryHere.ensureHosted({ mayMove: true });
    return { ...person, serverUrl: url, tryHere: true, contacts };
  }

  /** A window with an open account has no business with other servers: it could tell them what it shows. */
  const onlyWhileWelcome = () => gate.whileWelcome(() => Promise.resolve());

  return {
    async findServer(address, proxy) {
      await onlyWhileWelcome();
      const canonical = canonicalAddress(address);
      // To look would already be to speak to other computers.
      if (evaluation) return {};
      const proxyUrl = proxy === undefined ? undefined : serverCheck.readProxy(proxy);
      const server = await serverCheck.findServer(canonical, proxyUrl);
      return server === undefined ? {} : { server };
    },
    async testConnection(input) {
      await onlyWhileWelcome();
      return serverCheck.testConnection(readServerAccount(serverCheck, input, evaluation));
    },
    async signIn(input, protection) {
      const account = readServerAccount(serverCheck, input, evaluation);
      return prepareAfter(protection, async () => {
        await assertSignInWorks(serverCheck, account);
        if (input.replaceDevice !== true) await assertNoOtherDevice(serverCheck, account);
        return { ...account, tryHere: false, contacts: [] };
      });
    },
    tryHere: (protection) =>
      prepareAfter(protection, () => {
        const { you, echo } = ensureTryPlan(tryFolder);
        return tryAccount(you, [{ address: echo.address, localName: ECHO_NAME }]);
      }),
    joinTry: (protection) =>
      prepareAfter(protection, () => {
        const plan = options.joinTry ? readTryPlan(tryFolder) : undefined;
        if (plan === undefined) throw new StampError("not-allowed-now");
        return tryAccount(plan.friend, [{ address: plan.you.address }]);
      }),
    finish: () => gate.openNew(() => preparation.finish()),
  };
}
