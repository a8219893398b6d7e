// What the stand-in does for locking, protection and the other accounts of this computer.
import type { ProtectionState } from "../../shared/ipc/requests/lock";
import type { RequestName } from "../../shared/ipc/schema";
import { StampError } from "../../shared/errors";
import type { Address } from "../../shared/ids";
import { isPanicShortcut } from "../../shared/panic-shortcut";
import { isProfileName, type ProfileView } from "../../shared/profile";
import type { Emit, MockHandlers, Tell } from "./mock-contract";
import { sessionOf, updateSettings, type MockWorld } from "./mock-world";

export type LockRequest = Extract<
  RequestName,
  "app.lock" | "app.handedOver" | "app.setPanicShortcut" | `protection.${string}` | `profiles.${string}`
>;

const RECOVERY_KEY = "M4TD-7WQX-K2PL-ZC5R-VN3B-H6YG-S7UJ-EA2F";

const PROFILES: readonly ProfileView[] = [
  { name: "default", address: "petra@sip.example.org" as Address, running: true, current: true },
  { name: "garden", address: "committee@garden.example.org" as Address, running: true, current: false },
  { name: "work", address: "p.novakova@office.example.com" as Address, running: false, current: false },
];

export function lockHandlers(world: MockWorld, emit: Emit, tell: Tell): Pick<MockHandlers, LockRequest> {
  let state: ProtectionState = { methods: ["passphrase", "recovery"], osKeyStore: true, renew: false };
  const prove = (proof: { readonly type: string; readonly passphrase?: string }): void => {
    if (proof.passphrase === "wrong") throw new StampError("wrong-passphrase");
  };
  return {
    "app.lock": ({ how }) => {
      const { address } = sessionOf(world).account;
      const { methods } = state;
      world.snapshot = { ...world.snapshot, state: { phase: how === "hide" ? "hidden" : "locked", address, methods } };
      emit("app.changed", world.snapshot);
      return undefined;
    },
    "app.handedOver": () => undefined,
    "app.setPanicShortcut": ({ shortcut }) => {
      if (shortcut !== "" && !isPanicShortcut(shortcut)) throw new StampError("shortcut-unusable");
      return tell(updateSettings(world, { ...sessionOf(world).settings, panicShortcut: shortcut }));
    },
    "protection.state": () => state,
    "protection.change": ({ proof, protection }) => {
      prove(proof);
      state = { ...state, methods: [protection.type, "recovery"], renew: false };
      return undefined;
    },
    "protection.makeRecoveryKey": ({ proof }) => {
      prove(proof);
      return { recoveryKey: RECOVERY_KEY };
    },
    "protection.useRecoveryKey": () => undefined,
    "profiles.list": () => PROFILES,
    "profiles.open": () => undefined,
    "profiles.add": ({ name }) => {
      if (!isProfileName(name)) throw new StampError("invalid-profile-name");
      if (PROFILES.some((profile) => profile.name === name)) throw new StampError("profile-exists");
      return undefined;
    },
  };
}
