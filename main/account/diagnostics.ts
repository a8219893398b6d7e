// Diagnostics of an open account: what the page shows, and the report that the user may save and send to somebody. The
// report is made once, shown, and saved exactly as it was shown. People and servers have other names in it.
import type { BackupState, SessionSnapshot } from "../../shared/app-state";
import type { DiagnosticsView, LogPreview, QueueView, RuntimeVersions, StorageSizes } from "../../shared/diagnostics";
import { StampError } from "../../shared/errors";
import type { ConnectionHistory } from "../messaging/connection-history";
import type { Clock } from "../messaging/ports";
import { createAliases, type Aliases } from "../platform/aliases";
import type { Log } from "../platform/log";
import { exportLog } from "../platform/log-export";
import { readStorageSizes } from "./storage-sizes";

/** What of an open account is looked at. */
export interface DiagnosedSession {
  snapshot(): Pick<SessionSnapshot, "account" | "connection">;
  readonly inspection: { queue(): QueueView; databaseVersion(): string };
}

export interface DiagnosticsOptions {
  readonly history: ConnectionHistory;
  /** Without the database, which the account knows. */
  readonly versions: Omit<RuntimeVersions, "database">;
  readonly backup: () => BackupState;
  /** Of the account. */
  readonly folder: string;
  readonly logFile: string;
  readonly clock: Pick<Clock, "now">;
  readonly log: Log;
}

export interface Diagnostics {
  view(session: DiagnosedSession): DiagnosticsView;
  /** Makes the report anew. */
  preview(session: DiagnosedSession): LogPreview;
  /** The report that was shown last, as a file. Throws `not-allowed-now` when none was. */
  report(): { readonly name: string; readonly content: string };
  storage(): StorageSizes;
}

export function createDiagnostics(options: DiagnosticsOptions): Diagnostics {
  const { history, versions, backup, folder, logFile, clock, log } = options;
  let shown: string | undefined;

  function view({ snapshot, inspection }: DiagnosedSession): DiagnosticsView {
    const { account, connection } = snapshot();
    const { changes, cut } = history.list();
    const clockOffset = connection.status === "online" ? connection.clockOffset : undefined;
    return {
      madeAt: clock.now(),
      changes,
      changesCut: cut,
      queue: inspection.queue(),
      versions: { ...versions, database: inspection.databaseVersion() },
      server: account.server,
      ...(account.proxy === undefined ? {} : { proxy: account.proxy }),
      ...(clockOffset === undefined ? {} : { clockOffset }),
      backup: backup(),
    };
  }

  return {
    view,
    preview(session) {
      const aliases = createAliases(session.snapshot().account.address);
      const logged = exportLog(logFile, aliases, log);
      const lines = [...describe(view(session), aliases), "", "[log]", ...logged];
      shown = `${lines.join("\n")}\n`;
      return { text: shown, lines: lines.length };
    },
    report() {
      if (shown === undefined) throw new StampError("not-allowed-now");
      return { name: `stamp-log-${new Date(clock.now()).toISOString().slice(0, 10)}.txt`, content: shown };
    },
    storage: () => readStorageSizes(folder, logFile),
  };
}

/** For whoever helps, so in the words of the program. */
function describe(view: DiagnosticsView, aliases: Aliases): readonly string[] {
  const { versions, queue, backup } = view;
  return [
    "[app]",
    `made=${isoTime(view.madeAt)}`,
    ...Object.entries(versions).map(([name, version]) => `${name}=${version}`),
    `server=${url(view.server, aliases)}`,
    `proxy=${view.proxy === undefined ? "none" : url(view.proxy.url, aliases)}`,
    `clock-offset=${view.clockOffset === undefined ? "unknown" : String(view.clockOffset)}`,
    `backup=${backup.last === undefined ? "none" : isoTime(backup.last)}${backup.problem === undefined ? "" : ` problem=${backup.problem}`}`,
    "",
    "[connection]",
    ...view.changes.map(({ at, status, problem }) => `${isoTime(at)} ${status}${problem === undefined ? "" : ` ${problem}`}`),
    "",
    "[queue]",
    ...queue.outgoing.map(({ address, kind, state, count, attempts, lastError }) =>
      `out ${aliases.address(address)} ${kind} ${state} count=${String(count)} attempts=${String(attempts)}${lastError === undefined ? "" : ` last=${lastError}`}`),
    ...queue.incoming.map(({ address, state, count, reason }) =>
      `in ${aliases.address(address)} ${state} count=${String(count)}${reason === undefined ? "" : ` reason=${reason}`}`),
  ];
}

const isoTime = (at: number): string => new Date(at).toISOString();

/** Scheme and port say what kind of thing it is, the rest whose it is. */
function url(text: string, aliases: Aliases): string {
  const { protocol, hostname, port } = new URL(text);
  return `${protocol}//${aliases.host(hostname)}${port === "" ? "" : `:${port}`}`;
}
