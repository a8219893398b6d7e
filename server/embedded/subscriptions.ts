// SUBSCRIBE and NOTIFY of presence (RFC 6665, 3856; spec 1.7, 1.10): whoever is signed in may watch every account.
// A NOTIFY carries the published document as it is, or nothing when the account is offline. A subscription ends by its
// time, by the watcher, with its connection, or when the watcher refuses or does not answer a NOTIFY.
// At most one NOTIFY is under way per subscription; what changes meanwhile goes out once, in its last state.
import { parseNameAddress } from "./address";
import { randomToken } from "./compose";
import type { Connection } from "./connection";
import type { Limits } from "./limits";
import { expiresHeader, header } from "./message";
import type { Reply, SipRequest } from "./message";
import { isPresence, PRESENCE_DOCUMENT } from "./publications";
import type { Requests } from "./requests";

export interface Subscriptions {
  /** Handles a SUBSCRIBE of the account that was proved. */
  subscribe(request: SipRequest, connection: Connection, watcher: string): Reply;
  /** Tells those who watch the account. */
  notify(user: string): void;
  /** Forgets what came over that connection. */
  drop(connection: Connection): void;
  stop(): void;
}

export interface SubscriptionsOptions {
  readonly domain: string;
  readonly limits: Pick<Limits, "minExpiresSeconds" | "maxExpiresSeconds" | "maxSubscriptionsPerUser" | "notifyDeadlineMs">;
  readonly now: () => number;
  readonly requests: Requests;
  readonly hasAccount: (user: string) => boolean;
  readonly document: (user: string) => Buffer | undefined;
  /** URI under which the watcher reaches the server inside the dialog. */
  readonly contact: string;
}

interface Subscription {
  readonly watcher: string;
  readonly watched: string;
  readonly callId: string;
  readonly remoteTag: string;
  readonly localTag: string;
  readonly event: string;
  connection: Connection;
  contact: string;
  remoteCseq: number;
  localCseq: number;
  expiresAt: number;
  expiry: NodeJS.Timeout | undefined;
  state: "active" | "ended";
  notifying: boolean;
  changed: boolean;
}

export function makeSubscriptions(options: SubscriptionsOptions): Subscriptions {
  const { domain, limits, now, requests } = options;
  /** By local tag, which is random. */
  const subscriptions = new Map<string, Subscription>();

  function forget(subscription: Subscription): void {
    clearTimeout(subscription.expiry);
    subscriptions.delete(subscription.localTag);
  }

  function end(subscription: Subscription): void {
    subscription.state = "ended";
    void push(subscription);
    forget(subscription);
  }

  function extend(subscription: Subscription, seconds: number): void {
    clearTimeout(subscription.expiry);
    subscription.expiresAt = now() + seconds * 1000;
    subscription.expiry = setTimeout(() => end(subscription), seconds * 1000);
  }

  async function push(subscription: Subscription): Promise<void> {
    subscription.changed = true;
    if (subscription.notifying) return;
    subscription.notifying = true;
    while (subscription.changed) {
      subscription.changed = false;
      const outcome = await requests.send(subscription.connection, notification(subscription), limits.notifyDeadlineMs);
      if (outcome.type === "no-answer" || outcome.response.status >= 300) {
        forget(subscription);
        break;
      }
    }
    subscription.notifying = false;
  }

  function notification(subscription: Subscription): Parameters<Requests["send"]>[1] {
    const { watcher, watched, localTag, remoteTag, callId, contact, event, state, expiresAt } = subscription;
    const document = options.document(watched);
    const left = Math.max(0, Math.round((expiresAt - now()) / 1000));
    return {
      method: "NOTIFY",
      uri: contact,
      from: `<sip:${watched}@${domain}>;tag=${localTag}`,
      to: `<sip:${watcher}@${domain}>;tag=${remoteTag}`,
      callId,
      cseq: ++subscription.localCseq,
      maxForwards: 70,
      headers: [
        `Event: ${event}`,
        `Subscription-State: ${state === "active" ? `active;expires=${left}` : "terminated;reason=timeout"}`,
        `Contact: <${options.contact}>`,
        ...(document === undefined ? [] : [`Content-Type: ${PRESENCE_DOCUMENT}`]),
      ],
      body: document ?? Buffer.alloc(0),
    };
  }

  function open(request: SipRequest, connection: Connection, watcher: string, contact: string): Subscription | Reply {
    const watched = request.uri.user;
    if (request.uri.host !== domain) return { status: 403 };
    if (watched === undefined) return { status: 484 };
    if (!options.hasAccount(watched)) return { status: 404 };
    const own = [...subscriptions.values()].filter((subscription) => subscription.watcher === watcher);
    if (own.length >= limits.maxSubscriptionsPerUser) return { status: 403 };
    const remoteTag = request.from.parameters.get("tag") ?? "";
    const event = header(request, "event") ?? "";
    return {
      ...{ watcher, watched, callId: request.callId, remoteTag, localTag: randomToken(), event, connection, contact },
      ...{ remoteCseq: request.cseq, localCseq: 0, expiresAt: 0, expiry: undefined, state: "active", notifying: false, changed: false },
    };
  }

  function find(request: SipRequest, watcher: string): Subscription | Reply {
    const subscription = subscriptions.get(request.to.parameters.get("tag") ?? "");
    const matches =
      subscription?.callId === request.callId &&
      subscription.remoteTag === request.from.parameters.get("tag") &&
      subscription.watcher === watcher;
    if (!matches) return { status: 481 };
    return request.cseq > subscription.remoteCseq ? subscription : { status: 500 };
  }

  return {
    subscribe(request, connection, watcher) {
      if (!isPresence(request)) return { status: 489, headers: ["Allow-Events: presence"] };
      const wanted = expiresHeader(request) ?? limits.maxExpiresSeconds;
      const contact = parseNameAddress(header(request, "contact") ?? "");
      if (Number.isNaN(wanted) || contact === undefined) return { status: 400 };
      if (wanted > 0 && wanted < limits.minExpiresSeconds) {
        return { status: 423, headers: [`Min-Expires: ${limits.minExpiresSeconds}`] };
      }
      const inDialog = request.to.parameters.has("tag");
      const found = inDialog ? find(request, watcher) : open(request, connection, watcher, contact.uri.text);
      if ("status" in found) return found;
      const seconds = Math.min(wanted, limits.maxExpiresSeconds);
      Object.assign(found, { connection, contact: contact.uri.text, remoteCseq: request.cseq });
      if (seconds > 0) {
        subscriptions.set(found.localTag, found);
        extend(found, seconds);
      }
      return {
        status: 200,
        toTag: found.localTag,
        headers: [`Expires: ${seconds}`, `Contact: <${options.contact}>`],
        afterwards: () => (seconds > 0 ? void push(found) : end(found)),
      };
    },
    notify(user) {
      for (const subscription of subscriptions.values()) if (subscription.watched === user) void push(subscription);
    },
    drop(connection) {
      for (const subscription of [...subscriptions.values()]) if (subscription.connection === connection) forget(subscription);
    },
    stop() {
      for (const subscription of [...subscriptions.values()]) forget(subscription);
    },
  };
}
