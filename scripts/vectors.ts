// `npm run vectors -- DIR`: reads every test vector under DIR with the product's own reading code. One JSON line for
// each, then the count; exit code 0 only if none failed.
import { runVectors } from "./vectors/run";

const [directory, ...rest] = process.argv.slice(2);
if (directory === undefined || rest.length > 0) {
  console.error("Usage: npm run vectors -- DIR");
  process.exitCode = 2;
} else {
  runVectors(directory, (line) => console.log(line)).then(
    (failed) => {
      process.exitCode = failed === 0 ? 0 : 1;
    },
    (error: unknown) => {
      console.error(error instanceof Error ? error.message : error);
      process.exitCode = 2;
    },
  );
}
