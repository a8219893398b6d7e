import { appendFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import type { OwnAccount } from "../../shared/app-state";
import type { Connection } from "../../shared/connection";
import type { QueueView } from "../../shared/diagnostics";
import { StampError } from "../../shared/errors";
import type { Address } from "../../shared/ids";
import { createConnectionHistory } from "../messaging/connection-history";
import { handClock } from "../messaging/testing/hand-clock";
import { silentLog } from "../platform/log";
import { openLogFile } from "../platform/log-file";
import { tempFolder } from "../platform/testing/temp-folder";
import { createDiagnostics, type DiagnosedSession } from "./diagnostics";

const OWN = "petra@sip.example.org" as Address;
const BOB = "bob@elsewhere.example.net" as Address;
const QUEUE: QueueView = {
  outgoing: [{ address: BOB, kind: "texts", state: "retrying", count: 2, attempts: 3, lastError: "no-answer" }],
  incoming: [{ address: BOB, state: "parked", count: 1, reason: "no-certificate", since: 1 }],
  more: false,
};

function openDiagnostics(connection: Connection = { status: "online", since: 2, clockOffset: -700 }) {
  const clock = handClock();
  const folder = tempFolder();
  const logFile = join(folder, "stamp.log");
  const history = createConnectionHistory(clock);
  history.note({ status: "offline", since: 1, problem: "server-closed" });
  history.note({ status: "online", since: 2 });
  const versions = { app: "1.2.3", electron: "45.0.0", chromium: "152", node: "24.9.0", system: "linux 6.8 x64" };
  const backup = () => ({ last: 5, problem: "disk-full" }) as const;
  const diagnostics = createDiagnostics({ history, versions, backup, folder, logFile, clock, log: silentLog });
  const account = { address: OWN, server: "wss://sip.example.org:7443/ws", proxy: { url: "http://proxy.example.org:3128", user: "petra" } } as OwnAccount;
  const session: DiagnosedSession = {
    snapshot: () => ({ account, connection }),
    inspection: { queue: () => QUEUE, databaseVersion: () => "SQLite 3" },
  };
  return { diagnostics, session, logFile };
}

it("shows what the connection did, the queue, what the app runs on and what is off", () => {
  const { diagnostics, session } = openDiagnostics();
  expect(diagnostics.view(session)).toMatchObject({
    changes: [{ status: "offline", problem: "server-closed" }, { status: "online" }],
    queue: QUEUE,
    versions: { app: "1.2.3", database: "SQLite 3" },
    server: "wss://sip.example.org:7443/ws",
    proxy: { url: "http://proxy.example.org:3128" },
    clockOffset: -700,
    backup: { last: 5, problem: "disk-full" },
  });
});

it("says nothing of the clock while it is not known", () => {
  const { diagnostics, session } = openDiagnostics({ status: "offline", since: 3, problem: "server-silent" });
  expect(diagnostics.view(session)).not.toHaveProperty("clockOffset");
});

it("makes a report in which nobody can be found, and saves what was shown", () => {
  const { diagnostics, session, logFile } = openDiagnostics();
  openLogFile(logFile)("warn", "not-opened", { row: 3, code: "bad-mac" });
  const { text, lines } = diagnostics.preview(session);
  expect(text).not.toMatch(/petra|bob|example|7443\/ws/);
  for (const told of ["out contact-1@domain-3 texts retrying count=2 attempts=3 last=no-answer", "offline server-closed", "server=wss://domain-1:7443", "proxy=http://domain-2:3128", "not-opened row=3 code=bad-mac"]) {
    expect(text).toContain(told);
  }
  expect(lines).toBe(text.trimEnd().split("\n").length);
  appendFileSync(logFile, "later\n");
  openLogFile(logFile)("info", "came-later");
  const { name, content } = diagnostics.report();
  expect(content).toBe(text);
  expect(name).toMatch(/^stamp-log-\d{4}-\d\d-\d\d\.txt$/);
});

it("saves nothing that was not shown", () => {
  expect(() => openDiagnostics().diagnostics.report()).toThrow(new StampError("not-allowed-now"));
});
