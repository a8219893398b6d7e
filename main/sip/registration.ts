// The REGISTER of one connection (RFC 3261, 10): made when the socket is open, renewed before it expires,
// taken back on request. One device per account (spec 2.6): who comes back by itself looks first whether
// another installation has taken the account over meanwhile, and then leaves it alone.
import type { Core, UserAgent } from "sip.js";
import type { Address, Millis } from "../../shared/ids";
import type { Clock, Random } from "../messaging/ports";
import type { Exchanges } from "./exchange";
import {
  EXPIRES_SECONDS,
  queryResult,
  registerResult,
  type QueryResult,
  type RegisterResult,
  type RegistrationFailure,
} from "./registration-result";
import { ALLOW_HEADER } from "./repairs";
import { registrarUri, sipUri } from "./user-agent";

export interface RegistrationOptions {
  readonly userAgent: UserAgent;
  readonly exchanges: Exchanges;
  readonly address: Address;
  /** UUID of this installation. */
  readonly instanceId: string;
  /** Sign in here even if another device is signed in: somebody asked for it. */
  readonly takeOver: boolean;
  readonly clock: Clock;
  readonly random: Random;
  /** The server answered that we are reachable; also after every renewal. With its own time, if it told. */
  readonly onRegistered: (serverTime: Millis | undefined) => void;
  /** Called at most once; nothing is renewed afterwards. */
  readonly onFailed: (failure: RegistrationFailure) => void;
}

export interface Registration {
  /** Takes the registration back; resolves when the server answered or the response deadline passed. */
  unregister(): Promise<void>;
  /** Renews no more, without telling the server. */
  stop(): void;
}

/** A renewal leaves time for a second try by a new connection. */
const RENEW_AT = 0.75;
const SHORTEST_RENEWAL: Millis = 5_000;

export function startRegistration(options: RegistrationOptions): Registration {
  const { userAgent, exchanges, address, instanceId, takeOver, clock, random, onRegistered, onFailed } = options;
  const ownUser = userAgent.contact.uri.user;
  let expires = EXPIRES_SECONDS;
  // All registrations of one connection have one Call-ID and rising numbers (RFC 3261, 10.2).
  let callId = "";
  let cseq = 0;
  let stopped = false;
  let cancelRenewal: () => void = () => undefined;

  async function register(seconds: number): Promise<RegisterResult> {
    const parameters = `expires=${seconds};reg-id=1;+sip.instance="<urn:uuid:${instanceId}>"`;
    const contact = `Contact: ${userAgent.contact.toString()};${parameters}`;
    const message = makeRegister(userAgent, address, [contact, ALLOW_HEADER], { callId, cseq: cseq + 1 });
    callId = message.callId;
    const answer = await exchanges.exchange((delegate) => userAgent.userAgentCore.register(message, delegate));
    // A challenge was answered under the next number.
    cseq = message.cseq;
    return registerResult(answer, sentCredentials(message), ownUser);
  }

  async function start(): Promise<void> {
    if (!takeOver) {
      const found = await queryRegistration(userAgent, exchanges, address, instanceId);
      if (stopped) return;
      if (found.type !== "free") return fail(found.type === "taken" ? { type: "replaced" } : found);
    }
    await renew();
  }

  async function renew(): Promise<void> {
    const result = await register(expires);
    if (stopped) return;
    switch (result.type) {
      case "registered": {
        onRegistered(result.serverTime);
        const delay = result.seconds * 1000 * RENEW_AT * (1 - 0.1 * random.fraction());
        cancelRenewal = clock.after(Math.max(SHORTEST_RENEWAL, Math.round(delay)), () => void renew());
        return;
      }
      case "too-brief":
        if (result.seconds <= expires) return fail({ type: "lost", problem: "registration-rejected" });
        expires = result.seconds;
        return renew();
      default:
        return fail(result);
    }
  }

  function fail(failure: RegistrationFailure): void {
    stop();
    onFailed(failure);
  }
  function stop(): void {
    stopped = true;
    cancelRenewal();
  }

  void start();
  return {
    stop,
    unregister: async () => {
      stop();
      await register(0);
    },
  };
}

/**
 * Asks who is signed in, and by that whether the server takes these credentials, without signing in: a
 * REGISTER without a Contact only reads (RFC 3261, 10.2.3), so it replaces no other device.
 */
export async function queryRegistration(
  userAgent: UserAgent,
  exchanges: Exchanges,
  address: Address,
  instanceId: string,
): Promise<QueryResult> {
  const message = makeRegister(userAgent, address, [ALLOW_HEADER], {});
  const answer = await exchanges.exchange((delegate) => userAgent.userAgentCore.register(message, delegate));
  return queryResult(answer, sentCredentials(message), instanceId);
}

function makeRegister(
  userAgent: UserAgent,
  address: Address,
  extraHeaders: string[],
  dialog: Core.OutgoingRequestMessageOptions,
): Core.OutgoingRequestMessage {
  const registrar = registrarUri(address);
  const own = sipUri(address);
  if (registrar === undefined || own === undefined) throw new Error("own address is not a SIP address");
  const core = userAgent.userAgentCore;
  return core.makeOutgoingRequestMessage("REGISTER", registrar, own, own, dialog, extraHeaders);
}

/** sip.js puts them on the message itself when it answers a challenge. */
function sentCredentials(message: Core.OutgoingRequestMessage): boolean {
  return message.hasHeader("Authorization") || message.hasHeader("Proxy-Authorization");
}
