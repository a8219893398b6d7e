// The import rules themselves: a small tree with one forbidden import each, and one that has none.

import { execFile } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

import { afterAll, beforeAll, describe, expect, it } from "vitest";

const root = fileURLToPath(new URL("..", import.meta.url));
let tree;

const ALLOWED = {
  "main/main.ts": 'import "./app";',
  "main/app.ts": 'import "electron"; import "./session"; import "../server/embedded/server";',
  "main/session.ts": 'import "./sip/client"; import "./messaging/send"; import "./protocol/stp"; import "./contacts/list";',
  "main/sip/client.ts": 'import "sip.js"; import "../messaging/ports";',
  "main/messaging/ports.ts": 'import "../../shared/ids";',
  "main/messaging/send.ts": 'import "./ports"; import "../db/open"; import "../protocol/stp";',
  "main/messaging/send.test.ts": 'import "./send"; import "../sip/client";',
  "main/contacts/list.ts": 'import "../db/open";',
  "main/protocol/stp.ts": 'import "../crypto/aes";',
  "main/crypto/aes.ts": 'import "node:crypto"; import "../../shared/ids";',
  "main/db/open.ts": 'import "better-sqlite3-multiple-ciphers";',
  "server/embedded/server.ts": 'import "node:crypto"; import "../../shared/ids";',
  "renderer/main.tsx": 'import "react"; import "../shared/ids";',
  "shared/ids.ts": "export const id = 1;",
};

/** File, what it imports too much, and the rule that has to say so. */
const FORBIDDEN = [
  ["shared/bad-1.ts", "../main/db/open", "shared imports only what it may"],
  ["renderer/bad-2.ts", "../main/db/open", "the renderer never sees the main process, not even in tests"],
  ["renderer/bad-3.test.ts", "../main/db/open", "the renderer never sees the main process, not even in tests"],
  ["main/protocol/bad-4.ts", "../db/open", "mainprotocol imports only what it may"],
  ["main/crypto/bad-5.ts", "../protocol/stp", "maincrypto imports only what it may"],
  ["main/db/bad-6.ts", "../messaging/ports", "maindb imports only what it may"],
  ["main/messaging/bad-7.ts", "../sip/client", "mainmessaging imports only what it may"],
  ["main/sip/bad-8.ts", "../messaging/send", "mainsip imports only what it may"],
  ["main/window/bad-9.ts", "../db/open", "mainwindow imports only what it may"],
  ["main/messaging/bad-10.ts", "sip.js", "sip.js has one owner"],
  ["main/messaging/bad-11.ts", "better-sqlite3-multiple-ciphers", "SQLite has one owner"],
  ["main/messaging/bad-12.ts", "node:crypto", "node:crypto has one owner"],
  ["main/messaging/bad-13.ts", "electron", "electron has one owner"],
  ["main/session-bad-14.ts", "./app", "nobody but a root imports a root"],
  ["main/messaging/bad-15.ts", "./send.test", "product code does not import test code"],
  ["main/messaging/bad-16.ts", "./nowhere", "imports resolve"],
  ["main/messaging/bad-17.ts", "vitest", "what is shipped as it is does not need development packages"],
  ["main/messaging/bad-18.ts", undefined, "no orphans"],
];

beforeAll(() => {
  tree = mkdtempSync(join(tmpdir(), "stamp-rules-"));
  for (const file of [".dependency-cruiser.cjs", "tsconfig.base.json", "package.json"]) cpSync(join(root, file), join(tree, file));
  symlinkSync(join(root, "node_modules"), join(tree, "node_modules"));
  for (const [file, text] of Object.entries(ALLOWED)) write(file, text);
});
afterAll(() => {
  rmSync(tree, { recursive: true });
});

function write(file, text) {
  mkdirSync(dirname(join(tree, file)), { recursive: true });
  writeFileSync(join(tree, file), text);
}

/** Which rule each file breaks. */
async function cruise() {
  const args = [join(root, "node_modules/dependency-cruiser/bin/dependency-cruise.mjs"), "--output-type", "json"];
  const run = promisify(execFile)(process.execPath, [...args, "--config", ".dependency-cruiser.cjs", "main", "shared", "renderer", "server"], {
    cwd: tree,
    maxBuffer: 64 * 1024 * 1024,
  });
  const { stdout } = await run.catch((error) => error);
  return JSON.parse(stdout).summary.violations.map(({ from, rule }) => `${from}: ${rule.name}`);
}

describe("the import rules", () => {
  it("let the intended imports pass", async () => {
    expect(await cruise()).toEqual([]);
  });

  it("report every forbidden one", async () => {
    for (const [file, target] of FORBIDDEN) write(file, target === undefined ? "export const x = 1;" : `import "${target}";`);
    expect(await cruise()).toEqual(expect.arrayContaining(FORBIDDEN.map(([file, , rule]) => `${file}: ${rule}`)));
  });

  it("report a cycle", async () => {
    write("main/messaging/one.ts", 'import "./two";');
    write("main/messaging/two.ts", 'import "./one";');
    expect(await cruise()).toContainEqual(expect.stringMatching(/(one|two)\.ts: no cycles$/));
  });
});
