// The app on the stand-in, for looking at it in a browser: testing/index.html?scene=main&theme=dark.
// Only the development server serves it; the build knows nothing of it.
import type { Address } from "../../shared/ids";
import { createMockBridge } from "./mock-bridge";
import { sessionOf, updateSettings, type MockWorld } from "./mock-world";
import { petrasWorld, phaseWorld } from "./scenes";

const ADDRESS = "petra@sip.example.org" as Address;

const SCENES: Readonly<Record<string, () => MockWorld>> = {
  main: () => petrasWorld({ history: 140 }),
  offline: () => petrasWorld({ offline: true, history: 140 }),
  older: () => petrasWorld({ older: true }),
  welcome: () => phaseWorld({ phase: "welcome", osKeyStore: true }),
  join: () => phaseWorld({ phase: "welcome", osKeyStore: false, invitation: { address: "bob@try.stamp" as Address } }),
  locked: () =>
    phaseWorld({ phase: "locked", address: ADDRESS, methods: ["passphrase", "recovery"], problem: "key-store-changed" }),
  blocked: () => phaseWorld({ phase: "blocked", problem: "database-damaged", address: ADDRESS }),
};

const query = new URLSearchParams(document.location.search);
const made = (SCENES[query.get("scene") ?? "main"] ?? (() => petrasWorld()))();
const world: MockWorld = {
  ...made,
  snapshot: { ...made.snapshot, evaluation: query.has("evaluation") },
  lively: query.has("lively"),
};
const theme = query.get("theme");
if (world.snapshot.state.phase === "ready" && (theme === "light" || theme === "dark" || theme === "contrast")) {
  updateSettings(world, { ...sessionOf(world).settings, theme });
}

const bridge = createMockBridge(world);
Object.defineProperty(globalThis, "stamp", { value: bridge });
await import("../main");
