// `npm run faults -- --messages 10000 --seed S`: eight people in sixteen conversations over a network that loses, doubles
// and reorders SIP frames, answers by itself, breaks and freezes, with three deaths of the server. One JSON line; exit 0
// only if every text stands exactly once in its reader's history, in the writer's order, nothing waits, and all files are
// whole (spec 2.7). The same program is the people and the server. The seed repeats the dice, not the timing.
import { readRun } from "./runs/arguments";
import { serveBuiltInServer } from "./runs/chaos/built-in-server";
import { serveCrowd } from "./runs/faults/crowd";
import { isWrong } from "./runs/faults/judgement";
import { runFaults } from "./runs/faults/run";
import { runFolder, runProgram } from "./runs/program";

async function main(args: readonly string[]): Promise<number> {
  const { numbers, seed, folder } = readRun(args, { numbers: { messages: 10_000 } });
  console.error(`seed ${String(seed)}`);
  const report = await runFaults({ ...numbers, seed, folder: runFolder(folder), progress: (line) => { console.error(line); } });
  console.log(JSON.stringify(report));
  return isWrong(report) ? 1 : 0;
}

runProgram({ roles: { app: serveCrowd, server: serveBuiltInServer }, main });
