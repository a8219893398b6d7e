// Runs Debian's Kamailio with the production configuration in a directory of its own, for tests.
// Ports are free ones of loopback, accounts go into its database as hashes, and the whole process group is ended
// and the directory removed by stop(), also when this process exits without calling it.
import { execFileSync, spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { createHash } from "node:crypto";
import { closeSync, existsSync, mkdtempSync, openSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { WebSocket } from "ws";

export interface KamailioOptions {
  readonly accounts: readonly { readonly user: string; readonly password: string }[];
  /** Port of ws://; a free one when absent. */
  readonly port?: number | undefined;
  /** Default stamp.test. */
  readonly domain?: string;
  /** Paths of PEM files; adds wss:// on a free port. */
  readonly tls?: { readonly cert: string; readonly key: string };
  /** Folder of the databases, when they are shared with another node; kept by stop(). */
  readonly data?: string;
  /** Further arguments of start.sh. */
  readonly settings?: readonly string[];
}

export interface Kamailio {
  readonly url: string;
  /** The wss:// address when `tls` was given. */
  readonly secureUrl: string | undefined;
  readonly domain: string;
  /** Where it keeps its files; removed by stop(). */
  readonly directory: string;
  /** Adds the account or changes its password. */
  addAccount(user: string, password: string): void;
  /** Of its first process; nothing while it does not run. */
  pid(): number | undefined;
  /** How many messages wait for the account. */
  storedMessages(user: string): number;
  /** Signals all its processes; resolves when they are gone if the signal ends them. */
  kill(signal: NodeJS.Signals): Promise<void>;
  /** Ends it if it runs and starts it again with the same ports and data; resolves when it answers. */
  restart(): Promise<void>;
  stop(): Promise<void>;
  /** Last lines of its log. */
  logTail(lines?: number): string;
}

const NEEDED_MODULES = ["websocket", "presence_xml", "msilo", "db_sqlite", "tls", "sqlops", "dmq", "rtimer"];
/** Also found from a bundle in dist/scripts. */
const START = join(import.meta.dirname, "..", "..", "server", "kamailio", "start.sh");
const SCHEMA = "/usr/share/kamailio/db_sqlite/msilo-create.sql";
const START_DEADLINE_MS = 20_000;
const STOP_DEADLINE_MS = 10_000;
const POLL_MS = 50;

/** Why Kamailio cannot be run here, as a sentence; undefined when it can. */
export function kamailioProblem(): string | undefined {
  const missing = ["kamailio", "sqlite3"].filter((program) => outputOf(program, "--version") === undefined);
  if (missing.length > 0) return `Kamailio cannot be run here: ${missing.join(" and ")} is not installed.`;
  const folder = /Default paths to modules: (\S+)/.exec(outputOf("kamailio", "-I") ?? "")?.[1] ?? "";
  const files = [...NEEDED_MODULES.map((name) => join(folder, `${name}.so`)), SCHEMA].filter((file) => !existsSync(file));
  return files.length === 0 ? undefined : `Kamailio cannot be run here: ${files.join(", ")} is missing.`;
}

/** Rejects with the end of its log when it does not come to answer. */
export async function runKamailio(options: KamailioOptions): Promise<Kamailio> {
  const problem = kamailioProblem();
  if (problem !== undefined) throw new Error(problem);
  const domain = options.domain ?? "stamp.test";
  const directory = mkdtempSync(join(tmpdir(), "stamp-kamailio-"));
  const logFile = join(directory, "kamailio.log");
  const port = options.port ?? (await freePort());
  const securePort = options.tls === undefined ? undefined : await freePort();
  const data = options.data ?? directory;
  const settings = ["--dir", directory, "--data", data, "--domain", domain, "--ws-port", String(port)];
  settings.push("--sip-port", String(await freePort()), ...(options.settings ?? []));
  if (options.tls !== undefined) {
    settings.push("--wss-port", String(securePort), "--cert", options.tls.cert, "--key", options.tls.key);
  }
  let running: ChildProcess | undefined;
  let ended: Promise<void> = Promise.resolve();

  function logTail(lines = 30): string {
    return existsSync(logFile) ? readFileSync(logFile, "utf8").split("\n").slice(-lines).join("\n") : "";
  }

  async function start(): Promise<void> {
    const log = openSync(logFile, "a", 0o600);
    // A process group of its own, so that a signal reaches the children also when the parent cannot pass it on.
    const child = spawn("sh", [START, ...settings], { detached: true, stdio: ["ignore", log, log] });
    closeSync(log);
    running = child;
    ended = new Promise((resolve) => {
      child.once("exit", () => {
        signalGroup(child, "SIGKILL");
        running = undefined;
        resolve();
      });
    });
    const deadline = Date.now() + START_DEADLINE_MS;
    while (!(await answers(`ws://127.0.0.1:${port}`, domain))) {
      if (Date.now() > deadline || child.exitCode !== null || child.signalCode !== null) throw new Error(`Kamailio does not start:\n${logTail()}`);
      await pause(POLL_MS);
    }
  }

  async function kill(signal: NodeJS.Signals): Promise<void> {
    if (running === undefined) return;
    signalGroup(running, signal);
    if (signal === "SIGKILL" || signal === "SIGTERM" || signal === "SIGINT") await ended;
  }

  async function end(): Promise<void> {
    const late = setTimeout(() => void kill("SIGKILL"), STOP_DEADLINE_MS);
    // A test may have stopped it with SIGSTOP.
    await kill("SIGCONT");
    await kill("SIGTERM");
    clearTimeout(late);
  }

  /** Through standard input: hashes must not be seen in the list of processes. */
  function runSql(sql: string): string {
    const input = `.timeout 5000\n${sql}\n`;
    return execFileSync("sqlite3", ["-batch", join(data, "kamailio.sqlite")], { input, encoding: "utf8" });
  }

  function addAccounts(accounts: KamailioOptions["accounts"]): void {
    const rows = accounts.map(({ user, password }) => {
      requireUserName(user);
      const ha1 = createHash("md5").update(`${user}:${domain}:${password}`).digest("hex");
      return `DELETE FROM subscriber WHERE username='${user}' AND domain='${domain}';
      INSERT INTO subscriber (username, domain, password, ha1, ha1b) VALUES ('${user}', '${domain}', '', '${ha1}', '');`;
    });
    runSql(`BEGIN; ${rows.join("\n")} COMMIT;`);
  }

  function storedMessages(user: string): number {
    requireUserName(user);
    return Number(runSql(`SELECT count(*) FROM silo WHERE username='${user}' AND domain='${domain}';`));
  }

  function cleanUp(): void {
    if (running !== undefined) signalGroup(running, "SIGKILL");
    rmSync(directory, { recursive: true, force: true });
  }

  process.once("exit", cleanUp);
  try {
    await start();
    addAccounts(options.accounts);
  } catch (error) {
    cleanUp();
    process.off("exit", cleanUp);
    throw error;
  }
  return {
    url: `ws://127.0.0.1:${port}`,
    secureUrl: securePort === undefined ? undefined : `wss://127.0.0.1:${securePort}`,
    domain,
    directory,
    addAccount: (user, password) => addAccounts([{ user, password }]),
    pid: () => running?.pid,
    storedMessages,
    kill,
    async restart() {
      await end();
      await start();
    },
    async stop() {
      await end();
      cleanUp();
      process.off("exit", cleanUp);
    },
    logTail,
  };
}

/** True when a SIP OPTIONS over WebSocket gets its 200. */
function answers(url: string, domain: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = new WebSocket(url, "sip", { handshakeTimeout: 2000 });
    const finish = (result: boolean): void => {
      resolve(result);
      socket.terminate();
    };
    setTimeout(() => finish(false), 2000).unref();
    socket.on("error", () => finish(false));
    socket.on("message", (data: Buffer) => finish(data.toString("latin1").startsWith("SIP/2.0 200 ")));
    socket.on("open", () => {
      const lines = [
        `OPTIONS sip:${domain} SIP/2.0`,
        "Via: SIP/2.0/WS probe.invalid;branch=z9hG4bKprobe",
        `From: <sip:probe@${domain}>;tag=probe`,
        `To: <sip:${domain}>`,
        ...["Call-ID: probe", "CSeq: 1 OPTIONS", "Max-Forwards: 1", "Content-Length: 0"],
      ];
      socket.send(`${lines.join("\r\n")}\r\n\r\n`);
    });
  });
}

/** It goes into SQL. */
function requireUserName(user: string): void {
  if (!/^[A-Za-z0-9._~+-]{1,64}$/.test(user)) throw new Error(`${user} cannot be an account name`);
}

function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, signal);
  } catch {
    // It is gone already.
  }
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });
}

function outputOf(program: string, argument: string): string | undefined {
  try {
    return execFileSync(program, [argument], { encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
  } catch {
    return undefined;
  }
}
