// Everything that the other end of the SIP connection can send: frames for a user agent that has just asked for its
// registration, a contact's presence and the delivery of a message, as the client has it (main/sip/flow.ts). A frame may
// cost itself, not the connection: after the input a plain MESSAGE must still arrive.
import { EventEmitter } from "node:events";
import type { Address } from "../../../shared/ids";
import type { Clock, Random } from "../../../main/messaging/ports";
import { silentLog } from "../../../main/platform/log";
import { createExchanges } from "../../../main/sip/exchange";
import { createPublisher } from "../../../main/sip/publish";
import { createMessageHandler } from "../../../main/sip/receive-message";
import { startRegistration } from "../../../main/sip/registration";
import { sendMessage } from "../../../main/sip/send-message";
import { startUserAgent, stopUserAgent, type UserAgentOptions } from "../../../main/sip/user-agent";
import { createWatcher } from "../../../main/sip/watch";
import { mutateSip } from "../changes/sip";
import type { Corpus } from "../corpus";
import { fuzzTarget, type FuzzTarget, type Reading } from "../target";

const ALICE = "alice@phonex.test" as Address;
const BOB = "bob@phonex.test" as Address;

/** Between the frames of one input. */
const NEXT_FRAME = "\r\n=====\r\n";
const MOST_FRAMES = 8;

export function sipTarget({ frames }: Corpus): FuzzTarget {
  const fitted = frames.map(fit);
  const notify = fitted.filter((frame) => frame.startsWith("NOTIFY"));
  const accepted = fitted.filter((frame) => frame.startsWith("SIP/2.0 20") && frame.includes("SUBSCRIBE"));
  const dialogs = notify.map((frame) => [...accepted.slice(0, 1), frame].join(NEXT_FRAME));
  return fuzzTarget({
    name: "sip",
    perTurn: 80,
    seeds: [...fitted, ...dialogs].map((text) => Buffer.from(text, "latin1")),
    mutate: mutateSip,
    prepare: startLine,
    codes: [],
  });
}

/** A recorded frame with blanks for what the user agent and its requests have of their own: `{METHOD part}`. */
function fit(frame: string): string {
  const [, method = ""] = /^CSeq: *\d+ +(\w+)/m.exec(frame) ?? [];
  if (frame.startsWith("SIP/2.0")) {
    return frame
      .replace(/^(Via: *\S+ +)[^;\r]*/m, "$1{host}")
      .replace(/branch=[^;\r]*/, `branch={${method} branch}`)
      .replace(/^(From:.*;tag=)[^;\r]*/m, `$1{${method} tag}`)
      .replace(/^(Call-ID:) .*(?=\r)/m, `$1 {${method} call-id}`);
  }
  const ours = frame.replace(/^(\w+) \S+/, "$1 {contact}");
  if (method !== "NOTIFY") return ours;
  return ours.replace(/^(To:.*;tag=)[^;\r]*/m, "$1{SUBSCRIBE tag}").replace(/^(Call-ID:) .*(?=\r)/m, "$1 {SUBSCRIBE call-id}");
}

/** What of a WebSocket the SIP connection uses; what it sends is kept. */
class Socket extends EventEmitter {
  readonly readyState = 1;
  readonly sent: string[] = [];
  readonly pause = (): void => undefined;
  readonly resume = (): void => undefined;

  send(text: string, done?: () => void): void {
    this.sent.push(text);
    done?.();
  }
}

/** Time stands still: nothing is renewed, no deadline passes. */
const clock: Clock = { now: () => 1_795_372_688_879, after: () => () => undefined };
const random: Random = { uint32: () => 0, fraction: () => 0.5 };

