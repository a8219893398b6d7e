// Generates the static protobuf code: `npm run proto`. With --check nothing is written; the committed code is
// compared with a fresh run, and a difference ends with exit code 1.
// Only encoders are generated: reading follows stricter rules and is main/protocol/wire-read (spec 1.2).
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const require = createRequire(import.meta.url);
const sources = ["proto/message.proto", "proto/notification.proto", "proto/presence.proto"];
const target = "proto/generated/messages";
const notice = "// Generated from proto/*.proto by `npm run proto`; do not edit.\n";

const pbjsFlags = [
  ["--target", "static-module"],
  ["--wrap", "es6"],
  ["--dependency", "protobufjs/minimal.js"],
  ["--root", "stamp"],
  // Times are numbers after a safe-integer check; the types then refuse a bigint, which would be written as 0.
  ["--force-number"],
  ["--no-create", "--no-decode", "--no-verify", "--no-convert", "--no-delimited", "--no-typeurl", "--no-service"],
].flat();

function run(tool, args) {
  execFileSync(process.execPath, [require.resolve(`protobufjs-cli/bin/${tool}`), ...args], { cwd: root, stdio: "inherit" });
}

/** The declarations are derived from the comments, so code is generated twice: with them and without. */
function generate() {
  const directory = mkdtempSync(join(tmpdir(), "stamp-proto-"));
  try {
    const [commented, plain, types] = ["commented.js", "plain.js", "types.d.ts"].map((name) => join(directory, name));
    run("pbjs", [...pbjsFlags, "--out", commented, ...sources]);
    run("pbjs", [...pbjsFlags, "--no-comments", "--out", plain, ...sources]);
    run("pbts", ["--no-comments", "--import", "$protobuf=protobufjs/minimal.js", "--out", types, commented]);
    return {
      [`${target}.js`]: notice + readFileSync(plain, "utf8"),
      [`${target}.d.ts`]: notice + readFileSync(types, "utf8").replace(/^import Long .*\n/m, ""),
    };
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

function current(path) {
  try {
    return readFileSync(join(root, path), "utf8");
  } catch {
    return undefined;
  }
}

const fresh = Object.entries(generate());
if (process.argv.includes("--check")) {
  const stale = fresh.filter(([path, text]) => current(path) !== text).map(([path]) => path);
  if (stale.length > 0) {
    console.error(`${stale.join(" and ")} ${stale.length > 1 ? "are" : "is"} not fresh: run \`npm run proto\` and commit the result.`);
    process.exitCode = 1;
  }
} else {
  for (const [path, text] of fresh) writeFileSync(join(root, path), text);
}
