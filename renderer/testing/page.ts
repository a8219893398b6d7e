// The app on the stand-in, showing one scene of the gallery, for looking at it: testing/index.html?scene=main&theme=dark.
// `language`, `text` (size in per cent) and `words` (long or mirrored: made-up English) change it; `still` makes its
// pictures the same each time; `names` lists the scenes. The development server serves it, and e2e/scenes shows it in a
// real window; nothing of it is shipped.
import "../ui/tokens.css";
import "../ui/themes.css";
import "../ui/base.css";
import { createElement } from "react";
import { createRoot } from "react-dom/client";
import type { Appearance } from "../../shared/app-state";
import { present } from "../../shared/assert";
import { createBridgeClient } from "../../shared/ipc/bridge";
import { LANGUAGES } from "../../shared/settings";
import { App } from "../App";
import { createWindowCommands } from "../features/frame/window-commands";
import { onSpokenChange, spokenNow } from "../i18n/i18n";
import { createAppStore } from "../store/app-store";
import { createCommands } from "../store/commands";
import { ServicesProvider } from "../store/context";
import { subscribeStore } from "../store/subscribe";
import { SCENES } from "./gallery/all";
import { speakSlovak } from "./gallery/slovak";
import { createStage } from "./gallery/stage";
import { createMockBridge } from "./mock-bridge";
import { sessionOf, updateSettings, type MockWorld } from "./mock-world";
import { SCENE_NOW } from "./people";
import { PSEUDO, speakPseudo } from "./pseudo";
import { stopClock, whenStill } from "./still";

/** CSS pixels. */
const USUAL_HEIGHT = 800;

const query = new URLSearchParams(document.location.search);
const root = document.documentElement;

function appearance(): Appearance {
  const theme = query.get("theme");
  return {
    theme: theme === "light" || theme === "dark" || theme === "contrast" ? theme : "system",
    language: LANGUAGES.find((one) => one === query.get("language")) ?? "en",
    textSize: Number(query.get("text") ?? 100),
  };
}

function settingsOf(world: MockWorld): void {
  const { settings } = sessionOf(world);
  updateSettings(world, { ...settings, ...appearance(), ...(query.has("text") ? {} : { textSize: settings.textSize }) });
}

/** It looks and speaks as the address says. */
function worldOf(made: MockWorld): MockWorld {
  const world: MockWorld = {
    ...made,
    snapshot: { ...made.snapshot, evaluation: query.has("evaluation"), appearance: appearance() },
    lively: query.has("lively"),
  };
  if (world.snapshot.state.phase === "ready") settingsOf(world);
  if (query.get("language") === "sk") speakSlovak(world);
  return world;
}

/** Its words may come in a file of their own. */
function whenSpoken(): Promise<void> {
  return new Promise((resolve) => {
    if (spokenNow() !== undefined) return resolve();
    const stop = onSpokenChange(() => {
      stop();
      resolve();
    });
  });
}

async function start(): Promise<void> {
  const name = query.get("scene") ?? "main";
  const scene = SCENES[name];
  if (scene === undefined) throw new Error(`there is no scene ${name}; there are ${Object.keys(SCENES).join(", ")}`);
  if (query.has("still")) {
    stopClock(SCENE_NOW);
    root.dataset["still"] = "";
  }
  // Dates are written as at home, whatever this computer speaks.
  Object.defineProperty(navigator, "languages", { value: ["en-GB"] });
  speakPseudo(PSEUDO.find((one) => one === query.get("words")));
  const world = worldOf(scene.world());
  const bridge = createMockBridge(world);
  const client = createBridgeClient(bridge);
  const store = createAppStore();
  const commands = createCommands(store, client);
  const { ready } = subscribeStore(store, client, { openConversation: commands.openChat, readAgain: commands.readAgain, handOver: commands.drafts.handOver, command: createWindowCommands({ store, client, commands }) });
  createRoot(present(document.getElementById("root") ?? undefined, "an element to draw into")).render(
    createElement(ServicesProvider, { services: { store, client, commands }, children: createElement(App) }),
  );
  await ready;
  await whenSpoken();
  await document.fonts.ready;
  await whenStill();
  await scene.act?.(createStage({ store, commands }, bridge, whenStill));
}

// For whoever shows them all: names, each with the height it wants.
if (query.has("names")) root.dataset["names"] = JSON.stringify(Object.entries(SCENES).map(([name, { height = USUAL_HEIGHT }]) => [name, height]));

// Whoever shows scenes waits for the one or the other.
start().then(
  () => (root.dataset["scene"] = "shown"),
  (error: unknown) => {
    root.dataset["scene"] = "failed";
    root.dataset["problem"] = error instanceof Error ? error.message : String(error);
    throw error;
  },
);
