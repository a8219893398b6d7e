// Diagnostics as they are now: asked for again soon after anything happened in the account, and now and then besides,
// because the queue also moves without a word to the window.
import { useEffect, useState } from "react";
import type { DiagnosticsView } from "../../../shared/diagnostics";
import type { ErrorCode } from "../../../shared/errors";
import { useClient } from "../../store/context";
import { errorCode } from "../../store/use-action";

/** A busy minute is one question in so many milliseconds. */
const GATHER_MS = 400;
const EVERY_MS = 5000;

export type Looked =
  | { readonly status: "looking" }
  | { readonly status: "there"; readonly view: DiagnosticsView }
  | { readonly status: "failed"; readonly problem: ErrorCode };

export function useDiagnostics(): Looked {
  const client = useClient();
  const [looked, setLooked] = useState<Looked>({ status: "looking" });
  useEffect(() => {
    let wanted = true;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = (): void => {
      timer = undefined;
      client.call("diagnostics.view", {}).then(
        (view) => {
          if (wanted) setLooked({ status: "there", view });
        },
        (error: unknown) => {
          if (wanted) setLooked({ status: "failed", problem: errorCode(error) });
        },
      );
    };
    const soon = (): void => {
      timer ??= setTimeout(look, GATHER_MS);
    };
    look();
    const stop = client.on("session.events", soon);
    const clock = setInterval(soon, EVERY_MS);
    return () => {
      wanted = false;
      stop();
      clearInterval(clock);
      clearTimeout(timer);
    };
  }, [client]);
  return looked;
}
