// Opens the second person's window of "Try it here": another instance of this app with a profile of its own. It gets
// no secret on its command line; the invitation lies in the folder that both instances share. When that instance runs
// already, its own lock brings its window to the front instead.
import { spawn } from "node:child_process";

const SECOND_PROFILE = "friend";

export interface OwnProgram {
  readonly executable: string;
  /** Folder of an app that is not packaged; a packaged one is found by its executable. */
  readonly appFolder: string | undefined;
  /** Chromium's sandbox is off in this instance. */
  readonly noSandbox: boolean;
  /** Where this instance was told to keep the app's data. */
  readonly userData: string | undefined;
}

export function secondWindowArguments({ appFolder, noSandbox, userData }: OwnProgram): readonly string[] {
  return [
    ...(appFolder === undefined ? [] : [appFolder]),
    // As one word: Chromium may sort the words of a command line.
    `--profile=${SECOND_PROFILE}`,
    "--join-try",
    ...(noSandbox ? ["--no-sandbox"] : []),
    ...(userData === undefined ? [] : [`--stamp-user-data=${userData}`]),
  ];
}

/** `failed` hears when the program cannot be started. */
export function openSecondWindow(program: OwnProgram, failed: (error: Error) => void): void {
  const child = spawn(program.executable, secondWindowArguments(program), { detached: true, stdio: "ignore" });
  child.on("error", failed);
  child.unref();
}
