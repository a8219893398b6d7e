// One closing line over all test runners, in the words every CI understands: "N passed, N failed".

import { readFileSync } from "node:fs";

/**
 * @typedef {{ passed: number, failed: number, skipped: number }} Counts
 * @param {string} file vitest's JSON report
 * @returns {Counts} zeros if there is no report
 */
export function unitCounts(file) {
  const report = readReport(file);
  if (report === undefined) return { passed: 0, failed: 0, skipped: 0 };
  const skipped = report.numPendingTests + report.numTodoTests;
  // A file that does not even load has no tests to count.
  const broken = report.testResults.filter((result) => result.status === "failed" && result.assertionResults.length === 0);
  return { passed: report.numPassedTests, failed: report.numFailedTests + broken.length, skipped };
}

/**
 * @param {string} file Playwright's JSON report
 * @returns {Counts} zeros if there is no report
 */
export function e2eCounts(file) {
  const report = readReport(file);
  if (report === undefined) return { passed: 0, failed: 0, skipped: 0 };
  const { expected, unexpected, flaky, skipped } = report.stats;
  return { passed: expected + flaky, failed: unexpected, skipped };
}

/**
 * @param {readonly Counts[]} counts
 * @param {boolean} succeeded a run that failed before or beside its tests does not end with "0 failed"
 */
export function closingLine(counts, succeeded) {
  const sum = (key) => counts.reduce((total, count) => total + count[key], 0);
  const failed = Math.max(sum("failed"), succeeded ? 0 : 1);
  const skipped = sum("skipped");
  return `${sum("passed")} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`;
}

function readReport(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    if (error.code === "ENOENT") return undefined;
    throw error;
  }
}
