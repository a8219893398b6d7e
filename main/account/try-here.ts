// "Try it here": the built-in server runs inside whichever instance of the app comes first; the others use it, and one
// of them takes over when it is gone. Holding the port is what makes an instance the host, so there is never a second
// one. The host also runs the echo contact. The port stays the same, so nobody has to be told of a change of host.
import { join } from "node:path";
import { StampError } from "../../shared/errors";
import { updateServerUrl } from "../db/account-repository";
import type { Database } from "../db/open";
import { errorFacts, type Log } from "../platform/log";
import { accountExists, closeAccountFile, dropLeftovers, finishAccount } from "./account-folder";
import { openAccountFile, prepareAccount } from "./account-folder";
import type { AccountSession, OpenSession } from "./account-session";
import { startEcho } from "./echo";
import { writeNewAccount } from "./new-account";
import { answersAsSipServer } from "./sip-probe";
import { readTryPlan, tryServerUrl, writeTryPort, type TryPerson, type TryPlan } from "./try-plan";

export interface TryServer {
  readonly port: number;
  stop(): Promise<void>;
}

export interface TryServerOptions {
  /** 0 for any free one. */
  readonly port: number;
  /** File of the messages that the server keeps for people who are not there. */
  readonly storeFile: string;
  readonly accounts: readonly TryPerson[];
}

/** Starts the built-in server on 127.0.0.1. Rejects with the code EADDRINUSE when somebody holds the port. */
export type StartTryServer = (options: TryServerOptions) => Promise<TryServer>;

export interface TryHereOptions {
  /** Folder shared by the profiles of this computer. */
  readonly folder: string;
  readonly startServer: StartTryServer;
  readonly openSession: OpenSession;
  readonly nativeBinding: string | undefined;
  readonly log: Log;
}

interface Hosting {
  readonly server: TryServer;
  readonly echo: { readonly session: AccountSession; readonly database: Database } | undefined;
}

export class TryHere {
  readonly #options: TryHereOptions;
  #hosting: Hosting | undefined;
  #stopped = false;
  /** Calls wait for each other, so this instance never competes with itself. */
  #last: Promise<unknown> = Promise.resolve();

  constructor(options: TryHereOptions) {
    this.#options = options;
  }

  /**
   * Hosts the server unless another instance does, and tells its URL. A port that a foreign program took meanwhile is
   * given up for another one only with `mayMove`, when nobody here relies on it yet.
   * Throws StampError `server-unreachable` when there is no plan or the server cannot be started.
   */
  ensureHosted({ mayMove }: { readonly mayMove: boolean }): Promise<{ readonly url: string; readonly hosting: boolean }> {
    return this.#inTurn(async () => {
      const plan = readTryPlan(this.#options.folder);
      if (plan === undefined || this.#stopped) throw new StampError("server-unreachable");
      if (this.#hosting === undefined) this.#hosting = await this.#host(plan, mayMove);
      const port = this.#hosting?.server.port ?? plan.port;
      return { url: tryServerUrl(port), hosting: this.#hosting !== undefined };
    });
  }

  /** Ends the echo and the server if they run here. */
  stop(): Promise<void> {
    this.#stopped = true;
    return this.#inTurn(async () => {
      const hosting = this.#hosting;
      this.#hosting = undefined;
      if (hosting?.echo !== undefined) {
        await hosting.echo.session.stop({ unregister: true });
        closeAccountFile(hosting.echo.database, this.#options.log);
      }
      await hosting?.server.stop();
    });
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#last.then(work);
    this.#last = turn.catch(() => undefined);
    return turn;
  }

  async #host(plan: TryPlan, mayMove: boolean): Promise<Hosting | undefined> {
    const server = await this.#startServer(plan, mayMove);
    if (server === undefined) return undefined;
    const { folder, log } = this.#options;
    if (server.port !== plan.port) writeTryPort(folder, server.port);
    log("info", "try-server-hosted", { port: server.port });
    return { server, echo: await this.#startEcho(plan, tryServerUrl(server.port)) };
  }

  /** The running server, or undefined while another instance hosts it. */
  async #startServer({ port, you, friend, echo }: TryPlan, mayMove: boolean): Promise<TryServer | undefined> {
    const { folder, startServer, log } = this.#options;
    const common = { storeFile: join(folder, "server.db"), accounts: [you, friend, echo] };
    try {
      try {
        return await startServer({ ...common, port });
      } catch (error) {
        if (!isPortTaken(error)) throw error;
        if (!mayMove || (await answersAsSipServer(port))) return undefined;
        return await startServer({ ...common, port: 0 });
      }
    } catch (error) {
      log("error", "try-server-failed", errorFacts(error));
      throw new StampError("server-unreachable", {}, { cause: error });
    }
  }

  /** Without its echo the server is still good for the two people. */
  async #startEcho({ echo, you, friend }: TryPlan, serverUrl: string): Promise<Hosting["echo"]> {
    const { folder, nativeBinding, openSession, log } = this.#options;
    const home = join(folder, "echo");
    const access = { key: echo.databaseKey, nativeBinding };
    let database: Database | undefined;
    try {
      dropLeftovers(home);
      if (!accountExists(home)) {
        const { address, password } = echo;
        const data = { address, password, serverUrl, tryHere: true, contacts: [you, friend] };
        await prepareAccount(home, (target) => writeNewAccount(target, data, access));
        finishAccount(home);
      }
      database = openAccountFile(home, access);
      updateServerUrl(database, serverUrl);
      const session = await openSession(database, access.key);
      startEcho(session, log);
      return { session, database };
    } catch (error) {
      log("warn", "echo-not-started", errorFacts(error));
      if (database !== undefined) closeAccountFile(database, log);
      return undefined;
    }
  }
}

function isPortTaken(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "EADDRINUSE";
}
