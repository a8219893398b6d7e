// How the link to another way in is called.
import type { UnlockMethod } from "../../../shared/app-state";
import type { TextKey } from "../../i18n/i18n";

export const OTHER_WAY: Readonly<Record<UnlockMethod, TextKey>> = {
  os: "unlock.insteadOs",
  passphrase: "unlock.insteadPassphrase",
  recovery: "unlock.insteadRecovery",
};
