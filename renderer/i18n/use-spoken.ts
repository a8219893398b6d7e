// The spoken language as a fact that components follow. Texts come from plain calls of `t`, so whatever does not draw
// anew with its parent (a memoised row) asks for this.
import { useSyncExternalStore } from "react";
import { onSpokenChange, spokenNow, type Spoken } from "./i18n";

/** Undefined until the first language is there: nothing may be drawn before. */
export function useSpoken(): Spoken | undefined {
  return useSyncExternalStore(onSpokenChange, spokenNow);
}
