// Benchmarks of the real app in its window: NAME.window.ts each. Started by scripts/bench.mjs.
import { defineConfig } from "@playwright/test";

export default defineConfig({
  testDir: ".",
  testMatch: "*.window.ts",
  outputDir: "../test-results/bench",
  workers: 1,
  forbidOnly: true,
  timeout: 20 * 60_000,
  expect: { timeout: 60_000 },
  reporter: [["list"]],
  use: { trace: "off", screenshot: "off" },
});
