// `npm run downgrade -- --runs 1000 --seed S`: people with apps of several ages write to each other while the server
// plays with their presence. One JSON line; exit 0 only if no text went with an older protocol than it may (spec 1.7),
// and none was lost or shown twice.
import { demoFolder } from "./demo/folder";
import { exitWith } from "./lib/exit-with";
import { readCountAndSeed } from "./runs/arguments";
import { isWrong, runDowngrades } from "./runs/downgrade/run";

async function main(): Promise<number> {
  const { count: runs, seed } = readCountAndSeed(process.argv.slice(2), "runs", 1000);
  const report = await runDowngrades({ runs, seed, folder: demoFolder() });
  console.log(JSON.stringify(report));
  return isWrong(report) ? 1 : 0;
}

exitWith(main);
