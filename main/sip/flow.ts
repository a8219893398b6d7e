// One connection from its first packet to its end (RFC 5626 calls it a flow): socket, user agent,
// registration, keep-alive, publication, subscriptions. It ends once, for one reason, and leaves nothing
// behind; the client makes the next one. Everything that must survive is handed in by the client.
import type { UserAgent } from "sip.js";
import type { WebSocket } from "ws";
import type { ConnectionProblem } from "../../shared/connection";
import type { Address, Millis } from "../../shared/ids";
import type { Clock, MessageSender, OwnPresence, Random, SipHandlers } from "../messaging/ports";
import type { Log } from "../platform/log";
import { problemOf } from "./connection-problem";
import { createExchanges, type Exchanges } from "./exchange";
import { startKeepAlive, type KeepAlive } from "./keep-alive";
import { openSocket } from "./open-socket";
import type { ProxyUrl } from "./proxy-url";
import { createPublisher, type PublicationMemory, type Publisher } from "./publish";
import { createMessageHandler } from "./receive-message";
import { startRegistration, type Registration } from "./registration";
import type { RegistrationFailure } from "./registration-result";
import { sendMessage } from "./send-message";
import type { ServerUrl } from "./server-url";
import { startUserAgent, stopUserAgent, type Credentials } from "./user-agent";
import { createWatcher, type Watcher } from "./watch";

export interface FlowOptions {
  readonly server: ServerUrl;
  readonly caCertificate?: string | undefined;
  readonly proxy?: ProxyUrl | undefined;
  readonly credentials: Credentials;
  /** UUID of this installation. */
  readonly instanceId: string;
  /** Sign in here even if another device is signed in. */
  readonly takeOver: boolean;
  readonly responseDeadline: Millis;
  readonly keepAlive: Millis;
  readonly clock: Clock;
  readonly random: Random;
  readonly handlers: Pick<SipHandlers, "onMessage" | "onPresence">;
  readonly memory: PublicationMemory;
  readonly log: Log;
  /** The server lists us: messages can come and go. Also after every renewal. With the server's own clock, if it told. */
  readonly onRegistered: (serverTime: Millis | undefined) => void;
  /** A probe was answered. */
  readonly onAlive: () => void;
  /** Called at most once, never after `close`; everything is freed by then. */
  readonly onEnd: (end: RegistrationFailure) => void;
}

export interface Flow {
  /** Ends as `connection-lost` when the flow does. */
  readonly send: MessageSender["send"];
  publish(presence: OwnPresence): void;
  watch(addresses: readonly Address[]): void;
  /** Ends the flow soon if the server is not there any more. */
  probe(): void;
  /** Says goodbye if asked to and the server still answers, then frees everything; a few seconds at most. */
  close(options: { readonly unregister: boolean }): Promise<void>;
}

/** What exists once the socket is open. */
interface Line {
  readonly socket: WebSocket;
  readonly userAgent: UserAgent;
  readonly exchanges: Exchanges;
  readonly registration: Registration;
  readonly keepAlive: KeepAlive;
  readonly publisher: Publisher;
  readonly watcher: Watcher;
}

/** The server's close code for a device whose account was taken over by another one (spec 2.6). */
const REPLACED_CODE = 4409;

const GOODBYE_DEADLINE: Millis = 2_000;

export function openFlow(options: FlowOptions): Flow {
  const { server, caCertificate, proxy, credentials, responseDeadline, clock, onEnd } = options;
  let line: Line | undefined;
  let ended = false;

  const opening = openSocket({ server, caCertificate, proxy, deadline: responseDeadline, clock });
  opening.opened.then(start, (error: unknown) => end({ type: "lost", problem: problemOf(error) }));

  function start(socket: WebSocket): void {
    if (ended) return socket.terminate();
    const lose = (problem: ConnectionProblem): void => end({ type: "lost", problem });
    socket.on("close", (code) => (code === REPLACED_CODE ? end({ type: "replaced" }) : lose("server-closed")));
    socket.on("error", (error) => lose(problemOf(error, "server-closed")));
    line = startLine(socket, options, end, lose);
  }

  function end(reason: RegistrationFailure): void {
    if (ended) return;
    ended = true;
    void free({ graceful: false });
    onEnd(reason);
  }

  async function free({ graceful }: { readonly graceful: boolean }): Promise<void> {
    if (line === undefined) {
      opening.abort();
      await opening.opened.catch(() => undefined);
      return;
    }
    const { socket, userAgent, exchanges, registration, keepAlive, publisher, watcher } = line;
    line = undefined;
    registration.stop();
    keepAlive.stop();
    publisher.stop();
    watcher.stop();
    exchanges.abandon();
    await stopUserAgent(userAgent);
    if (graceful) await closeSocket(socket, clock);
    else socket.terminate();
  }

  return {
    send: async (to, body, onLateAnswer, contentType) => {
      if (line === undefined) return { type: "not-connected" };
      const { userAgent, exchanges } = line;
      const outcome = await sendMessage(userAgent, exchanges, { from: credentials.address, to, body, contentType, onLateAnswer });
      // Credentials that were good at sign-in are not any more: a new sign-in will tell.
      if (outcome.type === "account-problem") end({ type: "lost", problem: "registration-rejected" });
      return outcome;
    },
    publish: (presence) => line?.publisher.publish(presence),
    watch: (addresses) => line?.watcher.watch(addresses),
    probe: () => line?.keepAlive.probe(responseDeadline),
    close: async ({ unregister }) => {
      if (ended) return;
      ended = true;
      line?.watcher.stop();
      if (unregister && line !== undefined) {
        await withinDeadline(clock, [line.publisher.unpublish(), line.registration.unregister()]);
      }
      await free({ graceful: true });
    },
  };
}

function startLine(
  socket: WebSocket,
  options: FlowOptions,
  end: (reason: RegistrationFailure) => void,
  lose: (problem: ConnectionProblem) => void,
): Line {
  const { server, credentials, instanceId, takeOver, responseDeadline, clock, random, handlers, memory, log } = options;
  const { address } = credentials;
  const onMessage = createMessageHandler(handlers.onMessage, socket, log);
  const userAgent = startUserAgent({ socket, secure: server.secure, credentials, onMessage, log });
  const exchanges = createExchanges(clock, responseDeadline);
  const shared = { userAgent, exchanges, address, clock, random };
  const keepAlive = startKeepAlive({
    socket,
    clock,
    interval: options.keepAlive,
    onAlive: options.onAlive,
    onDead: () => lose("server-silent"),
  });
  const publisher = createPublisher({ ...shared, memory });
  const watcher = createWatcher({ ...shared, responseDeadline, onPresence: handlers.onPresence, log });
  const { onRegistered } = options;
  const registration = startRegistration({ ...shared, instanceId, takeOver, onRegistered, onFailed: end });
  return { socket, userAgent, exchanges, registration, keepAlive, publisher, watcher };
}

/** Resolves when all work is done or the time for goodbyes is over. */
function withinDeadline(clock: Clock, work: readonly Promise<unknown>[]): Promise<void> {
  return new Promise((resolve) => {
    const cancel = clock.after(GOODBYE_DEADLINE, resolve);
    void Promise.allSettled(work).then(() => {
      cancel();
      resolve();
    });
  });
}

function closeSocket(socket: WebSocket, clock: Clock): Promise<void> {
  return new Promise((resolve) => {
    if (socket.readyState === socket.CLOSED) return resolve();
    const cancel = clock.after(GOODBYE_DEADLINE, () => socket.terminate());
    socket.once("close", () => {
      cancel();
      resolve();
    });
    socket.close();
  });
}
