import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterEach, beforeEach, describe, expect, it } from "vitest";

import { closingLine, e2eCounts, unitCounts } from "./test-counts.mjs";

let folder;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "stamp-counts-"));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

function file(content) {
  const path = join(folder, "report.json");
  writeFileSync(path, JSON.stringify(content));
  return path;
}

describe("the closing line", () => {
  it("adds up both runners", () => {
    const unit = { passed: 3, failed: 0, skipped: 0 };
    expect(closingLine([unit, { passed: 2, failed: 1, skipped: 0 }], false)).toBe("5 passed, 1 failed");
    expect(closingLine([unit, { passed: 2, failed: 0, skipped: 4 }], true)).toBe("5 passed, 0 failed, 4 skipped");
  });

  it("of a run that failed outside its tests counts that as one", () => {
    expect(closingLine([{ passed: 3, failed: 0, skipped: 0 }], false)).toBe("3 passed, 1 failed");
  });

  it("counts a unit test file that does not load as a failure", () => {
    const broken = { status: "failed", assertionResults: [] };
    const report = { numPassedTests: 5, numFailedTests: 0, numPendingTests: 1, numTodoTests: 0, testResults: [broken] };
    expect(unitCounts(file(report))).toEqual({ passed: 5, failed: 1, skipped: 1 });
  });

  it("reads Playwright's counts", () => {
    expect(e2eCounts(file({ stats: { expected: 4, unexpected: 1, flaky: 1, skipped: 2 } }))).toEqual({
      passed: 5,
      failed: 1,
      skipped: 2,
    });
  });

  it("counts nothing where a runner did not get to write its report", () => {
    expect(unitCounts(join(folder, "missing.json"))).toEqual({ passed: 0, failed: 0, skipped: 0 });
  });
});
