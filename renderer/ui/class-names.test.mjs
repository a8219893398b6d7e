// Whether the names in the code and in the style sheets are the same. Plain JavaScript, because it reads
// files and the renderer's own code must not know Node.
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";

const RENDERER = join(import.meta.dirname, "..");
const FILES = readdirSync(RENDERER, { recursive: true }).map(String);
const read = (path) => readFileSync(join(RENDERER, path), "utf8");

/** Every component that has a sheet of its own, with the code of its folder: tones are often decided beside it. */
const PAIRS = FILES.filter((path) => path.endsWith(".module.css")).map((sheet) => {
  const component = sheet.replace(/\.module\.css$/, ".tsx");
  const beside = FILES.filter((path) => dirname(path) === dirname(sheet) && /(?<!\.test)\.tsx?$/.test(path));
  return { component, source: read(component), style: read(sheet), folder: beside.map(read).join("\n") };
});

function definedIn(style) {
  const bare = style.replace(/\/\*[\s\S]*?\*\//g, "");
  return new Set([...bare.matchAll(/\.([a-zA-Z]\w*)/g)].map((match) => match[1]));
}

/** Names written out in calls of `cx`; a comparison inside a call names something else. */
function namedIn(source) {
  const calls = [...source.matchAll(/\bcx\(((?:[^()]|\([^()]*\))*)\)/g)].map((match) => match[1]);
  return calls.flatMap((call) => [...call.replace(/[!=]==\s*"[^"]*"/g, "").matchAll(/"(\w+)"/g)]).map((match) => match[1]);
}

describe("class names", () => {
  it("that a component uses are in its sheet", () => {
    expect(PAIRS.length).toBeGreaterThan(50);
    for (const { component, source, style } of PAIRS) {
      const defined = definedIn(style);
      expect(
        namedIn(source).filter((name) => !defined.has(name)),
        component,
      ).toEqual([]);
    }
  });

  it("of a sheet are used by its component", () => {
    for (const { component, folder, style } of PAIRS) {
      const unused = [...definedIn(style)].filter((name) => !new RegExp(`\\b${name.replace(/\d$/, "")}`).test(folder));
      expect(unused, component).toEqual([]);
    }
  });
});
