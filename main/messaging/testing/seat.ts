// For tests: one person with a complete session on a network in memory.
import { copyFileSync } from "node:fs";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import type { SessionEvent } from "../../../shared/app-state";
import { OWN_CAPABILITIES } from "../../../shared/capability";
import type { DeliveryStatus } from "../../../shared/delivery";
import type { Address, ContactId, MessageId, Millis } from "../../../shared/ids";
import type { Message } from "../../../shared/message";
import { createAccount, readAccount } from "../../db/account-repository";
import { closeDatabase, type Database } from "../../db/open";
import { openTestDatabase } from "../../db/testing/temp-database";
import { tempFolder } from "../../platform/testing/temp-folder";
import { silentLog, type Log } from "../../platform/log";
import { openSession } from "../../session";
import type { Session } from "../../session-contract";
import type { Clock, Random } from "../ports";
import type { Friend } from "./desk";
import type { SipNetwork } from "./sip-network";

export interface SeatOptions {
  readonly who: Friend;
  readonly network: SipNetwork;
  readonly clock: Clock;
  readonly random: Random;
  readonly capabilities?: readonly string[];
  readonly log?: Log;
  readonly retrySchedule?: readonly Millis[];
}

export interface Seat {
  readonly session: Session;
  readonly database: Database;
  readonly events: readonly SessionEvent[];
  add(who: { readonly address: Address }): ContactId;
  contactOf(who: { readonly address: Address }): ContactId;
  say(to: { readonly address: Address }, text: string): MessageId;
  history(who: { readonly address: Address }): readonly Message[];
  /** Texts of that person, in display order. */
  heard(who: { readonly address: Address }): readonly string[];
  status(id: MessageId): DeliveryStatus;
  /** With the other device, or with the server: that keeps what a device on a busy machine does not answer at once. */
  isOut(id: MessageId): boolean;
  /** Resolves when the condition holds, now or after some batch of events. */
  until(condition: () => boolean): Promise<void>;
  stop(): Promise<void>;
  /** The power goes at this very moment, and the same account starts again from what was on the disk. */
  restartAfterPowerCut(): Promise<Seat>;
}

export async function openSeat(options: SeatOptions): Promise<Seat> {
  const { who } = options;
  const database = openTestDatabase(join(tempFolder(), "stamp.db"));
  createAccount(database, {
    address: who.address,
    serverUrl: "ws://127.0.0.1:1",
    password: "secret",
    privateKey: who.identity.privateKey.signing.export({ type: "pkcs8", format: "der" }),
    certificate: who.identity.certificate.der,
    createdAt: options.clock.now(),
    tryHere: false,
  });
  return startSeat(database, options);
}

async function startSeat(database: Database, options: SeatOptions): Promise<Seat> {
  const { who, network, clock, random, capabilities = OWN_CAPABILITIES, log = silentLog, retrySchedule } = options;
  const session = await openSession({
    database,
    log,
    loopbackOnly: true,
    ownCapabilities: capabilities,
    clock,
    random,
    retrySchedule,
    createSip: network.createSip,
  });
  const events: SessionEvent[] = [];
  const checks = new Set<() => void>();
  session.feed.subscribe((batch) => {
    events.push(...batch);
    for (const check of [...checks]) check();
  });
  session.start();
  let stopped: Promise<void> | undefined;
  const stop = () => (stopped ??= session.stop());
  onTestFinished(stop);

  const { commands } = session;
  const contactOf = ({ address }: { readonly address: Address }): ContactId => {
    const contact = session.snapshot().contacts.find((entry) => entry.address === address);
    if (contact === undefined) throw new Error(`${who.address} has no contact ${address}`);
    return contact.id;
  };
  const history = (of: { readonly address: Address }): readonly Message[] => {
    const id = contactOf(of);
    const messages: Message[] = [];
    for (let before: number | undefined; ; before = messages[0]?.position) {
      const page = commands.page(id, before, 200);
      messages.unshift(...page.messages);
      if (!page.more) return messages;
    }
  };

  const status = (id: MessageId): DeliveryStatus => commands.details(id).message.delivery.status;

  return {
    session,
    database,
    events,
    add: ({ address }) => commands.addContact(address),
    contactOf,
    say: (to, text) => commands.sendText(contactOf(to), text),
    history,
    heard: (of) => history(of).flatMap((message) => (message.kind === "peer" ? [message.text] : [])),
    status,
    isOut: (id) => ["sent", "stored"].includes(status(id)),
    until(condition) {
      return new Promise((resolve) => {
        const check = () => {
          if (!condition()) return;
          checks.delete(check);
          resolve();
        };
        checks.add(check);
        check();
      });
    },
    stop,
    async restartAfterPowerCut() {
      network.kill(who.address);
      const file = join(tempFolder(), "stamp.db");
      for (const suffix of ["", "-wal"]) copyFileSync(`${database.name}${suffix}`, `${file}${suffix}`);
      await stop();
      closeDatabase(database);
      const copy = openTestDatabase(file);
      if (readAccount(copy) === undefined) throw new Error("the account is gone");
      return startSeat(copy, options);
    },
  };
}
