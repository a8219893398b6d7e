// The pages of the settings, each in full height and with what can be different on it.
import type { SessionSnapshot } from "../../../shared/app-state";
import type { UpdateState } from "../../../shared/updates";
import type { SettingsPage } from "../../store/ui";
import type { MockWorld } from "../mock-world";
import { at, KEY } from "../people";
import type { Scene, Scenes, Stage } from "./scene";
import { emptyWorld, petra, withSession } from "./worlds";

const TALL = 1300;

const showPage = (page: SettingsPage) => async ({ commands, settle }: Stage): Promise<void> => {
  commands.showView({ type: "settings", page });
  await settle();
};

function page(name: SettingsPage, world: () => MockWorld = petra): Scene {
  return { world, height: TALL, act: showPage(name) };
}

type Account = SessionSnapshot["account"];

const withAccount = (change: Partial<Account>) => (): MockWorld => withSession(petra(), ({ account }) => ({ account: { ...account, ...change } }));

const AUTHORITY: Account["authorities"][number] = { name: "Example Household CA", fingerprint: "41".repeat(32), notBefore: KEY.notBefore, notAfter: KEY.notAfter };

const withUpdates = (updates: UpdateState) => (): MockWorld => ({ ...petra(), updates });

const LOOKS: UpdateState = { status: "on", host: "updates.example.org", daily: true, now: { step: "idle" } };

/** The names of all pages: one that is added to the app is added here. */
const PAGES: Readonly<Record<SettingsPage, true>> = {
  account: true,
  security: true,
  appearance: true,
  language: true,
  notifications: true,
  desktop: true,
  network: true,
  data: true,
  blocked: true,
  diagnostics: true,
  about: true,
};

const EACH = Object.fromEntries((Object.keys(PAGES) as SettingsPage[]).map((name) => [`settings-${name}`, page(name)]));

export const SETTINGS: Scenes = {
  ...EACH,
  "settings-account-try-here": page("account", withAccount({ tryHere: true })),
  "settings-security-authority": page("security", withAccount({ certificateIssuer: AUTHORITY.name, authorities: [AUTHORITY] })),
  "settings-appearance-large": page("appearance", () => withSession(petra(), ({ settings }) => ({ settings: { ...settings, textSize: 200 } }))),
  "settings-network-proxy": page("network", withAccount({ proxy: { url: "socks5://proxy.example.org:1080", user: "petra" } })),
  "settings-network-clock": page("network", () => withSession(petra(), () => ({ connection: { status: "online", since: at("08:40"), clockOffset: 7 * 60_000 } }))),
  "settings-network-tested": {
    ...page("network"),
    act: async (stage) => {
      await showPage("network")(stage);
      await stage.press("network.testGo");
    },
  },
  "settings-diagnostics-offline": page("diagnostics", () => petra({ offline: true })),
  "settings-about-elsewhere": page("about", withUpdates({ status: "off", reason: "not-this-installation" })),
  "settings-about-not-looked": page("about", withUpdates({ ...LOOKS, daily: false })),
  "settings-about-newest": page("about", withUpdates({ ...LOOKS, lookedAt: at("09:12") })),
  "settings-about-loading": page("about", withUpdates({ ...LOOKS, lookedAt: at("13:40"), now: { step: "loading", version: "0.2.0", fraction: 0.42 } })),
  "settings-about-ready": page("about", withUpdates({ ...LOOKS, lookedAt: at("13:40"), now: { step: "ready", version: "0.2.0" } })),
  "settings-about-failed": page("about", withUpdates({ ...LOOKS, lookedAt: at("09:12"), now: { step: "failed", problem: "update-not-signed" } })),
  "settings-blocked-empty": page("blocked", emptyWorld),
};
