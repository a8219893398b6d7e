// Screens before the main window: the first run, unlocking, and what cannot be opened.
import type { Address } from "../../../shared/ids";
import { phaseWorld } from "../scenes";
import { at } from "../people";
import type { Scene, Scenes, Stage } from "./scene";
import { PETRA } from "./worlds";

const PASSPHRASE = "four words are enough";

const welcome = (osKeyStore = false): Scene["world"] => () => phaseWorld({ phase: "welcome", osKeyStore });

async function typeAccount(stage: Stage, password: string): Promise<void> {
  await stage.type("field.address", PETRA);
  await stage.type("field.password", password);
  await stage.appears("signIn.found");
}

async function typePassphrase(stage: Stage, again = PASSPHRASE): Promise<void> {
  await stage.type("protection.passphrase", PASSPHRASE);
  await stage.type("protection.again", again);
}

async function protect(stage: Stage): Promise<void> {
  await typePassphrase(stage);
  await stage.press("protection.go");
}

async function signIn(stage: Stage, password: string): Promise<void> {
  await typeAccount(stage, password);
  await stage.press("onboarding.signIn");
}

async function openFile(stage: Stage, passphrase: string): Promise<void> {
  await stage.press("moveHere.go");
  await stage.type("accountFile.passphrase", passphrase);
  await stage.press("accountFile.open");
}

export const FIRST_RUN: Scenes = {
  welcome: { world: welcome(), height: 1000 },
  "welcome-found": { world: welcome(), act: (stage) => typeAccount(stage, "not shown") },
  "welcome-test": {
    world: welcome(),
    height: 1000,
    act: async (stage) => {
      await typeAccount(stage, "wrong");
      await stage.press("signIn.test");
      await stage.appears("test.signIn.bad");
    },
  },
  "welcome-problem": {
    world: welcome(),
    act: async (stage) => {
      await signIn(stage, "expired");
      await protect(stage);
      // The page is a new one and looks for the server again.
      await stage.appears("signIn.found");
    },
  },
  join: { world: () => phaseWorld({ phase: "welcome", osKeyStore: false, invitation: { address: "bob@try.stamp" as Address } }) },
  protection: { world: welcome(true), act: (stage) => stage.press("try.title") },
  "protection-different": {
    world: welcome(),
    act: async (stage) => {
      await stage.press("try.title");
      await typePassphrase(stage, "something else");
      await stage.press("protection.go");
    },
  },
  "recovery-key": {
    world: welcome(),
    act: async (stage) => {
      await stage.press("try.title");
      await protect(stage);
    },
  },
  "other-device": {
    world: welcome(),
    act: async (stage) => {
      await signIn(stage, "in use");
      await protect(stage);
    },
  },
  "account-file": { world: welcome(), act: (stage) => stage.press("moveHere.go") },
  "account-file-wrong": { world: welcome(), act: (stage) => openFile(stage, "wrong") },
  "account-file-opened": { world: welcome(), act: (stage) => openFile(stage, "right") },
  "making-account": {
    world: welcome(),
    act: async (stage) => {
      stage.bridge.delayNext("onboarding.tryHere");
      await stage.press("try.title");
      await protect(stage);
    },
  },
};

const locked = (methods: readonly ("os" | "passphrase" | "recovery")[]): Scene["world"] => () =>
  phaseWorld({ phase: "locked", address: PETRA, methods });

async function unlock(stage: Stage, passphrase: string): Promise<void> {
  await stage.type("protection.passphrase", passphrase);
  await stage.press("unlock.go");
}

export const CLOSED: Scenes = {
  unlock: { world: locked(["passphrase", "recovery"]) },
  "unlock-wrong": { world: locked(["passphrase", "recovery"]), act: (stage) => unlock(stage, "wrong") },
  "unlock-waiting": {
    world: locked(["passphrase", "recovery"]),
    act: async (stage) => {
      stage.bridge.delayNext("unlock.passphrase");
      await unlock(stage, PASSPHRASE);
    },
  },
  "unlock-key-store": { world: locked(["os", "recovery"]) },
  "unlock-key-store-changed": {
    world: () => phaseWorld({ phase: "locked", address: PETRA, methods: ["os", "recovery"], problem: "key-store-changed" }),
  },
  "unlock-recovery-key": {
    world: locked(["passphrase", "recovery"]),
    act: (stage) => stage.press("unlock.insteadRecovery"),
  },
  hidden: { world: () => phaseWorld({ phase: "hidden", address: PETRA, methods: ["passphrase", "recovery"] }) },
  "hidden-wrong": {
    world: () => phaseWorld({ phase: "hidden", address: PETRA, methods: ["passphrase", "recovery"] }),
    act: (stage) => unlock(stage, "wrong"),
  },
  blocked: { world: () => phaseWorld({ phase: "blocked", problem: "database-damaged", address: PETRA }) },
  "blocked-repair": {
    world: () =>
      phaseWorld({ phase: "blocked", problem: "database-damaged", address: PETRA, repair: { backups: [at("03:10"), at("03:10", 1)] } }),
  },
  "blocked-newer": { world: () => phaseWorld({ phase: "blocked", problem: "database-newer", address: PETRA }) },
};
