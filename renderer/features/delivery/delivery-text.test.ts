import { describe, expect, it } from "vitest";
import type { HoldReason } from "../../../shared/capability";
import { holdWords } from "./delivery-text";

const REASONS: readonly HoldReason[] = [
  { code: "key-changed" },
  { code: "unlike-card" },
  { code: "below-pin", offered: "2.1", pinned: "2.2" },
  { code: "below-minimum", offered: "2.0", minimum: "2.2" },
  { code: "capability-unknown" },
  { code: "blocked" },
];

describe("the words of a held message", () => {
  it.each(REASONS)("for $code say 'not sent' only while no attempt was made", (reason) => {
    const fresh = holdWords(reason, 0, "Bob");
    expect(fresh.lead).toMatch(/^Not sent: /);
    expect(fresh.short).toMatch(/, not sent$/);
    const tried = holdWords(reason, 1, "Bob");
    expect(tried.lead).toMatch(/^Not confirmed: /);
    expect(tried.short).toMatch(/, not confirmed$/);
  });
});
