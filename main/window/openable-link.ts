// Which addresses may leave the app for the user's browser. The window asked the user already; what it says is checked here
// once more, because the window is the less trusted side.
import { StampError } from "../../shared/errors";

/** The same address, if it is a plain https one that reads in one way only. Throws `link-refused`. */
export function openableLink(address: string): string {
  let url: URL;
  try {
    url = new URL(address);
  } catch {
    throw new StampError("link-refused");
  }
  // A name and password before the host make another host look like the one that is meant.
  const plain = url.protocol === "https:" && url.hostname !== "" && url.username === "" && url.password === "";
  // Exactly what the user was shown, as the parser writes it.
  if (!plain || url.href !== address) throw new StampError("link-refused");
  return address;
}
