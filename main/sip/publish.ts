// Our presence at the server (RFC 3903): published, renewed before it expires, replaced when it changes,
// removed on request. One PUBLISH at a time. The entity tag outlives a connection, so a reconnect continues
// the publication that the server still has instead of leaving a second one beside it; when the server has
// forgotten it (412), a new one is made. sip.js's own publisher stops working after one failure.
import type { Core, UserAgent } from "sip.js";
import type { Address, Millis } from "../../shared/ids";
import type { Clock, OwnPresence, Random } from "../messaging/ports";
import { backOffDelay } from "./back-off";
import type { Answer, Exchanges } from "./exchange";
import { PIDF_TYPE, writePidf } from "./pidf-write";
import { sipUri } from "./user-agent";

/** What is kept from one connection to the next. */
export interface PublicationMemory {
  entityTag?: string | undefined;
}

export interface PublisherOptions {
  readonly userAgent: UserAgent;
  readonly exchanges: Exchanges;
  readonly address: Address;
  readonly clock: Clock;
  readonly random: Random;
  readonly memory: PublicationMemory;
}

export interface Publisher {
  /** Publishes this as soon as the running request, if any, is answered; the last one given wins. */
  publish(presence: OwnPresence): void;
  /** Removes the publication; resolves when the server answered or the response deadline passed. */
  unpublish(): Promise<void>;
  stop(): void;
}

/** Short, because after a crash contacts see us online for this long. */
const EXPIRES_SECONDS = 300;
const RENEW_AT = 0.75;
const SHORTEST_RENEWAL: Millis = 5_000;
const RETRY = { first: 2_000, longest: 300_000 };

export function createPublisher(options: PublisherOptions): Publisher {
  const { userAgent, exchanges, address, clock, random, memory } = options;
  let wanted: OwnPresence | undefined;
  /** What the server has under our entity tag, as far as this connection knows. */
  let published: OwnPresence | undefined;
  let expires = EXPIRES_SECONDS;
  let failures = 0;
  let running: Promise<Answer> | undefined;
  let stopped = false;
  let cancelTimer: () => void = () => undefined;

  async function run(): Promise<void> {
    if (running !== undefined || stopped || wanted === undefined) return;
    cancelTimer();
    const presence = wanted;
    const isRenewal = presence === published && memory.entityTag !== undefined;
    running = send(isRenewal ? undefined : writePidf(address, presence, clock.now()), expires);
    const delay = settle(await running, presence);
    running = undefined;
    next(wanted === presence ? delay : 0);
  }

  function next(delay: Millis): void {
    if (stopped) return;
    if (delay === 0) void run();
    else cancelTimer = clock.after(delay, () => void run());
  }

  /** Takes note of the answer and tells when to send again; 0 means at once. */
  function settle(answer: Answer, presence: OwnPresence): Millis {
    if (answer.type === "answer" && answer.status < 300) {
      failures = 0;
      published = presence;
      memory.entityTag = answer.message.getHeader("SIP-ETag");
      const granted = Number(answer.message.getHeader("Expires") ?? expires);
      const seconds = Number.isFinite(granted) && granted > 0 ? Math.min(granted, expires) : expires;
      return Math.max(SHORTEST_RENEWAL, Math.round(seconds * 1000 * RENEW_AT * (1 - 0.1 * random.fraction())));
    }
    published = undefined;
    failures += 1;
    const status = answer.type === "answer" ? answer.status : undefined;
    if (status === 412) {
      memory.entityTag = undefined;
      if (failures === 1) return 0;
    }
    const shortest = answer.type === "answer" ? Number(answer.message.getHeader("Min-Expires")) : Number.NaN;
    if (status === 423 && shortest > expires && shortest < 86_400) {
      expires = shortest;
      return 0;
    }
    const asked = answer.type === "answer" ? (answer.retryAfter ?? 0) : 0;
    return backOffDelay(RETRY, failures - 1, random, asked);
  }

  function send(document: string | undefined, seconds: number): Promise<Answer> {
    const own = sipUri(address);
    if (own === undefined) throw new Error("own address is not a SIP address");
    const headers = ["Event: presence", `Expires: ${seconds}`];
    if (memory.entityTag !== undefined) headers.push(`SIP-If-Match: ${memory.entityTag}`);
    const core = userAgent.userAgentCore;
    const body: Core.Body | undefined =
      document === undefined
        ? undefined
        : { contentDisposition: "render", contentType: PIDF_TYPE, content: document };
    const message = core.makeOutgoingRequestMessage("PUBLISH", own, own, own, {}, headers, body);
    return exchanges.exchange((delegate) => core.publish(message, delegate));
  }

  function stop(): void {
    stopped = true;
    cancelTimer();
  }
  return {
    publish: (presence) => {
      wanted = presence;
      void run();
    },
    unpublish: async () => {
      stop();
      await running;
      if (memory.entityTag === undefined) return;
      await send(undefined, 0);
      memory.entityTag = undefined;
    },
    stop,
  };
}
