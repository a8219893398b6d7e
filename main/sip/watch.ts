// The presence of others (RFC 3856): one SUBSCRIBE for each watched address, a few in flight at a time, kept
// alive by sip.js's subscription dialogs and made again with back-off when one ends or is refused. What it
// reports comes from NOTIFY bodies only; when a subscription is lost nothing is reported, because nothing is
// known. sip.js's own Subscriber would subscribe again at once, for ever, to a server that ends each one.
import { Core, type UserAgent } from "sip.js";
import type { Address, Millis } from "../../shared/ids";
import type { Clock, PresenceUpdate, Random } from "../messaging/ports";
import type { Log } from "../platform/log";
import { backOffDelay } from "./back-off";
import { answerOf } from "./exchange";
import { presenceRequest, readNotification } from "./presence-request";

export interface WatcherOptions {
  readonly userAgent: UserAgent;
  readonly address: Address;
  readonly clock: Clock;
  readonly random: Random;
  readonly responseDeadline: Millis;
  readonly onPresence: (update: PresenceUpdate) => void;
  readonly log: Log;
}

export interface Watcher {
  /** Replaces the set; addresses beyond the cap are not watched. */
  watch(addresses: readonly Address[]): void;
  stop(): void;
}

export const MOST_WATCHED = 2000;
const MOST_IN_FLIGHT = 8;
/** Spread, so that thousands of subscriptions made together are not renewed together. */
const EXPIRES_SECONDS = { least: 1800, spread: 1800 };
const RETRY = { first: 2_000, longest: 600_000 };
/** The server does not know the address, or will never tell: asked again, but seldom. */
const HOPELESS: ReadonlySet<number> = new Set([403, 404, 405, 410, 489, 501, 604]);

/** A subscription that ended sooner counts as one more failure. */
const STABLE_AFTER: Millis = 60_000;

/** One watched address. It is in the queue, in flight, established, or waiting for `cancelRetry`. */
interface Watched {
  readonly address: Address;
  failures: number;
  subscription?: Core.Subscription | undefined;
  cancelRetry?: (() => void) | undefined;
  removed: boolean;
}

export function createWatcher(options: WatcherOptions): Watcher {
  const { userAgent, address: own, clock, random, responseDeadline, onPresence, log } = options;
  const watched = new Map<Address, Watched>();
  const queue: Watched[] = [];
  let inFlight = 0;
  let stopped = false;

  function pump(): void {
    while (!stopped && inFlight < MOST_IN_FLIGHT) {
      const next = queue.shift();
      if (next === undefined) return;
      if (!next.removed) subscribe(next);
    }
  }

  function subscribe(entry: Watched): void {
    const seconds = EXPIRES_SECONDS.least + Math.floor(EXPIRES_SECONDS.spread * random.fraction());
    const message = presenceRequest(userAgent, own, entry.address, seconds);
    if (message === undefined) return;
    inFlight += 1;
    let answered = false;
    // A slot is given back once, by the answer or by the deadline; a NOTIFY may come before either.
    const answer = (): void => {
      if (answered) return;
      answered = true;
      cancelDeadline();
      inFlight -= 1;
      pump();
    };
    const cancelDeadline = clock.after(responseDeadline, answer);
    let establishedAt: Millis | undefined;
    let ended = false;
    const end = (status?: number, retryAfter?: Millis): void => {
      if (ended) return;
      ended = true;
      answer();
      if (establishedAt !== undefined && clock.now() - establishedAt >= STABLE_AFTER) entry.failures = 0;
      retryLater(entry, status, retryAfter);
    };
    const refused = ({ message: response }: Core.IncomingResponse): void => {
      const reason = answerOf(response);
      if (reason.type === "answer") end(reason.status, reason.retryAfter);
      else end();
    };
    userAgent.userAgentCore.subscribe(message, {
      onAccept: answer,
      onReject: refused,
      onRedirect: refused,
      onNotifyTimeout: () => end(),
      onNotify: ({ request, subscription }) => {
        if (subscription === undefined) {
          // A first NOTIFY can already end the subscription.
          notified(entry, request);
          return end();
        }
        establishedAt = clock.now();
        entry.subscription = subscription;
        const terminated = (): void => {
          entry.subscription = undefined;
          end();
        };
        subscription.delegate = {
          onTerminated: terminated,
          onNotify: (next) => {
            notified(entry, next);
            // sip.js calls onTerminated for its own reasons only, not when the server says so.
            if (subscription.subscriptionState === Core.SubscriptionState.Terminated) terminated();
          },
        };
        notified(entry, request);
        if (entry.removed) return unsubscribe(entry);
        subscription.autoRefresh = true;
      },
    });
  }

  function notified(entry: Watched, request: Core.IncomingNotifyRequest): void {
    request.accept();
    if (entry.removed || stopped) return;
    const reading = readNotification(request);
    if (reading === undefined) return;
    if (reading.ok) onPresence({ address: entry.address, ...reading.presence });
    else log("info", "presence-unreadable", { reason: reading.error });
  }

  function retryLater(entry: Watched, status: number | undefined, retryAfter: Millis = 0): void {
    if (entry.removed || stopped) return;
    const attempt = status !== undefined && HOPELESS.has(status) ? Number.MAX_SAFE_INTEGER : entry.failures;
    entry.failures += 1;
    entry.cancelRetry = clock.after(backOffDelay(RETRY, attempt, random, retryAfter), () => {
      entry.cancelRetry = undefined;
      queue.push(entry);
      pump();
    });
  }

  function unsubscribe(entry: Watched): void {
    const subscription = entry.subscription;
    entry.subscription = undefined;
    subscription?.unsubscribe();
  }

  function remove(entry: Watched): void {
    entry.removed = true;
    entry.cancelRetry?.();
    watched.delete(entry.address);
    unsubscribe(entry);
  }

  return {
    watch: (addresses) => {
      const wanted = new Set(addresses.slice(0, MOST_WATCHED));
      for (const entry of [...watched.values()]) if (!wanted.has(entry.address)) remove(entry);
      for (const address of wanted) {
        if (watched.has(address)) continue;
        const entry: Watched = { address, failures: 0, removed: false };
        watched.set(address, entry);
        queue.push(entry);
      }
      pump();
    },
    stop: () => {
      stopped = true;
      for (const entry of watched.values()) entry.cancelRetry?.();
      queue.length = 0;
    },
  };
}
