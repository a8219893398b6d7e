// The licences of everything in the app, with their words, as dist/main/licences.json. A package without a text, or under
// terms that nobody allowed, ends the build: finding that out after a release is too late.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { ALLOWED, EXCEPTIONS, PARTS_OF } from "./licence-exceptions.mjs";
import { otherComponents } from "./other-components.mjs";
import { shippedPackages } from "./shipped-packages.mjs";

const LICENCE_FILE = /^(?:licen[cs]e|copying|notice)(?:[.-].*)?$/i;

/**
 * Content of the file. Throws an Error that names all packages with a problem.
 * @param {string} root
 * @param {{ packages?: ReturnType<typeof shippedPackages>, others?: ReturnType<typeof otherComponents> }} [content] of the app
 * @returns {import("../../shared/licences").LicenceFile}
 */
export function licenceFile(root, { packages = shippedPackages(root), others = otherComponents(root) } = {}) {
  const problems = [];
  const found = packages.map((one) => {
    const licence = licenceOf(one);
    const text = textOf(root, one);
    if (!isAllowed(licence)) problems.push(`${one.name} ${one.version}: ${licence || "no licence"} is not among those that may be in the app`);
    if (text === "") problems.push(`${one.name} ${one.version}: no text of its licence`);
    return { name: one.name, version: one.version, licence, text };
  });
  if (problems.length > 0) throw new Error(`Licences (scripts/lib/licence-exceptions.mjs):\n  ${problems.join("\n  ")}`);
  const all = [...others, ...found].map(({ name, version, licence, text }) => ({ name, version, licence, text }));
  const texts = [...new Set(all.map(({ text }) => text))];
  const order = new Intl.Collator("en");
  return {
    licences: all
      .sort((a, b) => order.compare(a.name, b.name) || order.compare(a.version, b.version))
      .map((one) => ({ ...one, text: texts.indexOf(one.text) })),
    texts,
  };
}

/** SPDX expression of a package. */
export function licenceOf({ name, version, license = "" }) {
  const licence = EXCEPTIONS[`${name}@${version}`]?.licence ?? license;
  return licence.replace(/^\((.*)\)$/, "$1");
}

/** Every part of an "AND", and one of an "OR", may be in the app. */
function isAllowed(expression) {
  if (expression === "") return false;
  return expression.split(" AND ").every((all) => all.replaceAll(/[()]/g, "").split(" OR ").some((one) => ALLOWED.has(one)));
}

function textOf(root, { folder, name, version }) {
  const known = EXCEPTIONS[`${name}@${version}`]?.text;
  if (known !== undefined) return known;
  const whole = PARTS_OF.find((part) => part.name.test(name))?.whole;
  const place = join(root, whole === undefined ? folder : `node_modules/${whole}`);
  const files = readdirSync(place).filter((file) => LICENCE_FILE.test(file)).sort();
  return files.map((file) => readFileSync(join(place, file), "utf8").replaceAll("\r\n", "\n").trimEnd()).join("\n\n");
}
