// What an unpackaged Electron runs first: it loads the application folder given on the command line. The runtime that
// scripts/lib/electron-runtime.mjs unpacks comes without one. `-r module` (or `--require module`) is loaded before the
// application, which is how Playwright attaches.

"use strict";

const { app } = require("electron");
const { createRequire } = require("node:module");
const path = require("node:path");

const preloads = [];
let folder;
const args = process.argv.slice(1);
for (let index = 0; index < args.length && folder === undefined; index += 1) {
  const argument = args[index];
  if (argument === "-r" || argument === "--require") preloads.push(args[(index += 1)]);
  else if (!argument.startsWith("-")) folder = path.resolve(argument);
}

if (folder === undefined) {
  process.stderr.write("usage: electron [-r module] APP_FOLDER [arguments]\n");
  process.exit(2);
}

Object.defineProperty(process, "defaultApp", { value: true, enumerable: true });

try {
  const require = createRequire(path.join(folder, "package.json"));
  for (const preload of preloads) require(path.resolve(preload));
  const manifest = require("./package.json");
  app.setAppPath(folder);
  app.setName(manifest.productName ?? manifest.name);
  app.setVersion(manifest.version ?? "0.0.0");
  require(path.join(folder, manifest.main ?? "index.js"));
} catch (error) {
  process.stderr.write(`The application in ${folder} did not load: ${error.stack ?? error}\n`);
  process.exit(1);
}
