// End-to-end tests: the real app in a real Electron window. Started by scripts/e2e.mjs, which provides the runtime, the
// bundles and a display. One worker: the tests measure the app, not two apps fighting for two cores.
import { defineConfig } from "@playwright/test";

export default defineConfig({
  testDir: ".",
  // `npm run scroll` is a run of its own and no test.
  testMatch: process.env["STAMP_SCROLL_OUT"] === undefined ? "**/*.spec.ts" : "scrolling.run.ts",
  outputDir: "../test-results/e2e",
  workers: 1,
  forbidOnly: true,
  timeout: 90_000,
  expect: { timeout: 15_000 },
  reporter: [["list"], ["json", { outputFile: "../test-results/e2e.json" }]],
  use: { trace: "retain-on-failure", screenshot: "only-on-failure" },
});
