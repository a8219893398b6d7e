import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

import { describe, expect, it } from "vitest";

const module = JSON.stringify(new URL("run.mjs", import.meta.url).href);

/** Runs a script that uses runShown in a process of its own, so that what reaches its terminal can be read. */
function outer(script) {
  const source = `import { runShown } from ${module};\nconst node = process.execPath;\n${script}`;
  const cwd = fileURLToPath(new URL(".", import.meta.url));
  return spawnSync(process.execPath, ["--input-type=module", "-e", source], { cwd, encoding: "utf8", timeout: 15_000 });
}

describe("a program that is shown", () => {
  it("passes its exit code on", () => {
    expect(outer(`process.exitCode = await runShown(node, ["-e", "process.exit(7)"]);`).status).toBe(7);
  });

  it("that is ended by a signal gives the code a shell would give", () => {
    const script = `process.exitCode = await runShown(node, ["-e", "process.kill(process.pid, 'SIGKILL')"]);`;
    expect(outer(script).status).toBe(137);
  });

  it("writes to standard error if it only makes things ready", () => {
    const script = `await runShown(node, ["-e", "console.log('progress')"], { stdout: "stderr" }); console.log("result");`;
    const { stdout, stderr } = outer(script);
    expect(stdout).toBe("result\n");
    expect(stderr).toContain("progress");
  });

  it.skipIf(process.platform === "win32")("is ended at its time limit with everything it started", () => {
    const grandchild = "setInterval(() => {}, 1000)";
    const child = `require("node:child_process").spawn(process.execPath, ["-e", ${JSON.stringify(grandchild)}], { stdio: "inherit" })`;
    const script = `console.log("code", await runShown(node, ["-e", ${JSON.stringify(child)}], { timeoutMs: 1000 }));`;
    // The grandchild holds our end of the pipe: that this returns at all shows that it is gone.
    const { stdout, stderr, status } = outer(script);
    expect(status).toBe(0);
    expect(stdout).toBe("code 124\n");
    expect(stderr).toContain("took longer than");
  });

  it.skipIf(process.platform === "win32")("is ended when the terminal is closed, although a time limit gives it a group of its own", () => {
    const child = `setTimeout(() => process.kill(process.ppid, "SIGHUP"), 100); setInterval(() => {}, 1000)`;
    const script = `process.exitCode = await runShown(node, ["-e", ${JSON.stringify(child)}], { timeoutMs: 10_000 });`;
    expect(outer(script).status).toBe(129);
  });

  it.skipIf(process.platform === "win32")("does not get Ctrl+C a second time, which would end Electron at once", () => {
    const child = `for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => { console.log(signal); process.exit(); });
      setTimeout(() => process.kill(process.ppid, "SIGINT"), 100); setInterval(() => {}, 1000)`;
    expect(outer(`await runShown(node, ["-e", ${JSON.stringify(child)}]);`).stdout).toBe("SIGTERM\n");
  });
});
