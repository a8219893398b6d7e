// Every relative link in the documents leads to something: a file, a heading, and where it names a test in its title, a
// test of that name. So a claim of docs/security.md cannot outlive its test.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const LINK = /\]\(([^()\s]+)(?:\s+"([^"]*)")?\)/g;

const documents = [
  ...["README.md", "CONTRIBUTING.md", "CHANGELOG.md", "SECURITY.md", "server/README.md"],
  ...readdirSync(join(root, "docs")).filter((name) => name.endsWith(".md")).map((name) => `docs/${name}`),
];

/** What is wrong with the links of a document at `path` that says `text`. */
function brokenLinks(path, text) {
  return [...text.matchAll(LINK)].flatMap(([, target, title]) => {
    if (/^[a-z]+:/.test(target)) return [];
    const [file, heading] = target.split("#");
    const found = file === "" ? join(root, path) : join(root, dirname(path), file);
    if (!existsSync(found)) return [`${target}: no such file`];
    const content = file.endsWith("/") || (title === undefined && heading === undefined) ? "" : readFileSync(found, "utf8");
    if (heading !== undefined && !anchorsOf(content).includes(heading)) return [`${target}: no such heading`];
    if (title !== undefined && !hasTest(content, title)) return [`${relative(root, found)}: no test "${title}"`];
    return [];
  });
}

/** Headings as GitHub and GitLab make addresses of them. */
function anchorsOf(markdown) {
  const headings = [...markdown.matchAll(/^#+ (.*)$/gm)].map(([, heading]) => heading);
  return headings.map((heading) => heading.toLowerCase().replace(/[^\p{L}\p{N} _-]/gu, "").replaceAll(" ", "-"));
}

/** As the name of an it or a test, also of one with a condition or a table, whose rows may stand in front of it. */
function hasTest(source, title) {
  const quoted = title.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  return new RegExp(`(?:\\b(?:it|test)\\b[\\w.]*\\(|\\)\\()\\s*["\`][^"\`\\n]*${quoted}["\`]`).test(source);
}

describe("the documents", () => {
  it.each(documents)("have no link into nowhere: %s", (path) => {
    expect(brokenLinks(path, readFileSync(join(root, path), "utf8"))).toEqual([]);
  });

  it("would be found out", () => {
    const text = '[a](gone.md) [b](security.md#gone) [c](../scripts/docs-links.test.mjs "no such thing") [d](https://gone.example/)';
    expect(brokenLinks("docs/security.md", text)).toEqual([
      "gone.md: no such file",
      "security.md#gone: no such heading",
      'scripts/docs-links.test.mjs: no test "no such thing"',
    ]);
    const right = '[a](protocol.md#17-capabilities-and-choice-of-protocol) [b](../scripts/docs-links.test.mjs "would be found out") [c](#in-short)';
    expect(brokenLinks("docs/security.md", right)).toEqual([]);
  });

  it("of which security.md names tests for what it says", () => {
    const named = [...readFileSync(join(root, "docs/security.md"), "utf8").matchAll(LINK)].filter(([, , title]) => title !== undefined);
    expect(named.length).toBeGreaterThan(30);
  });
});
