// One thing a view asks for: whether it is under way and with which error it ended. The sentence for the
// error stands where the button is.
import { useCallback, useRef, useState } from "react";
import { StampError, type ErrorCode } from "../../shared/errors";

export interface Action {
  readonly busy: boolean;
  readonly problem: ErrorCode | undefined;
  /** Runs it unless the one before is still under way. Resolves to whether it went well. */
  readonly run: (work: () => Promise<unknown>) => Promise<boolean>;
  readonly clear: () => void;
}

export function errorCode(error: unknown): ErrorCode {
  return error instanceof StampError ? error.code : "internal";
}

export function useAction(): Action {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ErrorCode | undefined>(undefined);
  const running = useRef(false);

  const run = useCallback(async (work: () => Promise<unknown>): Promise<boolean> => {
    if (running.current) return false;
    running.current = true;
    setBusy(true);
    setProblem(undefined);
    try {
      await work();
      return true;
    } catch (error) {
      setProblem(errorCode(error));
      return false;
    } finally {
      running.current = false;
      setBusy(false);
    }
  }, []);

  const clear = useCallback(() => {
    setProblem(undefined);
  }, []);

  return { busy, problem, run, clear };
}
