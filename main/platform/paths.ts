// Where everything of a profile lives below the app's data folder (spec 2.1: accounts live in profiles).
//
//   profiles/NAME/account/   the encrypted file and its keyring; complete, or not there at all
//   profiles/NAME/logs/      the redacted log
//   profiles/NAME/window/    what Chromium keeps
//   profiles/NAME/running     number of the process that has it open
//   profiles/NAME/window.json  the window's place on the screen
//   try-server/              the built-in server of "Try it here", shared by the profiles of this computer
import { join } from "node:path";
import { isProfileName } from "../../shared/profile";

export const DEFAULT_PROFILE = "default";

export interface ProfilePaths {
  readonly profile: string;
  /** The app's data folder. */
  readonly base: string;
  readonly root: string;
  readonly account: string;
  readonly log: string;
  readonly window: string;
  readonly running: string;
  readonly tryServer: string;
}

/** Paths of a profile below `base`. Throws RangeError for a name that is none. */
export function profilePaths(base: string, profile: string): ProfilePaths {
  if (!isProfileName(profile)) throw new RangeError("not a profile name");
  const root = join(base, "profiles", profile);
  return {
    profile,
    base,
    root,
    account: join(root, "account"),
    log: join(root, "logs", "stamp.log"),
    window: join(root, "window"),
    running: join(root, "running"),
    tryServer: join(base, "try-server"),
  };
}
