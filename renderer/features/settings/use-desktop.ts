// What the desktop of this computer can do for the app, asked of main when a page shows it and after a change there.
import { useEffect, useState } from "react";
import type { DesktopState } from "../../../shared/desktop";
import { useClient } from "../../store/context";

export interface Desktop {
  /** Absent until main has answered. */
  readonly state: DesktopState | undefined;
  readonly askAgain: () => void;
}

export function useDesktop(): Desktop {
  const client = useClient();
  const [state, setState] = useState<DesktopState>();
  const [asked, setAsked] = useState(0);
  useEffect(() => {
    let wanted = true;
    client
      .call("desktop.state", {})
      .then((answer) => {
        if (wanted) setState(answer);
      })
      // Without an answer the rows stay as they are drawn first: not to be switched on.
      .catch(() => undefined);
    return () => {
      wanted = false;
    };
  }, [client, asked]);
  return {
    state,
    askAgain() {
      setAsked((times) => times + 1);
    },
  };
}
