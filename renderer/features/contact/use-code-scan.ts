// The code that was read from a picture last. What it says is decided anew with each drawing: a key may change meanwhile.
import { useCallback, useRef, useState } from "react";
import type { ErrorCode } from "../../../shared/errors";
import { errorCode } from "../../store/use-action";
import { readQr } from "../../ui/read-qr";

export type CodeScan =
  | { readonly status: "none" }
  | { readonly status: "reading" }
  | { readonly status: "read"; readonly text: string }
  | { readonly status: "failed"; readonly problem: ErrorCode };

export function useCodeScan() {
  const [scan, setScan] = useState<CodeScan>({ status: "none" });

  /** Of what was asked for last; a large picture may be read after a small one that was given later. */
  const newest = useRef(0);

  const read = useCallback((picture: File): void => {
    const turn = ++newest.current;
    setScan({ status: "reading" });
    void readQr(picture)
      .then(
        (text): CodeScan => ({ status: "read", text }),
        (error: unknown): CodeScan => ({ status: "failed", problem: errorCode(error) }),
      )
      .then((result) => {
        if (turn === newest.current) setScan(result);
      });
  }, []);

  const forget = useCallback(() => {
    newest.current += 1;
    setScan({ status: "none" });
  }, []);

  return { scan, read, forget };
}
