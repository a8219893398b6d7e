// Locking, what opens the account, and other accounts: the dialogs, and the states of their rows.
import { phaseWorld } from "../scenes";
import type { Scene, Scenes, Stage } from "./scene";
import { PETRA, petra } from "./worlds";

const NEW_PASSPHRASE = "copper window heron nine";

const locked: Scene["world"] = () => phaseWorld({ phase: "locked", address: PETRA, methods: ["passphrase", "recovery"] });

async function security({ commands, settle }: Stage): Promise<void> {
  commands.showView({ type: "settings", page: "security" });
  await settle();
}

async function typeNew(stage: Stage, present: string): Promise<void> {
  await security(stage);
  await stage.press("opens.change");
  await stage.type("proof.passphrase", present);
  await stage.type("opens.new", NEW_PASSPHRASE);
  await stage.type("protection.again", NEW_PASSPHRASE);
}

async function change(stage: Stage, present: string): Promise<void> {
  await typeNew(stage, present);
  await stage.press("opens.go");
}

async function takeKeyStore(stage: Stage): Promise<void> {
  await security(stage);
  await stage.press("opens.useOs");
  await stage.type("proof.passphrase", "present");
  await stage.press("opens.goOs");
}

async function makeKey(stage: Stage): Promise<void> {
  await security(stage);
  await stage.press("opens.makeRecovery");
  await stage.type("proof.passphrase", "present");
}

export const LOCKS: Scenes = {
  "unlock-paused": {
    world: locked,
    act: async (stage) => {
      stage.bridge.failNext("unlock.passphrase", "guesses-paused", { until: Date.now() + 30_000 });
      await stage.type("protection.passphrase", "not this one");
      await stage.press("unlock.go");
    },
  },
  "other-accounts": { world: locked, act: (stage) => stage.press("unlock.otherAccounts") },
  "add-account": {
    world: locked,
    act: async (stage) => {
      await stage.press("unlock.otherAccounts");
      await stage.press("profiles.addGo");
    },
  },
  "change-passphrase": { world: petra, act: (stage) => typeNew(stage, "present") },
  "change-passphrase-wrong": { world: petra, act: (stage) => change(stage, "wrong") },
  "change-passphrase-done": { world: petra, act: (stage) => change(stage, "present") },
  "use-key-store": {
    world: petra,
    act: async (stage) => {
      await security(stage);
      await stage.press("opens.useOs");
    },
  },
  "settings-security-key-store": {
    world: petra,
    height: 1300,
    act: async (stage) => {
      await takeKeyStore(stage);
      stage.commands.closeDialog();
      await stage.settle();
    },
  },
  "use-passphrase": {
    world: petra,
    act: async (stage) => {
      await takeKeyStore(stage);
      stage.commands.closeDialog();
      await stage.settle();
      await stage.press("opens.usePassphrase");
    },
  },
  "new-recovery-key": { world: petra, act: makeKey },
  "new-recovery-key-made": {
    world: petra,
    act: async (stage) => {
      await makeKey(stage);
      await stage.press("newRecovery.go");
    },
  },
  "panic-shortcut-listens": {
    world: petra,
    act: async (stage) => {
      await security(stage);
      await stage.press("panic.set");
    },
  },
  "panic-shortcut-taken": {
    world: petra,
    act: async (stage) => {
      await security(stage);
      await stage.press("panic.set");
      stage.bridge.failNext("app.setPanicShortcut", "shortcut-taken");
      const pressed = { key: "t", code: "KeyT", ctrlKey: true, altKey: true, bubbles: true };
      document.activeElement?.dispatchEvent(new KeyboardEvent("keydown", pressed));
      await stage.settle();
    },
  },
};
