#!/usr/bin/env node
// Stands where electron-builder calls fpm (CUSTOM_FPM_PATH), and understands what it says for a deb package, nothing else.
// fpm would be a download with a Ruby of its own, and its packages have the time of the build in them.

import { parseArgs } from "node:util";

import { makeDeb } from "./deb.mjs";

const text = { type: "string" };
const list = { type: "string", multiple: true };
const OPTIONS = {
  // Of fpm itself: from a folder, to a deb, over what is there.
  ...{ "input-type": { ...text, short: "s" }, "output-type": { ...text, short: "t" }, force: { type: "boolean" } },
  ...{ name: text, version: text, architecture: text, maintainer: text, url: text, description: text, category: text, package: text },
  ...{ depends: { ...list, short: "d" }, "deb-recommends": list, "deb-priority": text, "deb-compression": text, "deb-compression-level": text },
  ...{ "after-install": text, "after-remove": text },
  // A Debian package says these elsewhere.
  ...{ vendor: text, license: text },
};

const { values, positionals } = parseArgs({ options: OPTIONS, allowPositionals: true });
if (values["output-type"] !== "deb") throw new Error(`only deb packages are made here, not ${values["output-type"]}`);

const [synopsis, ...description] = values.description.split("\n").map((line) => line.trim());
const control = {
  Package: values.name,
  Version: values.version,
  Section: values.category,
  Priority: values["deb-priority"],
  Architecture: values.architecture,
  Maintainer: values.maintainer,
  Depends: values.depends?.join(", "),
  Recommends: values["deb-recommends"]?.join(", "),
  Homepage: values.url,
};
await makeDeb({
  file: values.package,
  control,
  synopsis,
  description,
  scripts: { postinst: values["after-install"], postrm: values["after-remove"] },
  content: positionals.map((pair) => {
    const at = pair.indexOf("=");
    return { from: pair.slice(0, at), to: pair.slice(at + 1) };
  }),
  compression: { gz: "gzip", xz: "xz" }[values["deb-compression"]],
  level: values["deb-compression-level"],
  time: Number(process.env.SOURCE_DATE_EPOCH),
});
