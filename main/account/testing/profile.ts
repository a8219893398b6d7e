// A profile in a fresh temporary folder, with its gate and everything behind it but SIP.
import { join } from "node:path";
import type { Progress } from "../../../shared/app-state";
import type { Address } from "../../../shared/ids";
import { tempFolder } from "../../platform/testing/temp-folder";
import { handClock } from "../../messaging/testing/hand-clock";
import { silentLog } from "../../platform/log";
import { AccountGate } from "../gate";
import type { NewAccountData } from "../new-account";
import { createPreparation } from "../preparation";
import { TryHere, type StartTryServer } from "../try-here";
import { runUpkeepJob } from "../upkeep-job";
import { fakeSession, type FakeSession } from "./fake-session";
import { memoryVault } from "./memory-vault";

export const PASSPHRASE = { type: "passphrase", passphrase: "correct horse" } as const;

export const ALICE: NewAccountData = {
  address: "alice@example.com" as Address,
  serverUrl: "wss://sip.example.com",
  password: "server password",
  tryHere: false,
  contacts: [],
};

const noServer: StartTryServer = () => Promise.reject(new Error("no server in this test"));

interface ProfileOptions {
  readonly base?: string;
  readonly vault?: ReturnType<typeof memoryVault>;
  /** What opening the session ends with. */
  readonly failure?: Error;
  /** What starting the opened session ends with. */
  readonly startFailure?: Error;
}

/** With `base`, the same profile as another process would find it. */
export function testProfile(options: ProfileOptions = {}) {
  const { base = tempFolder(), vault = memoryVault(), failure, startFailure } = options;
  const folder = join(base, "account");
  const nativeBinding = process.env["STAMP_SQLITE_BINDING"];
  const sessions: FakeSession[] = [];
  const databaseKeys: Uint8Array[] = [];
  const progress: Progress[] = [];
  const tryHere = new TryHere({
    folder: join(base, "try-server"),
    startServer: noServer,
    openSession: () => Promise.reject(new Error("no echo in this test")),
    nativeBinding,
    log: silentLog,
  });
  const clock = handClock();
  const gate = new AccountGate<FakeSession>({
    profile: "default",
    folder,
    vault,
    async openSession(database, key) {
      await Promise.resolve();
      databaseKeys.push(Uint8Array.from(key));
      if (failure !== undefined) throw failure;
      const session = fakeSession(database, startFailure);
      sessions.push(session);
      return session;
    },
    tryHere,
    invitation: () => undefined,
    clock,
    runUpkeep: (job, tell) => new Promise((resolve) => { resolve(runUpkeepJob(job, tell)); }),
    nativeBinding,
    log: silentLog,
  });
  const preparation = createPreparation({
    profile: "default",
    folder,
    vault,
    report: (step) => progress.push(step),
    nativeBinding,
  });
  return { base, folder, vault, clock, gate, preparation, sessions, databaseKeys, progress };
}
