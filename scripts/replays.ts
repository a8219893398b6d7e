// `npm run replays -- --tries 10000 --seed S`: copies of messages that were opened, in other bytes and circumstances, and
// forged acks. One JSON line; exit 0 only if nothing of it was shown, acknowledged or believed (spec 1.6, 1.8).
import { demoFolder } from "./demo/folder";
import { exitWith } from "./lib/exit-with";
import { readCountAndSeed } from "./runs/arguments";
import { isWrong, runReplays } from "./runs/replays/run";

async function main(): Promise<number> {
  const { count: tries, seed } = readCountAndSeed(process.argv.slice(2), "tries", 10_000);
  const report = await runReplays({ tries, seed, folder: demoFolder() });
  console.log(JSON.stringify(report));
  return isWrong(report) ? 1 : 0;
}

exitWith(main);
