// What the run and its child processes say to each other. Over the channel between them, because keys and passwords must
// not stand in the list of processes.
import type { Connection } from "../../../shared/connection";
import type { Millis } from "../../../shared/ids";
import type { Limits } from "../../../server/embedded/limits";
import type { Trap } from "./kill-points";

/** The first argument of a child. */
export type Role = "app" | "server";

export type AppOrder =
  | {
      readonly type: "open";
      readonly file: string;
      /** 64 hex digits. */
      readonly key: string;
      readonly logFile: string;
      readonly trap: Trap | undefined;
    }
  | { readonly type: "arm"; readonly trap: Trap }
  /** Writes the next texts until this number. */
  | { readonly type: "write"; readonly upTo: number; readonly gap: Millis }
  | { readonly type: "try-now" }
  | { readonly type: "look" }
  | { readonly type: "stop" };

export type AppReport =
  /** So many own texts are in the file. */
  | { readonly type: "opened"; readonly written: number }
  /** `sendText` has returned. */
  | { readonly type: "wrote"; readonly number: number }
  | { readonly type: "connection"; readonly status: Connection["status"] }
  | { readonly type: "looked"; readonly queue: number; readonly undelivered: number };

export interface ServerOptions {
  readonly domain: string;
  readonly folder: string;
  /** 0 takes a free one. */
  readonly port: number;
  readonly accounts: readonly { readonly user: string; readonly password: string }[];
  /** Other than the server's own. */
  readonly limits?: Partial<Limits>;
}

export type ServerOrder = ({ readonly type: "open" } & ServerOptions) | { readonly type: "arm"; readonly trap: Trap } | { readonly type: "stop" };

export interface ServerReport {
  readonly type: "opened";
  readonly port: number;
}
