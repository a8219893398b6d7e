// Whether this app looks for newer versions, and with what. Part of the composition root (app.ts). Where it does not, there
// is nothing but the reason: no file is read, no timer runs, and the updater's bundle is not loaded.
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import type { NoUpdates, UpdateState } from "../shared/updates";
import { StampError } from "../shared/errors";
import type { Log } from "./platform/log";
import { systemClock } from "./platform/system-clock";
import { readFeedSource, type FeedSource } from "./updates/feed-source";
import { feedName } from "./updates/policy";
import { updateMemoryFile } from "./updates/update-memory";
import type { OpenUpdaterOptions } from "./updates/updater";
import { createUpdates, type Updater, type Updates } from "./updates/updates";

const FEED_SOURCE = "feed-source.json";

export interface UpdateParts {
  /** Folder of the app's package.json. */
  readonly appFolder: string;
  /** Folder of what was packaged beside the app. */
  readonly resources: string;
  readonly packaged: boolean;
  readonly evaluation: boolean;
  /** Of this app. */
  readonly version: string;
  /** The app's data folder. */
  readonly base: string;
  readonly log: Log;
  readonly onChange: (state: UpdateState) => void;
}

export function composeUpdates(parts: UpdateParts): Updates {
  const { appFolder, base, version, log, onChange } = parts;
  const bundles = bundlesOf(appFolder);
  const found = parts.evaluation ? "evaluation" : sourceOf(join(bundles, FEED_SOURCE), parts);
  if (typeof found === "string") return noUpdates(found);
  return createUpdates({
    source: found,
    feed: feedName(process.platform, process.arch),
    current: version,
    memory: updateMemoryFile(join(base, "updates.json")),
    openUpdater: () => loadUpdater(join(bundles, "updater.cjs"))({ source: found.url, log }),
    clock: systemClock,
    log,
    onChange,
  });
}

/** Hosts that Chromium's network has to reach for updates. None for a damaged source, of which the start itself will tell. */
export function updateHosts(appFolder: string): readonly string[] {
  try {
    const source = readFeedSource(join(bundlesOf(appFolder), FEED_SOURCE));
    return source === undefined ? [] : [source.url.hostname];
  } catch {
    return [];
  }
}

function bundlesOf(appFolder: string): string {
  return join(appFolder, "dist", "main");
}

function sourceOf(file: string, { packaged, resources }: UpdateParts): FeedSource | NoUpdates {
  const source = readFeedSource(file);
  if (source === undefined) return "not-configured";
  if (!packaged) return "not-this-installation";
  // Written by electron-builder into packages that may replace themselves.
  if (!existsSync(join(resources, "app-update.yml"))) return "not-configured";
  const renewable = process.platform !== "linux" || process.env["APPIMAGE"] !== undefined || existsSync(join(resources, "package-type"));
  return renewable ? source : "not-this-installation";
}

/** What updater.ts exports. */
interface UpdaterBundle {
  readonly openUpdater: (options: OpenUpdaterOptions) => Updater;
}

/** A bundle beside main's; the path keeps it out of main's own. */
function loadUpdater(file: string): (options: OpenUpdaterOptions) => Updater {
  const { openUpdater } = createRequire(file)(file) as UpdaterBundle;
  return openUpdater;
}

function noUpdates(reason: NoUpdates): Updates {
  const refuse = (): never => {
    throw new StampError("not-allowed-now");
  };
  return { state: () => ({ status: "off", reason }), look: refuse, setDaily: refuse, restart: refuse, stop: () => undefined };
}
