// A field whose text is covered: what is wrong in it cannot be corrected, only typed again, so the next key replaces it.
import { useEffect, useRef, type RefObject } from "react";

/** For the field's `ref`: after each problem it has the focus, and its text is selected. */
export function useSelectOnProblem(problem: unknown): RefObject<HTMLInputElement | null> {
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (problem === undefined) return;
    field.current?.focus();
    field.current?.select();
  }, [problem]);
  return field;
}
