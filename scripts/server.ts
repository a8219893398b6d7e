// `npm run server -- [options]`: the built-in SIP server in a terminal, for trying Stamp out on several machines or
// profiles. Prints its address, runs until SIGINT or SIGTERM and keeps accounts and stored messages in its folder.
import { mkdirSync, readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { startEmbeddedServer } from "../server/embedded/server";
import type { Account } from "../server/embedded/server";

const HELP = `npm run server -- [options]

  --port N              port to listen on (default 5066; 0 takes a free one)
  --host ADDRESS        address to listen on (default 127.0.0.1: this machine only)
  --domain D            SIP domain of the accounts (default localhost)
  --dir DIR             folder for accounts and stored messages (default ~/.stamp-server)
  --user NAME:PASSWORD  adds an account; may be repeated. Other users of this machine can see it in the list of
                        processes, so take it for trying out only
  --users FILE          adds the accounts of a file, one NAME:PASSWORD a line ("-" reads standard input)
  --cert FILE --key FILE  PEM files; makes it wss://
  --help                this text

Accounts are kept as hashes in the folder, so they need to be given once only.
`;

interface Settings {
  readonly port: number;
  readonly host: string;
  readonly domain: string;
  readonly directory: string;
  readonly accounts: readonly Account[];
  readonly tls?: { readonly cert: string; readonly key: string };
}

/** Throws an Error with a sentence for whatever is wrong with the arguments; undefined asks for help. */
function readSettings(args: readonly string[]): Settings | undefined {
  const { values } = parseArgs({
    args: [...args],
    options: {
      port: { type: "string", default: "5066" },
      host: { type: "string", default: "127.0.0.1" },
      domain: { type: "string", default: "localhost" },
      dir: { type: "string", default: join(homedir(), ".stamp-server") },
      user: { type: "string", multiple: true, default: [] },
      users: { type: "string" },
      cert: { type: "string" },
      key: { type: "string" },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) return undefined;
  const port = Number(values.port);
  if (!/^\d{1,5}$/.test(values.port) || port > 65_535) throw new Error(`--port ${values.port} is not a port.`);
  if ((values.cert === undefined) !== (values.key === undefined)) throw new Error("--cert and --key belong together.");
  const fromFile = values.users === undefined ? [] : readFileSync(values.users === "-" ? 0 : values.users, "utf8").split(/\r?\n/);
  const accounts = [...values.user, ...fromFile.filter((line) => line.trim() !== "")].map(readAccount);
  const settings = { port, host: values.host, domain: values.domain.toLowerCase(), directory: values.dir, accounts };
  if (values.cert === undefined || values.key === undefined) return settings;
  return { ...settings, tls: { cert: readFileSync(values.cert, "utf8"), key: readFileSync(values.key, "utf8") } };
}

function readAccount(text: string): Account {
  const colon = text.indexOf(":");
  // Never repeats what was given: it may be a password.
  if (colon < 1 || colon === text.length - 1) throw new Error("An account is written NAME:PASSWORD.");
  return { user: text.slice(0, colon), password: text.slice(colon + 1) };
}

async function run(settings: Settings): Promise<void> {
  const { directory, ...options } = settings;
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const server = await startEmbeddedServer({
    ...options,
    storeFile: join(directory, "server.sqlite"),
    nativeBinding: process.env["STAMP_SQLITE_BINDING"],
    log: (line) => console.log(`${new Date().toISOString()} ${line}`),
  });
  let stoppingSince: number | undefined;
  const stop = (): void => {
    if (stoppingSince === undefined) {
      stoppingSince = performance.now();
      void server.stop().then(() => console.log("Stopped."));
      return;
    }
    // A second signal does not wait, but Ctrl+C itself comes twice: from the terminal and from the command that started us.
    if (performance.now() - stoppingSince > 500) process.exit(1);
  };
  process.on("SIGINT", stop);
  process.on("SIGTERM", stop);
  console.log(`Server:   ${server.url}`);
  console.log(`Accounts: ${server.accounts().map((user) => `${user}@${server.domain}`).join(", ") || "none yet"}`);
  if (settings.tls === undefined && !["127.0.0.1", "::1", "localhost"].includes(settings.host)) {
    console.log("Warning:  without --cert and --key others on the network can read who writes to whom.");
  }
}

async function main(): Promise<void> {
  try {
    const settings = readSettings(process.argv.slice(2));
    if (settings === undefined) console.log(HELP);
    else await run(settings);
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    process.exitCode = 1;
  }
}

void main();
