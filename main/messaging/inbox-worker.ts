// Opens what was received (spec 2.4, steps 2–5): a batch is opened in parallel off the main thread, then written
// in the order of arrival in one transaction. One at a time, so order within a sender holds.
import type { ErrorCode } from "../../shared/errors";
import { StampError } from "../../shared/errors";
import type { Address } from "../../shared/ids";
import type { IncomingRow } from "../db/incoming-repository";
import { errorFacts } from "../platform/log";
import { decodeAmp, type AmpContent } from "../protocol/amp";
import { openMessage } from "../protocol/open-message";
import type { OpenedMessage } from "../protocol/stp-codec";
import type { MessagingContext } from "./context";
import { createInboxCommit } from "./inbox-commit";

const BATCH = 32;

export type Reading =
  | { readonly type: "opened"; readonly opened: OpenedMessage; readonly content: AmpContent }
  | { readonly type: "failed"; readonly code: ErrorCode };

export interface InboxWorker {
  wake(): void;
  /** Resolves when everything that was there has been looked at. */
  idle(): Promise<void>;
  stop(): Promise<void>;
}

/** `onCommitted` is told after each batch whose messages it held; acks to them may wait in the queue then. */
export function createInboxWorker(
  context: MessagingContext,
  onCommitted: (senders: ReadonlySet<Address>) => void,
): InboxWorker {
  const { store, log } = context;
  const commit = createInboxCommit(context);
  let stopped = false;
  let again = false;
  let running: Promise<void> | undefined;

  async function read(row: IncomingRow): Promise<Reading> {
    try {
      const contact = store.contacts.findByAddress(row.sender);
      const signers = contact === undefined ? [] : context.trust.signers(contact.id, context.clock.now());
      const opened = await openMessage(row.body, {
        sipFrom: row.sender,
        ownAddress: context.own.address,
        identity: context.own.identity,
        senderKeys: signers.map(({ publicKey }) => publicKey),
      });
      return { type: "opened", opened, content: decodeAmp(opened.amp, opened.randomNonce) };
    } catch (error) {
      if (error instanceof StampError) return { type: "failed", code: error.code };
      log("warn", "inbox-internal", { row: row.id, ...errorFacts(error) });
      return { type: "failed", code: "internal" };
    }
  }

  async function openAll(): Promise<void> {
    for (let after = 0; !stopped; ) {
      const rows = store.incoming.fresh(after, BATCH);
      const last = rows.at(-1);
      if (last === undefined) return;
      after = last.id;
      const readings = await Promise.all(rows.map(read));
      commit(rows.map((row, index) => ({ row, reading: readings[index] as Reading })));
      onCommitted(new Set(rows.map(({ sender }) => sender)));
    }
  }

  async function run(): Promise<void> {
    do {
      again = false;
      try {
        await openAll();
      } catch (error) {
        // The store failed: the rows are still there and the next wake or start looks at them again.
        log("warn", "inbox-batch-failed", errorFacts(error));
      }
    } while (again && !stopped);
    running = undefined;
  }

  return {
    wake() {
      again = true;
      running ??= run();
    },
    async idle() {
      while (running !== undefined) await running;
    },
    async stop() {
      stopped = true;
      await running;
    },
  };
}
