// The app as a user's desktop starts it: without the debugger that Playwright attaches, which costs time at the start and
// memory after it. What happens in it is told by bare-probe.cjs.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createRequire } from "node:module";
import { join } from "node:path";
import { ROOT } from "../../e2e/fixtures/paths";

export interface BareApp {
  readonly pid: number;
  /** Milliseconds since 1970, just before the process was made. */
  readonly spawnedAt: number;
  /** What the script of the start gave, and when the window was shown and hidden; rejects when the app ends before. */
  told(name: "page" | "shown" | "hidden"): Promise<unknown>;
  /** Runs in the page and gives what it gives; may be a promise there. */
  run(script: string): Promise<unknown>;
  /** As with the button of its frame. */
  closeWindow(): void;
  quit(): Promise<void>;
}

export interface BareOptions {
  readonly userData: string;
  readonly profile: string;
  readonly switches?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Runs in the page as soon as there is a document; may be a promise there. */
  readonly pageScript: string;
}

interface Said {
  readonly name: string;
  readonly value: unknown;
}

const PROBE = join(ROOT, "bench", "lib", "bare-probe.cjs");
const electron = createRequire(import.meta.url)("electron") as unknown as string;

export function startBare({ userData, profile, switches = [], env = {}, pageScript }: BareOptions): BareApp {
  const sandbox = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
  const words = [...sandbox, "-r", PROBE, ROOT, `--profile=${profile}`, `--stamp-user-data=${userData}`, ...switches];
  const spawnedAt = performance.timeOrigin + performance.now();
  const child = spawn(electron, words, {
    env: { ...process.env, TZ: "UTC", ...env, STAMP_BENCH_PAGE_SCRIPT: pageScript },
    stdio: ["ignore", "ignore", "ignore", "ipc"],
  });
  const { pid } = child;
  if (pid === undefined) throw new Error("the app does not start");
  const said = new Map<string, unknown>();
  const exited = once(child, "exit");
  child.on("message", ({ name, value }: Said) => {
    said.set(name, value);
    child.emit(`said ${name}`);
  });
  let runs = 0;

  async function hear(name: string): Promise<unknown> {
    if (!said.has(name)) {
      const gone = exited.then(([code]) => {
        throw new Error(`the app ended (${String(code)}) before it told "${name}"`);
      });
      await Promise.race([once(child, `said ${name}`), gone]);
    }
    const value = said.get(name);
    if (typeof value === "object" && value !== null && "problem" in value) throw new Error(String(value.problem));
    return value;
  }

  return {
    pid,
    spawnedAt,
    told: hear,
    run(script) {
      const name = `run ${String((runs += 1))}`;
      child.send({ order: "run", name, script });
      return hear(name);
    },
    closeWindow: () => void child.send({ order: "close-window" }),
    async quit() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.send({ order: "quit" });
      await exited;
    },
  };
}
