// Looking for a newer version: when the user asks, and once a day if the user wants that. What was found is loaded and
// checked, and then waits; nothing is installed, and the app never ends, without the user's word.
import { StampError, type ErrorCode } from "../../shared/errors";
import type { Millis } from "../../shared/ids";
import type { UpdateState, UpdateStep } from "../../shared/updates";
import { openFeed } from "../crypto/feed-signature";
import { errorFacts, type Log } from "../platform/log";
import type { FeedSource } from "./feed-source";
import { fetchFeed, type Fetch } from "./fetch-feed";
import { judgeFeed, untilNextLook, type Offer } from "./policy";
import type { UpdateMemoryFile } from "./update-memory";

/** When the account is opened and the backlog is read is not the moment. */
const AFTER_START: Millis = 60_000;

/**
 * Loads and installs what a signed feed offered (updater.ts). It comes from a bundle of its own, whose errors are no
 * StampErrors here: it answers with codes.
 */
export interface Updater {
  readonly fetch: Fetch;
  readonly parse: (yaml: string) => unknown;
  /** "loaded" when the file is here and is the one that was offered. */
  load(offer: Offer, progress: (fraction: number) => void): Promise<"loaded" | "update-not-loaded" | "update-damaged">;
  /** Whether what was loaded is still what was offered. */
  isIntact(): Promise<boolean>;
  /** Puts what was loaded in the place of this app, ends it and starts the new one. False when the system did not let it. */
  install(): boolean;
}

export interface UpdatesOptions {
  readonly source: FeedSource;
  /** See feedName. */
  readonly feed: string;
  /** Version of this app. */
  readonly current: string;
  readonly memory: UpdateMemoryFile;
  /** Called at the first look: until then nothing of it is loaded. */
  readonly openUpdater: () => Updater;
  readonly clock: { readonly now: () => Millis; readonly after: (delay: Millis, callback: () => void) => () => void };
  readonly log: Log;
  readonly onChange: (state: UpdateState) => void;
}

export interface Ending {
  /** Closes everything that is open. */
  readonly close: () => Promise<void>;
  /** Starts this version again: the new one could not be put in its place. */
  readonly startAgain: () => void;
}

export interface Updates {
  state(): UpdateState;
  /** Resolves when it is known whether there is a newer version, and that is here; failures are in the state. */
  look(): Promise<void>;
  setDaily(daily: boolean): void;
  /** Ends this app for the new version. Rejects with `not-allowed-now` unless one is ready, with `update-damaged`, `update-not-installed`. */
  restart(ending: Ending): Promise<void>;
  stop(): void;
}

export function createUpdates(options: UpdatesOptions): Updates {
  const { source, feed, current, memory, clock, log } = options;
  let now: UpdateStep = { step: "idle" };
  let updater: Updater | undefined;
  let running: Promise<void> | undefined;
  let cancel = (): void => undefined;
  let stopped = false;

  function state(): UpdateState {
    const { daily = false, lookedAt } = memory.read();
    return { status: "on", host: source.url.host, daily, ...(lookedAt === undefined ? {} : { lookedAt }), now };
  }
  function become(step: UpdateStep): void {
    now = step;
    options.onChange(state());
  }

  async function lookOnce(): Promise<void> {
    become({ step: "looking" });
    try {
      memory.change({ triedAt: clock.now() });
      updater ??= options.openUpdater();
      const bytes = await fetchFeed(updater.fetch, new URL(feed, source.url).href);
      const judged = judgeFeed(openFeed(bytes, feed, source.keys), { current, memory: memory.read(), now: clock.now(), parse: updater.parse });
      memory.change({ ...judged.memory, lookedAt: clock.now() });
      if (judged.offer === undefined) {
        become({ step: "idle" });
        return;
      }
      await load(updater, judged.offer);
    } catch (error) {
      log("warn", "update-failed", error instanceof StampError ? { problem: error.code } : errorFacts(error));
      become({ step: "failed", problem: codeOf(error) });
    } finally {
      plan(AFTER_START);
    }
  }

  async function load(from: Updater, offer: Offer): Promise<void> {
    const { version } = offer;
    become({ step: "loading", version });
    const outcome = await from.load(offer, (fraction) => { become({ step: "loading", version, fraction }); });
    if (outcome !== "loaded") throw new StampError(outcome);
    become({ step: "ready", version });
    log("info", "update-ready", { version });
  }

  function look(): Promise<void> {
    if (now.step === "ready" || now.step === "installing") return Promise.resolve();
    running ??= lookOnce().finally(() => (running = undefined));
    return running;
  }

  /** The next daily look, not before `least`. */
  function plan(least: Millis): void {
    cancel();
    const { daily = false, triedAt } = memory.read();
    if (stopped || !daily) return;
    cancel = clock.after(Math.max(least, untilNextLook(triedAt, clock.now())), () => {
      // Another profile's app may have looked meanwhile.
      if (untilNextLook(memory.read().triedAt, clock.now()) > 0) plan(least);
      else void look();
    });
  }
  plan(AFTER_START);

  return {
    state,
    look,
    setDaily(daily) {
      memory.change({ daily });
      plan(0);
      options.onChange(state());
    },
    async restart({ close, startAgain }) {
      if (now.step !== "ready" || updater === undefined) throw new StampError("not-allowed-now");
      const { version } = now;
      become({ step: "installing", version });
      if (!(await updater.isIntact())) {
        become({ step: "failed", problem: "update-damaged" });
        throw new StampError("update-damaged");
      }
      await close();
      if (updater.install()) return;
      startAgain();
      throw new StampError("update-not-installed");
    },
    stop() {
      stopped = true;
      cancel();
    },
  };
}

function codeOf(error: unknown): ErrorCode {
  return error instanceof StampError ? error.code : "internal";
}
