// Who asked the system for less motion gets none: times come from the tokens, which are 0 then, or a sheet says itself what
// stands still. Plain JavaScript, because it reads files and the renderer's own code must not know Node.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

const RENDERER = join(import.meta.dirname, "..");
const SHEETS = readdirSync(RENDERER, { recursive: true })
  .map(String)
  .filter((path) => path.endsWith(".css") && !path.startsWith("testing"))
  .map((path) => ({ path, style: readFileSync(join(RENDERER, path), "utf8") }));

const movements = (style) => [...style.matchAll(/\b(?:animation|transition)(?:-duration)?:\s*([^;]+);/g)].map((match) => match[1]);
const reduced = (style) => style.split("@media (prefers-reduced-motion: reduce)").slice(1).join("");

describe("reduced motion", () => {
  it("sets every time of the tokens to nothing", () => {
    const { style } = SHEETS.find(({ path }) => path === join("ui", "tokens.css"));
    const names = [...style.split("@media")[0].matchAll(/(--motion-[a-z]+):/g)].map((match) => match[1]);
    expect(names.length).toBeGreaterThan(3);
    for (const name of names) expect(reduced(style)).toContain(`${name}: 0ms`);
  });

  it("reaches everything that moves", () => {
    const moving = SHEETS.filter(({ style }) => movements(style).length > 0);
    expect(moving.length).toBeGreaterThan(10);
    for (const { path, style } of moving) {
      const own = movements(style).filter((words) => words !== "none" && !words.split(/,(?![^(]*\))/).every((part) => part.includes("var(--motion-")));
      // What has a time of its own, or goes on for ever, stands still by a rule beside it.
      const still = own.length === 0 && !style.includes("infinite");
      expect(still || movements(reduced(style)).includes("none"), path).toBe(true);
    }
  });
});
