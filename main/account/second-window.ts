// Opens another profile's window: another instance of this app. It gets no secret on its command line; what the second
// person of "Try it here" needs lies in the folder that both instances share. When that instance runs already, its own
// lock brings its window to the front instead.
import { spawn } from "node:child_process";
import type { OwnProgram } from "../platform/own-program";

export interface OtherWindow {
  /** As isProfileName takes it. */
  readonly profile: string;
  /** For the second person of "Try it here". */
  readonly joinTry: boolean;
}

export const SECOND_PERSON: OtherWindow = { profile: "friend", joinTry: true };

export function otherWindowArguments({ appFolder, noSandbox, userData }: OwnProgram, { profile, joinTry }: OtherWindow): readonly string[] {
  return [
    ...(appFolder === undefined ? [] : [appFolder]),
    // As one word: Chromium may sort the words of a command line.
    `--profile=${profile}`,
    ...(joinTry ? ["--join-try"] : []),
    ...(noSandbox ? ["--no-sandbox"] : []),
    ...(userData === undefined ? [] : [`--stamp-user-data=${userData}`]),
  ];
}

/** `failed` hears when the program cannot be started. */
export function openOtherWindow(program: OwnProgram, other: OtherWindow, failed: (error: Error) => void): void {
  const child = spawn(program.executable, otherWindowArguments(program, other), { detached: true, stdio: "ignore" });
  child.on("error", failed);
  child.unref();
}
