// `npm run vectors -- DIR`: reads every test vector under DIR with the product's own reading code. One JSON line for
// each, then the count; exit code 0 only if none failed.
import { exitWith } from "./lib/exit-with";
import { runVectors } from "./vectors/run";

const [directory, ...rest] = process.argv.slice(2);
if (directory === undefined || rest.length > 0) {
  console.error("Usage: npm run vectors -- DIR");
  process.exitCode = 2;
} else {
  exitWith(async () => ((await runVectors(directory, (line) => console.log(line))) === 0 ? 0 : 1));
}
