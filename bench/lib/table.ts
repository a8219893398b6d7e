// The figures and growths as tables in Markdown, for the terminal and for bench/results.
import type { JudgedGrowth } from "./growth";
import { METRICS, rounded, type Figure } from "./row";

export function figureTable(figures: readonly Figure[]): string {
  const rows = figures.map((each) => {
    const sign = METRICS[each.metric] === "higher" ? "≥" : "≤";
    const numbers = [each.value, each.limit, each.ratio].map(number);
    return [each.name, each.metric, ...numbers, `${sign} ${String(each.target)}`, number(each.p50), number(each.p99), each.ok ? "yes" : "**no**"];
  });
  return table(["name", "metric", "value", "limit", "ratio", "target", "p50 ms", "p99 ms", "reached"], rows);
}

export function growthTable(growths: readonly JudgedGrowth[]): string {
  const rows = growths.map(({ name, of, cost, unit, points, factor, allowed, ok }) => {
    const values = points.map(({ data, value }) => `${String(data)}: ${number(value)}`);
    return [name, of, cost === "all" ? `${unit}, all` : `${unit}, one`, ...values, number(factor), number(allowed), ok ? "yes" : "**no**"];
  });
  return table(["name", "what grows", "cost", "1 ×", "10 ×", "100 ×", "factor", "allowed", "ok"], rows);
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
  return [line(head), `|${"---|".repeat(head.length)}`, ...rows.map(line)].join("\n");
}

function number(value: number | undefined): string {
  return value === undefined ? "" : String(rounded(value));
}
