// `npm run load -- --clients 1000 --rate 500 --seconds 30 --seed S --workers 1 --memory MB`: how much Kamailio bears on this
// machine. One JSON line: registrations and messages a second, time to the answer, memory and processor time; exit 0 only
// if every client was registered and every message was delivered or stored. `--memory` is the server's shared memory.
// The same program is the workers.
import { constants } from "node:os";
import { exitWith } from "./lib/exit-with";
import { readRun } from "./runs/arguments";
import { runLoad } from "./runs/load/run";
import { serveWorker } from "./runs/load/worker";

const WORKER = "worker";

async function main(): Promise<number> {
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.on(signal, () => process.exit(128 + constants.signals[signal]));
  }
  const numbers = { clients: 1000, rate: 500, seconds: 30, workers: 1, memory: 2048 };
  const run = readRun(process.argv.slice(2), { numbers });
  const report = await runLoad({ ...run.numbers, seed: run.seed, program: [process.argv[1] ?? "", WORKER] });
  console.log(JSON.stringify(report));
  return report.ok ? 0 : 1;
}

if (process.argv[2] === WORKER) serveWorker();
else exitWith(main);
