// The one way from the app into the user's browser.
import { shell } from "electron";
import { StampError } from "../../shared/errors";
import { openableLink } from "./openable-link";

/** Opens an https address. Throws `link-refused` for any other, `link-not-opened` when the system opens none. */
export async function openLink(address: string): Promise<void> {
  const url = openableLink(address);
  try {
    await shell.openExternal(url);
  } catch {
    throw new StampError("link-not-opened");
  }
}
