// Memory and processor time of a program with all processes that it started, from Linux' /proc. Own memory is what
// nobody else can share: the code of Chromium is in memory once for all programs that run it, and its share (PSS) changes
// when another one starts.
import { readdirSync, readFileSync } from "node:fs";

export interface ProcessMemory {
  /** As processType, or `main`. */
  readonly type: string;
  /** Proportional share of everything that is mapped. */
  readonly pssMb: number;
  /** Without what comes from files. */
  readonly ownMb: number;
  /** Of it, what the processes share among themselves. */
  readonly sharedMb: number;
}

/** One entry for each kind of process: its processes together. */
export function memoryByType(root: number): readonly ProcessMemory[] {
  const byType = new Map<string, ProcessMemory>();
  for (const pid of processTree(root)) {
    const found = memoryOf(pid);
    if (found === undefined) continue;
    const before = byType.get(found.type) ?? { pssMb: 0, ownMb: 0, sharedMb: 0 };
    byType.set(found.type, {
      type: found.type,
      pssMb: before.pssMb + found.pssMb,
      ownMb: before.ownMb + found.ownMb,
      sharedMb: before.sharedMb + found.sharedMb,
    });
  }
  return [...byType.values()];
}

/** The process and all below it. */
export function processTree(root: number): readonly number[] {
  const children = new Map<number, number[]>();
  for (const name of readdirSync("/proc")) {
    const parent = Number(statOf(Number(name))?.[1]);
    if (Number.isNaN(parent)) continue;
    children.set(parent, [...(children.get(parent) ?? []), Number(name)]);
  }
  const below = (pid: number): readonly number[] => [pid, ...(children.get(pid) ?? []).flatMap(below)];
  return below(root);
}

/** Processor time that these used so far, in seconds. */
export function processorSeconds(pids: readonly number[]): number {
  const TICKS_PER_SECOND = 100;
  return pids.reduce((sum, pid) => {
    const fields = statOf(pid);
    return sum + (Number(fields?.[11] ?? 0) + Number(fields?.[12] ?? 0)) / TICKS_PER_SECOND;
  }, 0);
}

/** Fields of /proc/PID/stat from the state on: 0 is the state, 1 the parent. */
function statOf(pid: number): readonly string[] | undefined {
  const stat = Number.isNaN(pid) ? undefined : readIfThere(`/proc/${String(pid)}/stat`);
  // The name in the second field may have spaces.
  return stat?.slice(stat.lastIndexOf(")") + 2).split(" ");
}

/** What Chromium calls it: renderer, gpu-process, utility, zygote; nothing of a process that is none of its own or has ended. */
export function processType(pid: number): string | undefined {
  // Chromium joins the words of its own processes by spaces.
  return /[\0 ]--type=([a-z-]+)/.exec(readIfThere(`/proc/${String(pid)}/cmdline`) ?? "")?.[1];
}

function memoryOf(pid: number): ProcessMemory | undefined {
  const rollup = readIfThere(`/proc/${String(pid)}/smaps_rollup`);
  if (rollup === undefined || rollup === "") return undefined;
  const megabytes = (name: string): number => Number(new RegExp(`^${name}:\\s+(\\d+) kB`, "m").exec(rollup)?.[1] ?? 0) / 1024;
  const sharedMb = megabytes("Pss_Shmem");
  return { type: processType(pid) ?? "main", pssMb: megabytes("Pss"), ownMb: megabytes("Pss_Anon") + sharedMb, sharedMb };
}

/** Processes come and go while they are counted. */
function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}
