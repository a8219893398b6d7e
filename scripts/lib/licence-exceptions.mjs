// What packages do not say themselves, looked up by a person, for one version each: a newer one is looked at again.

import { standardText } from "./licence-texts.mjs";

/**
 * By name@version: an SPDX expression in place of the declared one, and the text where the package carries none.
 * @type {Readonly<Record<string, { licence?: string, text?: string, textOf?: string }>>}
 */
export const EXCEPTIONS = {
  // "(MIT AND BSD)" in its package.json is no SPDX: the terms of SCOWL, which its file spells out, are of these kinds.
  "dictionary-en@4.0.0": { licence: "MIT AND BSD-3-Clause" },
  "lazy-val@1.0.5": { text: standardText("MIT", "Vladimir Krivosheev") },
  "saxes@6.0.0": { text: standardText("ISC", "Isaac Z. Schlueter, Louis-Dominique Dubeau and contributors") },
};

/** Binaries of a package for one system have its licence file only in the package itself. */
export const PARTS_OF = [{ name: /^@node-rs\/argon2-/, whole: "@node-rs/argon2" }];

/** What may be in the app. ical.js (MPL-2.0) is unchanged, and its source is on the registry under its name and version. */
export const ALLOWED = new Set([
  ...["MIT", "ISC", "0BSD", "BSD-2-Clause", "BSD-3-Clause", "Apache-2.0", "BlueOak-1.0.0", "Python-2.0", "Unicode-3.0", "blessing"],
  ...["MPL-2.0"],
]);
