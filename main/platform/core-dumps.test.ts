import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync, writeFileSync } from "node:fs";
import { expect, it, onTestFinished } from "vitest";
import { leaveMemoryOutOfCoreDumps } from "./core-dumps";

const filterOf = (pid: number): string => `/proc/${String(pid)}/coredump_filter`;
const read = (pid: number): number => Number.parseInt(readFileSync(filterOf(pid), "utf8"), 16);

it.runIf(process.platform === "linux")("memory is left out of the core dumps of this process, of its children and of theirs", async () => {
  const before = read(process.pid);
  onTestFinished(() => { writeFileSync(filterOf(process.pid), `0x${before.toString(16)}`); });
  // Says when its own child is there, and both end with the input, which a shell takes from what it puts into the background.
  const child = spawn("sh", ["-c", "exec 3<&0; cat <&3 & echo $!; wait"], { stdio: ["pipe", "pipe", "ignore"] });
  onTestFinished(() => { child.stdin.end(); });
  const [line] = (await once(child.stdout, "data")) as [Buffer];
  const grandchild = Number(line.toString());
  expect([before, read(child.pid ?? 0), read(grandchild)]).toEqual([before, before, before]);
  expect(before).not.toBe(0);

  leaveMemoryOutOfCoreDumps();
  expect([process.pid, child.pid ?? 0, grandchild].map(read)).toEqual([0, 0, 0]);
});

it("nothing is done on other systems", () => {
  expect(() => { leaveMemoryOutOfCoreDumps("win32"); }).not.toThrow();
});
