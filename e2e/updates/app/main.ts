// An app that is nothing but looking for newer versions, for e2e/updates.spec.ts: in the real Electron, with the updater's own
// bundle as it is shipped. The app itself never does this on the old runtime that tests may have.
import { createRequire } from "node:module";
import { join } from "node:path";
import { app } from "electron";
import type { UpdateState } from "../../../shared/updates";
import { releaseKey } from "../../../main/crypto/feed-signature";
import { systemClock } from "../../../main/platform/system-clock";
import type { OpenUpdaterOptions } from "../../../main/updates/updater";
import { updateMemoryFile } from "../../../main/updates/update-memory";
import { createUpdates, type Updater, type Updates } from "../../../main/updates/updates";

declare global {
  var updates: Updates;
  var states: UpdateState[];
  var restart: () => Promise<void>;
}

/** Beside this bundle: dist/updates-app, dist/main. */
const BUNDLE = join(__dirname, "..", "main", "updater.cjs");
const { FEED_URL = "", FEED_KEY = "", FOLDER = "" } = process.env;

app.setPath("userData", join(FOLDER, "data"));
globalThis.states = [];
globalThis.updates = createUpdates({
  source: { url: new URL(FEED_URL), keys: [releaseKey(FEED_KEY)] },
  feed: "latest-linux.yml",
  current: app.getVersion(),
  memory: updateMemoryFile(join(FOLDER, "updates.json")),
  openUpdater() {
    const { openUpdater } = createRequire(BUNDLE)(BUNDLE) as { openUpdater: (options: OpenUpdaterOptions) => Updater };
    return openUpdater({ source: new URL(FEED_URL), log: () => undefined, configFile: join(FOLDER, "app-update.yml") });
  },
  clock: systemClock,
  log: (level, event, facts) => {
    console.log(level, event, JSON.stringify(facts ?? {}));
  },
  onChange: (state) => globalThis.states.push(state),
});
globalThis.restart = () =>
  globalThis.updates.restart({
    close: () => Promise.resolve(),
    startAgain: () => {
      app.exit(3);
    },
  });
