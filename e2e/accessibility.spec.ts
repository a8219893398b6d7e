// Each screen, in each theme, before axe-core: names, roles, contrast, structure. All rules of WCAG 2.0 to 2.2 A and AA
// and axe's best practices. One finding is let through: an open menu lies beside the landmarks, as a dialog does, which
// the rule ("region") allows; it has the keyboard, closes with Esc, and is gone before anybody could look for it.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { AxeResults } from "axe-core";
import { SCENES } from "../renderer/testing/gallery/all";
import { expect, test } from "./scenes/scene-test";
import { THEMES } from "./scenes/scene-window";

declare const axe: { readonly run: (context: Document, options: object) => Promise<AxeResults> };

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
/** What depends on the theme, and what on the width alone: the document is the same in each. */
const COLOR_RULES = ["color-contrast", "link-in-text-block"];
const NARROW_RULES = ["target-size", "scrollable-region-focusable", "color-contrast"];
const NARROW = 480;
const ONLY = process.env["STAMP_PICTURES_ONLY"];

const ALL = { runOnly: { type: "tag", values: TAGS }, rules: { "target-size": { enabled: true } } };
const only = (rules: readonly string[]): object => ({ runOnly: { type: "rule", values: rules } });

test.use({ trace: "off", screenshot: "off" });

for (const name of Object.keys(SCENES).filter((one) => ONLY === undefined || one.includes(ONLY))) {
  test(`${name} is accessible`, async ({ scenes }) => {
    const found: string[] = [];
    const look = async (where: string, options: object): Promise<void> => {
      const { violations } = await scenes.page.evaluate((wanted) => axe.run(document, { ...wanted, resultTypes: ["violations"] }), options);
      for (const { id, help, nodes } of violations) {
        for (const { html, any } of nodes.filter((node) => id !== "region" || !node.html.startsWith('<div role="menu"'))) found.push(`${where}: ${id} (${help}): ${html.slice(0, 160)} ${any[0]?.message ?? ""}`);
      }
    };
    await scenes.show(name, { language: "en", width: 1280 });
    await scenes.page.evaluate(AXE);
    for (const theme of THEMES) {
      await scenes.setTheme(theme);
      await look(theme, theme === "light" ? ALL : only(COLOR_RULES));
    }
    await scenes.reshape({ width: NARROW });
    await look("narrow", only(NARROW_RULES));
    expect(found).toEqual([]);
  });
}
