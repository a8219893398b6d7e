// `npm run screenshots -- --out DIR`: every screen of the app on the stand-in, in a real window, as PNG in each theme,
// at two widths, in English and Slovak, with index.html to look through them. `--only NAME`, `--themes light,dark`,
// `--languages en`, `--widths 480` take fewer. `-- --accept` makes the present look the one that the end-to-end tests
// compare with (e2e/scenes/signatures).

import { readdirSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";

import { failWith, prepare, ROOT } from "./lib/prepare.mjs";
import { ensureSystem } from "./lib/system.mjs";

const USAGE = "npm run screenshots -- --out DIR [--only NAME] [--themes light,dark,contrast] [--languages en,sk,cs] [--widths 480,1280], or -- --accept [--only NAME]";

try {
  const text = { type: "string" };
  const options = { out: text, only: text, themes: text, languages: text, widths: text, accept: { type: "boolean", default: false } };
  const { out, only, themes, languages, widths, accept } = parseArgs({ options }).values;
  if ((out === undefined) !== accept) throw new Error(USAGE);
  await ensureSystem(["electron", "display"]);
  await prepare(["scenes"]);
  const { runE2e } = await import("./lib/e2e.mjs");
  const orders = { OUT: out && resolve(out), ONLY: only, THEMES: themes, LANGUAGES: languages, WIDTHS: widths, ACCEPT: accept ? "yes" : undefined };
  for (const [name, value] of Object.entries(orders)) if (value !== undefined) process.env[`STAMP_PICTURES_${name}`] = value;
  if (accept && only === undefined) rmSync(join(ROOT, "e2e", "scenes", "signatures"), { recursive: true, force: true });
  process.exitCode = await runE2e(["visual.spec.ts"], { stdout: "stderr" });
  if (out !== undefined) console.log(writeIndex(resolve(out)));
} catch (error) {
  failWith(error);
}

/** A page with all pictures of the folder, those of a scene in a row. Returns its path. */
function writeIndex(folder) {
  const scenes = new Map();
  for (const file of readdirSync(folder).sort()) {
    const [, scene] = /^(.+)-[a-z]{2}-\d+-[a-z]+\.png$/.exec(file) ?? [];
    if (scene !== undefined) scenes.set(scene, [...(scenes.get(scene) ?? []), file]);
  }
  const picture = (file) => `<a href="${file}"><figure><img loading="lazy" src="${file}" alt=""><figcaption>${file.replace(".png", "")}</figcaption></figure></a>`;
  const rows = [...scenes].map(([scene, files]) => `<h2 id="${scene}">${scene}</h2><div class="row">${files.map(picture).join("")}</div>`);
  const style = "body{font:14px system-ui;margin:24px;background:#ddd}.row{display:flex;gap:12px;overflow-x:auto}figure{margin:0}img{height:320px;display:block}figcaption{font-size:12px;color:#333}";
  const path = join(folder, "index.html");
  writeFileSync(path, `<!doctype html><html lang="en"><meta charset="utf-8"><title>Screens of Stamp</title><style>${style}</style><h1>${scenes.size} screens</h1>${rows.join("\n")}</html>\n`);
  return path;
}
