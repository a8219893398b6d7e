// What the run and the processes of its people say to each other.
import type { Address } from "../../../shared/ids";

export interface Seat {
  readonly file: string;
  /** 64 hex digits. */
  readonly key: string;
}

export interface Task {
  readonly from: Address;
  readonly to: Address;
  readonly texts: number;
}

export type CrowdOrder =
  | { readonly type: "open"; readonly seats: readonly Seat[] }
  | { readonly type: "write"; readonly tasks: readonly Task[] }
  | { readonly type: "look" }
  /** Everybody sends again what has an answer and no receipt. */
  | { readonly type: "send-again" }
  | { readonly type: "stop" };

export interface Look {
  /** Everybody has the key and the capabilities of all their friends. */
  readonly isAcquainted: boolean;
  /** Rows of all queues. */
  readonly queue: number;
  /** Own texts with a receipt. */
  readonly delivered: number;
}

/** A text that was refused for good, or whose receipt was, and that its writer sent again. */
export interface Resent {
  readonly from: Address;
  readonly to: Address;
  readonly text: string;
}

export interface Told {
  readonly resent: readonly Resent[];
  /** Why people had to do something, and what the apps logged as warnings, with how often. */
  readonly troubles: Readonly<Record<string, number>>;
}

export type CrowdReport = { readonly type: "opened" } | ({ readonly type: "looked" } & Look) | ({ readonly type: "stopped" } & Told);
