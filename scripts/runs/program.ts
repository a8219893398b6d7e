// A run as a program that starts itself in other roles (child.ts): the first argument of a child says which part it is.
// The run itself ends with 2 and a sentence when it cannot be made, and leaves nothing behind however it ends.
import { mkdirSync } from "node:fs";
import { constants } from "node:os";
import { demoFolder } from "../demo/folder";
import type { Role } from "./chaos/orders";

export interface RunProgram {
  readonly roles: Readonly<Record<Role, () => void>>;
  /** The run; returns the exit code. */
  readonly main: (args: readonly string[]) => Promise<number>;
}

export function runProgram({ roles, main }: RunProgram): void {
  const args = process.argv.slice(2);
  const role = (Object.keys(roles) as Role[]).find((name) => name === args[0]);
  if (role !== undefined) return roles[role]();
  // Processes and folders go at the exit.
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.on(signal, () => process.exit(128 + constants.signals[signal]));
  }
  main(args).then(
    (code) => process.exit(code),
    (error: unknown) => {
      console.error(error instanceof Error ? error.message : error);
      process.exit(2);
    },
  );
}

/** The folder that was asked for, which stays, or one that goes at the exit. */
export function runFolder(asked: string | undefined): string {
  const folder = asked ?? demoFolder();
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  return folder;
}
