// When a program crashes, Linux may write its memory to the disk, keys and texts included, and many desktops keep that for
// weeks. Here it is told to leave the memory out. Other systems keep the stacks of the threads at most.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";

/**
 * For this process and what it starts from now on, and for what Chromium has started already and makes its page processes
 * of. A process that may not be told is one that writes no such file (man 5 core: not dumpable).
 */
export function leaveMemoryOutOfCoreDumps(platform: NodeJS.Platform = process.platform): void {
  if (platform !== "linux") return;
  for (const pid of [process.pid, ...childrenOf(process.pid)]) {
    try {
      writeFileSync(`/proc/${String(pid)}/coredump_filter`, "0");
    } catch {
      // See above; or it has ended.
    }
  }
}

function childrenOf(pid: number): readonly number[] {
  try {
    const threads = readdirSync(`/proc/${String(pid)}/task`);
    const children = threads.flatMap((thread) =>
      readFileSync(`/proc/${String(pid)}/task/${thread}/children`, "utf8").split(" ").filter(Boolean).map(Number),
    );
    return children.flatMap((child) => [child, ...childrenOf(child)]);
  } catch {
    return [];
  }
}
