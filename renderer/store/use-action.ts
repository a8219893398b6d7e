// One thing a view asks for: whether it is under way and with which error it ended. The sentence for the
// error stands where the button is.
import { useCallback, useRef, useState } from "react";
import { StampError, type ErrorCode, type ErrorDetails } from "../../shared/errors";

export interface Action {
  readonly busy: boolean;
  readonly problem: ErrorCode | undefined;
  /** What came with the error. */
  readonly details: ErrorDetails;
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
  const [details, setDetails] = useState<ErrorDetails>({});
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
      setDetails(error instanceof StampError ? error.details : {});
      return false;
    } finally {
      running.current = false;
      setBusy(false);
    }
  }, []);

  const clear = useCallback(() => {
    setProblem(undefined);
  }, []);

  return { busy, problem, details, run, clear };
}