function startLine(input: Uint8Array): Reading {
  const clearTimers = rememberTimers();
  const socket = new Socket();
  let heard = 0;
  const hear = (): void => void (heard += 1);
  const userAgent = startUserAgent({
    socket: socket as unknown as UserAgentOptions["socket"],
    secure: false,
    credentials: { address: ALICE, password: "secret" },
    onMessage: createMessageHandler(() => { hear(); return 200; }, socket, silentLog),
    log: silentLog,
  });
  const exchanges = createExchanges(clock, 8_000);
  const shared = { userAgent, exchanges, address: ALICE, clock, random };
  const registration = startRegistration({ ...shared, instanceId: INSTANCE, takeOver: true, onRegistered: hear, onFailed: hear });
  const publisher = createPublisher({ ...shared, memory: {} });
  publisher.publish({ status: "online", capabilities: ["3.1.2"], certificate: new Uint8Array(8) });
  const watcher = createWatcher({ ...shared, responseDeadline: 8_000, onPresence: hear, log: silentLog });
  watcher.watch([BOB]);
  void sendMessage(userAgent, exchanges, { from: ALICE, to: BOB, body: "AAAA" }).then(hear);
  const frames = filledIn(Buffer.from(input).toString("latin1"), socket.sent, userAgent.contact.uri.toString());

  return {
    read: async () => {
      for (const frame of frames) receive(socket, frame);
      await settled();
      const wasHeard = heard;
      receive(socket, plainMessage(userAgent.contact.uri.toString()));
      await settled();
      if (heard === wasHeard) throw new Error("the connection does not work any more");
      return wasHeard > 0;
    },
    end: async () => {
      registration.stop();
      publisher.stop();
      watcher.stop();
      exchanges.abandon();
      await stopUserAgent(userAgent);
      clearTimers();
    },
  };
}

/**
 * Clears, when it is called, every timer that was set until then. A stopped sip.js leaves some that run for 32 s, which
 * is nothing in the app and would be the memory of thousands of connections here.
 */
function rememberTimers(): () => void {
  const { setTimeout: set } = globalThis;
  const timers: NodeJS.Timeout[] = [];
  const remember = (...given: Parameters<typeof set>): NodeJS.Timeout => {
    const timer = set(...given);
    timers.push(timer);
    return timer;
  };
  Object.assign(globalThis, { setTimeout: remember });
  return () => {
    Object.assign(globalThis, { setTimeout: set });
    for (const timer of timers) clearTimeout(timer);
  };
}

const INSTANCE = "f9369c73-be49-4d6f-8efc-31cb350853ef";

function receive(socket: Socket, frame: string): void {
  socket.emit("message", Buffer.from(frame, "latin1"), false);
}

/** Handlers that answer later have done so. */
function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** The frames with the blanks filled from what was sent: the newest request of each method. */
function filledIn(text: string, sent: readonly string[], contact: string): readonly string[] {
  const values = new Map([["contact", contact], ["host", /@([^;]*)/.exec(contact)?.[1] ?? ""]]);
  for (const frame of sent) {
    const [method = ""] = frame.split(" ", 1);
    values.set(`${method} branch`, /branch=([^;\r]*)/.exec(frame)?.[1] ?? "");
    values.set(`${method} tag`, /^From:.*;tag=([^;\r]*)/m.exec(frame)?.[1] ?? "");
    values.set(`${method} call-id`, /^Call-ID: *([^\r]*)/m.exec(frame)?.[1] ?? "");
  }
  const filled = text.replace(/\{([\w -]{1,40})\}/g, (blank, name: string) => values.get(name) ?? blank);
  return filled.split(NEXT_FRAME).slice(0, MOST_FRAMES);
}

function plainMessage(contact: string): string {
  const lines = [
    `MESSAGE ${contact} SIP/2.0`,
    "Via: SIP/2.0/WS 127.0.0.1;branch=z9hG4bKlast",
    `From: <sip:${BOB}>;tag=last`,
    `To: <sip:${ALICE}>`,
    "Call-ID: last",
    "CSeq: 1 MESSAGE",
    "Content-Type: application/x-phonex-mime",
    "Content-Length: 4",
  ];
  return `${lines.join("\r\n")}\r\n\r\nAAAA`;
}
