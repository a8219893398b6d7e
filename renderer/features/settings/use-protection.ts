// What opens the account on this computer, asked again whenever one of the dialogs that change it came or went.
import { useEffect, useState } from "react";
import type { ProtectionState } from "../../../shared/ipc/requests/lock";
import { useApp, useClient } from "../../store/context";
import type { Dialog } from "../../store/ui";

const CHANGES_IT: readonly (Dialog["type"] | undefined)[] = ["change-protection", "new-recovery-key"];

/** Undefined until it is known; it stays so when it cannot be read. */
export function useProtection(): ProtectionState | undefined {
  const client = useClient();
  const isAsking = useApp((state) => CHANGES_IT.includes(state.ui.dialog?.type));
  const [protection, setProtection] = useState<ProtectionState | undefined>(undefined);

  useEffect(() => {
    let gone = false;
    client.call("protection.state", {}).then(
      (state) => {
        if (!gone) setProtection(state);
      },
      () => undefined,
    );
    return () => {
      gone = true;
    };
  }, [client, isAsking]);

  return protection;
}
