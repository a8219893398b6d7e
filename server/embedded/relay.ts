// MESSAGE from one account to another (RFC 3428; spec 2.3, step 4, and 2.6): to the device when it answers, to the
// offline store when it is away, says it cannot now, or does not answer in time. 202 only after the message is on disk.
import type { OutgoingRequest } from "./compose";
import type { Connection } from "./connection";
import type { Limits } from "./limits";
import { header } from "./message";
import type { Reply, SipRequest } from "./message";
import type { Registrar } from "./registrar";
import type { Requests } from "./requests";
import type { Store } from "./store";

/**
 * Answers of a device after which the message is kept for it; others go back to the sender as they are. 401 and 407
 * are among them because the sender would take them for a refusal of its own account.
 */
const KEEP_AFTER = [401, 407, 408, 430, 477, 480, 500, 502, 503, 504];
/** Apps drop a head of some KiB unread, and what is never answered blocks what is stored behind it. */
const LONGEST_CONTENT_TYPE = 255;

export interface RelayOptions {
  readonly domain: string;
  readonly limits: Pick<Limits, "deviceDeadlineMs" | "maxStoredPerAccount" | "maxStoredPerSender">;
  readonly now: () => number;
  readonly store: Store;
  readonly registrar: Registrar;
  readonly requests: Requests;
  /** Stored messages wait that the account's device can still be handed. */
  readonly hasWaiting: (user: string) => boolean;
  /** A message was stored although the account has a device by now. */
  readonly onStoredForOnline: (user: string) => void;
  /** A message was stored because the account's device did not take it. */
  readonly onNotTaken: (user: string) => void;
  readonly log: (line: string) => void;
}

/** Handles a MESSAGE whose sender was proved. */
export type Relay = (request: SipRequest, sender: string) => Promise<Reply>;

export function makeRelay(options: RelayOptions): Relay {
  const { domain, limits, now, store, registrar, requests, log } = options;
  const places = { perAccount: limits.maxStoredPerAccount, perSender: limits.maxStoredPerSender };

  function keep(recipient: string, sender: string, contentType: string, body: Buffer, tried: Connection | undefined): Reply {
    try {
      const message = { sender, contentType, body, receivedAt: now() };
      if (!store.addMessage(recipient, message, places)) return { status: 480 };
    } catch (error) {
      log(`a message could not be stored: ${String(error)}`);
      return { status: 503 };
    }
    const binding = registrar.binding(recipient);
    // It may have registered on another connection while the old one was tried.
    const follow = binding?.connection === tried ? options.onNotTaken : options.onStoredForOnline;
    return binding === undefined ? { status: 202 } : { status: 202, afterwards: () => follow(recipient) };
  }

  return async (request, sender) => {
    const recipient = request.uri.user;
    if (request.uri.host !== domain) return { status: 403 };
    if (recipient === undefined) return { status: 484 };
    // Kamailio stores a message under the request URI but sends it to To; both servers ask that they agree.
    if (request.to.uri.user !== recipient || request.to.uri.host !== domain) return { status: 400 };
    const contentType = header(request, "content-type");
    if (contentType === undefined || request.body.length === 0) return { status: 400 };
    if (contentType.length > LONGEST_CONTENT_TYPE) return { status: 415 };
    if (store.findAccount(recipient) === undefined) return { status: 404 };

    const binding = registrar.binding(recipient);
    if (binding === undefined) return keep(recipient, sender, contentType, request.body, undefined);
    // A live message would overtake the stored ones; it queues up behind them, and they go at once.
    if (options.hasWaiting(recipient)) return keep(recipient, sender, contentType, request.body, undefined);
    const relayed: OutgoingRequest = {
      method: "MESSAGE",
      uri: binding.contact,
      from: `<sip:${sender}@${domain}>;tag=${request.from.parameters.get("tag") ?? ""}`,
      to: `<sip:${recipient}@${domain}>`,
      callId: request.callId,
      cseq: request.cseq,
      maxForwards: maxForwards(request) - 1,
      headers: [`Content-Type: ${contentType}`],
      body: request.body,
    };
    const outcome = await requests.send(binding.connection, relayed, limits.deviceDeadlineMs);
    if (outcome.type === "answered" && !KEEP_AFTER.includes(outcome.response.status)) {
      // 202 is the server's own promise.
      const status = outcome.response.status < 300 ? 200 : outcome.response.status;
      return { status, ...toTag(outcome.response.to.parameters.get("tag")) };
    }
    return keep(recipient, sender, contentType, request.body, binding.connection);
  };
}

export function maxForwards(request: SipRequest): number {
  const value = header(request, "max-forwards");
  return value !== undefined && /^\d{1,3}$/.test(value) ? Number(value) : 70;
}

function toTag(tag: string | undefined): { readonly toTag?: string } {
  return tag === undefined || tag === "" ? {} : { toTag: tag };
}
