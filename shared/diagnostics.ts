// What the diagnostics page shows: how the connection fared in this run of the app, what waits to go out or to be opened,
// and what the app runs on. Nothing of it leaves this computer but the log, redacted and when the user saves it.
import type { BackupState } from "./app-state";
import type { Connection, ConnectionProblem, ProxyView } from "./connection";
import type { ErrorCode } from "./errors";
import type { Address, ContactId, Millis } from "./ids";

/** Changes of the connection that are kept of a run of the app. */
export const KEPT_CONNECTION_CHANGES = 200;

/** The connection became this at that time; it lasted until the change after it. */
export interface ConnectionChange {
  readonly at: Millis;
  readonly status: Connection["status"];
  readonly problem?: ConnectionProblem;
}

/** Rows of the queue that go to one contact, are of one kind, in one state and for one reason. */
export interface OutgoingGroup {
  readonly address: Address;
  readonly contactId?: ContactId;
  /** `receipts`: acks and other notifications. */
  readonly kind: "texts" | "receipts";
  readonly state: "queued" | "sending" | "retrying" | "held";
  readonly count: number;
  /** Most attempts that one of them has had. */
  readonly attempts: number;
  /** When the first of them is tried next, if that has a time. */
  readonly nextTry?: Millis;
  /** Code of what the last attempt ended with, or of why they are held: RetryReasonCode or a HoldReason's code. */
  readonly lastError?: string;
}

/** Received messages of one sender that are not shown yet, or cannot be. */
export interface IncomingGroup {
  readonly address: Address;
  readonly contactId?: ContactId;
  /** `new`: to be opened; `parked`: tried again when something changes; `quarantined`: kept, not tried again. */
  readonly state: "new" | "parked" | "quarantined";
  readonly count: number;
  readonly reason?: ErrorCode;
  /** When the oldest of them came. */
  readonly since: Millis;
}

export interface QueueView {
  readonly outgoing: readonly OutgoingGroup[];
  readonly incoming: readonly IncomingGroup[];
  /** There are more groups than these. */
  readonly more: boolean;
}

export interface RuntimeVersions {
  readonly app: string;
  readonly electron: string;
  readonly chromium: string;
  readonly node: string;
  /** Name and architecture of the system. */
  readonly system: string;
  /** SQLite and its encryption. */
  readonly database: string;
}

export interface DiagnosticsView {
  readonly madeAt: Millis;
  /** Oldest first; the last one is the present. */
  readonly changes: readonly ConnectionChange[];
  /** Older changes of this run are not kept any more. */
  readonly changesCut: boolean;
  readonly queue: QueueView;
  readonly versions: RuntimeVersions;
  readonly server: string;
  readonly proxy?: ProxyView;
  readonly clockOffset?: Millis;
  readonly backup: BackupState;
}

/** The log as it would be saved: names of people and servers replaced, nothing else of the user's in it. */
export interface LogPreview {
  readonly text: string;
  readonly lines: number;
}

/** Bytes on the disk. */
export interface StorageSizes {
  /** The history with what is not merged into it yet. */
  readonly history: number;
  readonly backups: number;
  /** Damaged files that a repair kept. */
  readonly damaged: number;
  readonly log: number;
}
