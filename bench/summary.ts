// The end of a run of the suite: `node summary.cjs FOLDER [--json FILE] [--check FILE]` prints what the benchmarks left in
// FOLDER as tables, writes the rows, and with `--check` compares the ratios with the committed rows. Exit code 1 when one
// was lost; a target that is not reached is told in its row.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import type { Outcome } from "./lib/benchmark";
import { judgeGrowth } from "./lib/growth";
import { lossesOf } from "./lib/losses";
import { rowOf, type Row } from "./lib/row";
import { figureTable, growthTable } from "./lib/table";

const text = { type: "string" } as const;
const { values, positionals } = parseArgs({ options: { json: text, check: text }, allowPositionals: true });
const folder = positionals[0] ?? "";
const outcomes = readdirSync(folder)
  .sort()
  .map((file) => JSON.parse(readFileSync(join(folder, file), "utf8")) as Outcome);
const figures = outcomes.flatMap((outcome) => outcome.figures);
const growths = outcomes.flatMap(({ growth }) => growth.map(judgeGrowth));

if (figures.length > 0) console.log(`\n${figureTable(figures)}`);
if (growths.length > 0) console.log(`\n${growthTable(growths)}`);
if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(figures.map(rowOf), undefined, 1)}\n`);
if (values.check !== undefined) {
  const committed = JSON.parse(readFileSync(values.check, "utf8")) as readonly Row[];
  const losses = lossesOf(figures, committed);
  for (const { name, metric, before, now } of losses) console.log(`Lost: ${name} (${metric}) had a ratio of ${String(before)}, now ${String(now)}`);
  console.log(`\n${String(figures.length)} figures compared with the committed ones, ${String(losses.length)} lost more than a fifth.`);
  process.exitCode = losses.length === 0 ? 0 : 1;
}
