// One person of the headless demonstration: a complete session, a pen and a pair of eyes.
import { join } from "node:path";
import { closeDatabase, openDatabase } from "../../main/db/open";
import { silentLog } from "../../main/platform/log";
import { openSession } from "../../main/session";
import type { SessionEvent } from "../../shared/app-state";
import type { ProtocolLevel } from "../../shared/capability";
import type { DeliveryStatus } from "../../shared/delivery";
import type { Message } from "../../shared/message";
import type { DemoAccount } from "./people";

export interface DemoSeat {
  readonly name: string;
  /** The friend is there, and what their app supports is known if it says anything. */
  friendReady(limit: AbortSignal): Promise<void>;
  /** Resolves when the text is out of this computer. */
  say(text: string, limit: AbortSignal): Promise<void>;
  hears(text: string, limit: AbortSignal): Promise<void>;
  /** Resolves when all own texts are in this state. */
  allReach(status: DeliveryStatus, limit: AbortSignal): Promise<void>;
  ownTexts(): readonly { readonly text: string; readonly usedLevel: ProtocolLevel | undefined }[];
  peerTexts(): readonly string[];
  close(): Promise<void>;
}

const PAGE = 200;
const started = Date.now();

export async function openDemoSeat(
  name: string,
  { folder, key }: DemoAccount,
  options: { readonly capabilities: readonly string[]; readonly nativeBinding: string | undefined },
): Promise<DemoSeat> {
  const database = openDatabase({ file: join(folder, "stamp.db"), key, nativeBinding: options.nativeBinding });
  const session = await openSession({ database, log: silentLog, loopbackOnly: true, ownCapabilities: options.capabilities });
  const waiters = new Set<() => void>();
  const [friend] = session.snapshot().contacts;
  if (friend === undefined) throw new Error(`${name} has no contact`);

  session.feed.subscribe((batch) => {
    for (const event of batch) react(event);
    for (const check of [...waiters]) check();
  });
  // Both apps of a demonstration are of one age: who has nothing to announce meets nothing that is announced.
  const isOldest = options.capabilities.length === 0;
  if (isOldest) session.commands.allowProtocol(friend.id, "1.0");
  session.start();

  const messages = (): readonly Message[] => session.commands.page(friend.id, undefined, PAGE).messages;
  const ownTexts = () => messages().flatMap((message) => (message.kind === "own" ? [message] : []));
  const friendNow = () => session.snapshot().contacts.find(({ id }) => id === friend.id);

  function react(event: SessionEvent): void {
    if (event.type === "message-added" && event.message.kind === "peer") {
      print(name, "shows", describe(event.message.text));
      session.commands.markRead(event.message.contactId, event.message.id);
    }
    if (event.type === "message-added" && event.message.kind === "own") print(name, "queued", describe(event.message.text));
    if (event.type === "delivery-changed") {
      const { message, level, wireSize } = session.commands.details(event.messageId);
      const how = event.delivery.status === "sending" ? `  [${level ?? "?"}, ${String(wireSize ?? 0)} characters on the wire]` : "";
      print(name, event.delivery.status, describe(message.text) + how);
    }
  }

  /** Resolves when `holds` is true, at once or after some event. */
  function until(holds: () => boolean, limit: AbortSignal, what: string): Promise<void> {
    return new Promise((resolve, reject) => {
      const check = () => {
        if (!holds()) return;
        waiters.delete(check);
        limit.removeEventListener("abort", fail);
        resolve();
      };
      const fail = () => {
        waiters.delete(check);
        reject(new Error(`${name}: ${what} did not happen in time`));
      };
      limit.addEventListener("abort", fail);
      waiters.add(check);
      check();
    });
  }

  return {
    name,
    friendReady: (limit) =>
      until(
        () => friendNow()?.presence.status === "online" && (isOldest || friendNow()?.capabilities !== undefined),
        limit,
        "the friend's arrival",
      ),
    say(text, limit) {
      const id = session.commands.sendText(friend.id, text);
      const out = () => !["queued", "sending"].includes(session.commands.details(id).message.delivery.status);
      return until(out, limit, "sending");
    },
    hears: (text, limit) =>
      until(() => messages().some((message) => message.kind === "peer" && message.text === text), limit, "a text's arrival"),
    allReach: (status, limit) =>
      until(() => ownTexts().every(({ delivery }) => delivery.status === status), limit, `the state ${status} of all texts`),
    ownTexts: () =>
      ownTexts().map(({ id, text }) => ({ text, usedLevel: session.commands.details(id).level })),
    peerTexts: () => messages().flatMap((message) => (message.kind === "peer" ? [message.text] : [])),
    async close() {
      await session.stop({ unregister: true });
      closeDatabase(database);
    },
  };
}

function describe(text: string): string {
  return text.length <= 40 ? text : `${text.slice(0, 37)}… (${String(text.length)} characters)`;
}

function print(name: string, what: string, text: string): void {
  const time = `+${((Date.now() - started) / 1000).toFixed(3)} s`;
  console.log(`${time.padStart(10)}  ${name.padEnd(6)} ${what.padEnd(10)} ${text}`);
}
