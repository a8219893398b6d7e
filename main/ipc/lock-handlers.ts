// Locking, what protects the account, and the other accounts of this computer: one line a request.
import type { RequestName } from "../../shared/ipc/schema";
import type { Profiles } from "../account/profiles";
import type { ProtectionDesk } from "../account/protection";
import type { RequestHandlers } from "./serve";

export type LockRequest = Extract<
  RequestName,
  "app.lock" | "app.handedOver" | "app.setPanicShortcut" | `protection.${string}` | `profiles.${string}`
>;

export interface LockHandlersOptions {
  readonly locks: {
    lock(how: "hide" | "close"): Promise<void>;
    handedOver(): void;
    setPanicShortcut(shortcut: string): void;
  };
  readonly protection: ProtectionDesk;
  readonly profiles: Profiles;
}

function done(_: void): undefined {
  return undefined;
}

export function lockHandlers({ locks, protection, profiles }: LockHandlersOptions): RequestHandlers<LockRequest> {
  return {
    "app.lock": async ({ how }) => done(await locks.lock(how)),
    "app.handedOver": () => done(locks.handedOver()),
    "app.setPanicShortcut": ({ shortcut }) => done(locks.setPanicShortcut(shortcut)),

    "protection.state": () => protection.state(),
    "protection.change": async ({ proof, protection: wanted }) => done(await protection.change(proof, wanted)),
    "protection.makeRecoveryKey": async ({ proof }) => ({ recoveryKey: await protection.makeRecoveryKey(proof) }),
    "protection.useRecoveryKey": async () => done(await protection.useRecoveryKey()),

    "profiles.list": () => profiles.list(),
    "profiles.open": ({ name }) => done(profiles.open(name)),
    "profiles.add": ({ name }) => done(profiles.add(name)),
  };
}
