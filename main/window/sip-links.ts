// Whether sip: links of the system open with this app. The system asks which program does; another one can take them
// over at any time, so this is no setting of the account.
import { app } from "electron";
import { StampError } from "../../shared/errors";

const SCHEMES = ["sip", "sips"] as const;

export function opensSipLinks(): boolean {
  return app.isDefaultProtocolClient(SCHEMES[0]);
}

/** Throws `desktop-refused`. */
export function setSipLinks(on: boolean): void {
  const done = SCHEMES.map((scheme) => (on ? app.setAsDefaultProtocolClient(scheme) : app.removeAsDefaultProtocolClient(scheme)));
  if (done.includes(false)) throw new StampError("desktop-refused");
}
