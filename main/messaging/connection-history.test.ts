import { expect, it } from "vitest";
import type { Connection } from "../../shared/connection";
import { KEPT_CONNECTION_CHANGES } from "../../shared/diagnostics";
import type { Address } from "../../shared/ids";
import { createConnectionHistory } from "./connection-history";
import { handClock } from "./testing/hand-clock";

function watched() {
  const clock = handClock(10_000);
  const history = createConnectionHistory(clock);
  const begun = clock.now();
  /** A second after what was noted before. */
  const note = (connection: Connection): void => {
    history.note(connection);
    clock.advance(1000);
  };
  return { history, note, at: (second: number): number => begun + second * 1000 };
}

it("keeps each change with its time and problem, and not the server's word about the clock", () => {
  const { history, note, at } = watched();
  note({ status: "connecting", since: 1 });
  note({ status: "online", since: 2 });
  note({ status: "online", since: 2, clockOffset: 700 });
  note({ status: "offline", since: 3, problem: "server-closed", retryAt: 9 });
  note({ status: "offline", since: 3, problem: "name-not-found" });
  note({ status: "stopped" });
  expect(history.list()).toEqual({
    changes: [
      { at: at(0), status: "connecting" },
      { at: at(1), status: "online" },
      { at: at(3), status: "offline", problem: "server-closed" },
      { at: at(4), status: "offline", problem: "name-not-found" },
      { at: at(5), status: "stopped" },
    ],
    cut: false,
  });
});

it("has no line for a try that ends like the one before, and one for a try that ends otherwise", () => {
  const { history, note, at } = watched();
  note({ status: "offline", since: 1, problem: "server-silent" });
  note({ status: "connecting", since: 1 });
  expect(history.list().changes.at(-1)).toEqual({ at: at(1), status: "connecting" });
  note({ status: "offline", since: 1, problem: "server-silent" });
  expect(history.list().changes).toEqual([{ at: at(0), status: "offline", problem: "server-silent" }]);
  note({ status: "connecting", since: 1 });
  note({ status: "offline", since: 1, problem: "name-not-found" });
  expect(history.list().changes.map((change) => change.at)).toEqual([at(0), at(3), at(4)]);
});

it("keeps the newest 200 of a connection that never stands, and says that there were more", () => {
  const { history, note, at } = watched();
  for (let round = 0; round < KEPT_CONNECTION_CHANGES; round += 1) {
    note({ status: "online", since: 1 });
    note({ status: "offline", since: 1, problem: "server-silent" });
  }
  const { changes, cut } = history.list();
  expect(changes).toHaveLength(KEPT_CONNECTION_CHANGES);
  expect(changes.at(-1)).toEqual({ at: at(KEPT_CONNECTION_CHANGES * 2 - 1), status: "offline", problem: "server-silent" });
  expect(cut).toBe(true);
});

it("goes on when the account is opened again, and forgets everything when another one begins", () => {
  const history = createConnectionHistory(handClock());
  history.begin("petra@sip.example.org" as Address);
  history.note({ status: "connecting", since: 1 });
  history.begin("petra@sip.example.org" as Address);
  expect(history.list().changes).toHaveLength(1);
  history.begin("eva@sip.example.org" as Address);
  expect(history.list()).toEqual({ changes: [], cut: false });
});
