import { expect, it } from "vitest";
import { chooseLanguage } from "./language";

it.each([
  ["sk", ["en-US"], "sk"],
  ["system", ["sk-SK", "en-US"], "sk"],
  ["system", ["de-DE", "cs", "en"], "cs"],
  ["system", ["cs_CZ.UTF-8"], "cs"],
  ["system", ["EN-gb", "sk"], "en"],
  ["system", ["de-DE", "csb-PL", "skr"], "en"],
  ["system", ["", "C"], "en"],
  ["system", [], "en"],
] as const)("setting %s on a system of %j speaks %s", (setting, tags, language) => {
  expect(chooseLanguage(setting, tags)).toBe(language);
});
