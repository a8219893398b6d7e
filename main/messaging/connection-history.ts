// How the connection fared since the app was started, for the diagnostics page. Lives longer than a window and than one
// unlocking; only what people would call a change is a line, not each word of the server about the clock, and not each try
// that ends like the one before. The time is that of the change: `since` of a connection is when it was lost.
import type { Connection, ConnectionProblem } from "../../shared/connection";
import { KEPT_CONNECTION_CHANGES, type ConnectionChange } from "../../shared/diagnostics";
import type { Address } from "../../shared/ids";
import type { Clock } from "./ports";

export interface ConnectionHistory {
  note(connection: Connection): void;
  /** Oldest first, the newest KEPT_CONNECTION_CHANGES; `cut` when there were more. */
  list(): { readonly changes: readonly ConnectionChange[]; readonly cut: boolean };
  /** This account begins. What was of another one before is nobody's business. */
  begin(owner: Address): void;
}

export function createConnectionHistory(clock: Pick<Clock, "now">): ConnectionHistory {
  let changes: ConnectionChange[] = [];
  let cut = false;
  let owner: Address | undefined;
  return {
    note(connection) {
      const problem = connection.status === "offline" ? connection.problem : undefined;
      const last = changes.at(-1);
      if (last?.status === connection.status && last.problem === problem) return;
      if (last?.status === "connecting" && endsAsBefore(changes.at(-2), problem)) {
        changes.pop();
        return;
      }
      changes.push({ at: clock.now(), status: connection.status, ...(problem === undefined ? {} : { problem }) });
      if (changes.length > KEPT_CONNECTION_CHANGES) {
        cut = true;
        changes = changes.slice(-KEPT_CONNECTION_CHANGES);
      }
    },
    list: () => ({ changes: [...changes], cut }),
    begin(address) {
      if (owner !== undefined && owner !== address) {
        changes = [];
        cut = false;
      }
      owner = address;
    },
  };
}

/** The try in between changed nothing. `problem`: of a connection that is not there again. */
function endsAsBefore(before: ConnectionChange | undefined, problem: ConnectionProblem | undefined): boolean {
  return problem !== undefined && before?.status === "offline" && before.problem === problem;
}
