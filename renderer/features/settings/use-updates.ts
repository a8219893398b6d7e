// What is known of newer versions: asked of main once, told by it from then on.
import { useEffect, useState } from "react";
import type { UpdateState } from "../../../shared/updates";
import { useClient } from "../../store/context";

/** Undefined until main has answered. */
export function useUpdates(): UpdateState | undefined {
  const client = useClient();
  const [state, setState] = useState<UpdateState>();
  useEffect(() => {
    let wanted = true;
    const stop = client.on("updates.changed", (changed) => {
      wanted = false; // newer than any answer that is still on its way
      setState(changed);
    });
    client.call("updates.state", {}).then(
      (answer) => {
        if (wanted) setState(answer);
      },
      // Without an answer nothing is shown of it.
      () => undefined,
    );
    return () => {
      wanted = false;
      stop();
    };
  }, [client]);
  return state;
}
