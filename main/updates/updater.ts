// The one place that knows electron-updater, in a bundle of its own that is loaded at the first look. It is given what was
// verified here and asks nobody anything but the files: what it would fetch and believe by itself is put out of use.
import { CancellationToken, autoUpdater, type AppUpdater, type ResolvedUpdateFileInfo, type UpdateInfo } from "electron-updater";
import { parseUpdateInfo, Provider, resolveFiles, type ProviderRuntimeOptions } from "electron-updater/out/providers/Provider";
import type { Millis } from "../../shared/ids";
import { sha512OfFile } from "../crypto/file-digest";
import { errorFacts, type Log } from "../platform/log";
import type { Offer } from "./policy";
import type { Updater } from "./updates";

/** No byte for so long, and the loading is given up. */
const SILENCE_LIMIT: Millis = 60_000;

export interface OpenUpdaterOptions {
  /** Folder of the feed; see FeedSource. */
  readonly source: URL;
  readonly log: Log;
  /** app-update.yml of an app that is not packaged: for tests. */
  readonly configFile?: string | undefined;
}

export function openUpdater({ source, log, configFile }: OpenUpdaterOptions): Updater {
  let offered: UpdateInfo | undefined;
  /** Of the file that is being loaded; nothing larger is taken. */
  let largest = 0;
  let loaded: { readonly file: string; readonly sha512: string } | undefined;

  /** Answers with what was verified, instead of asking the server again. */
  class VerifiedFeed extends Provider<UpdateInfo> {
    constructor(_options: unknown, _updater: AppUpdater, runtime: ProviderRuntimeOptions) {
      super(runtime);
    }
    getLatestVersion(): Promise<UpdateInfo> {
      return offered === undefined ? Promise.reject(new Error("nothing was offered")) : Promise.resolve(offered);
    }
    resolveFiles(info: UpdateInfo): ResolvedUpdateFileInfo[] {
      return resolveFiles(info, source);
    }
  }

  const updater = autoUpdater;
  updater.logger = null;
  updater.autoDownload = false;
  updater.autoInstallOnAppQuit = false;
  updater.allowDowngrade = false;
  updater.allowPrerelease = false;
  updater.disableWebInstaller = true;
  // Parts of the old and the new file, put together by lists that nobody signed: the whole file is 100 MB and checked.
  updater.disableDifferentialDownload = true;
  if (configFile !== undefined) {
    updater.forceDevUpdateConfig = true;
    updater.updateConfigPath = configFile;
  }
  // Its own would be a number of this computer in a file, made for asking a server that shares out versions.
  Object.assign(updater, { stagingUserIdPromise: { value: Promise.resolve("") } });
  updater.setFeedURL({ provider: "custom", updateProvider: VerifiedFeed });
  updater.on("error", () => undefined); // every one also rejects, or is asked for below

  const session = updater.netSession;
  session.setUserAgent("Stamp");
  // Neither the feed nor a file is fetched from anywhere else, whatever a server answers.
  session.webRequest.onBeforeRequest((request, answer) => {
    const { origin } = new URL(request.url);
    if (origin !== source.origin) log("warn", "update-redirect-refused");
    answer({ cancel: origin !== source.origin });
  });
  // Who says how long a file is can send no more than that; packed, it could be anything.
  session.webRequest.onHeadersReceived((response, answer) => {
    const headers = new Map(Object.entries(response.responseHeaders ?? {}).map(([name, values]) => [name.toLowerCase(), values[0] ?? ""]));
    const fits = Number(headers.get("content-length") ?? Infinity) <= largest && !headers.has("content-encoding");
    answer({ cancel: !fits && response.statusCode === 200 && !response.url.endsWith(".yml") });
  });

  async function load(offer: Offer, progress: (fraction: number) => void): Promise<void> {
    // Its type asks for two fields more, which only very old feeds have instead of the list.
    offered = { version: offer.version, files: offer.files, releaseDate: "" } as unknown as UpdateInfo;
    largest = Math.max(...offer.files.map(({ size }) => size));
    const token = new CancellationToken();
    const stopWatch = watchLoading(updater, { token, largest, progress });
    try {
      await updater.checkForUpdates();
      const [file = ""] = await updater.downloadUpdate(token);
      // The hashes in the offer were signed; it is that of the file which was chosen for this system.
      loaded = { file, sha512: await sha512OfFile(file) };
    } finally {
      stopWatch();
    }
  }

  return {
    fetch: (url, options) => session.fetch(url, options),
    parse: (yaml) => parseUpdateInfo(yaml, "", source),
    async load(offer, progress) {
      try {
        await load(offer, progress);
        return offer.files.some(({ sha512 }) => sha512 === loaded?.sha512) ? "loaded" : "update-damaged";
      } catch (error) {
        log("warn", "update-not-loaded", errorFacts(error));
        return isChecksum(error) ? "update-damaged" : "update-not-loaded";
      }
    },
    async isIntact() {
      const { file = "", sha512 } = loaded ?? {};
      return sha512 === (await sha512OfFile(file).catch(() => ""));
    },
    install() {
      let failure: unknown;
      const fail = (error: unknown): void => void (failure = error);
      updater.on("error", fail);
      updater.quitAndInstall(true, true);
      updater.off("error", fail);
      if (failure !== undefined) log("error", "update-not-installed", errorFacts(failure));
      return failure === undefined;
    },
  };
}

/** Tells the progress, and gives up a server that sends nothing, or more than was signed for. */
function watchLoading(
  updater: AppUpdater,
  { token, largest, progress }: { readonly token: CancellationToken; readonly largest: number; readonly progress: (fraction: number) => void },
): () => void {
  const giveUp = (): void => { token.cancel(); };
  let timer = setTimeout(giveUp, SILENCE_LIMIT);
  const onProgress = ({ transferred }: { readonly transferred: number }): void => {
    clearTimeout(timer);
    timer = setTimeout(giveUp, SILENCE_LIMIT);
    progress(Math.min(1, transferred / largest));
  };
  updater.on("download-progress", onProgress);
  return () => {
    clearTimeout(timer);
    updater.off("download-progress", onProgress);
  };
}

function isChecksum(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ERR_CHECKSUM_MISMATCH";
}
