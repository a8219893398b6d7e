// End-to-end tests: the real app in a real Electron window, and the screens of the stand-in. Started by scripts/e2e.mjs,
// which provides the runtime, the bundles and a display. One worker: the tests measure the app, not two apps fighting for
// two cores. Where several runs go side by side (`npm test`), STAMP_E2E_RUN tells their results apart.
import { defineConfig } from "@playwright/test";

const RUN = process.env["STAMP_E2E_RUN"] ?? "e2e";
const LOOKS = "**/visual.spec.ts";
const FORMS = ["**/accessibility.spec.ts", "**/layout.spec.ts"];
/** What this machine cannot do; scripts/lib/e2e.mjs tells it. */
const LEFT_OUT = (process.env["STAMP_E2E_LEAVE_OUT"] ?? "").split(",").flatMap((name) => (name === "" ? [] : [`**/${name}.spec.ts`]));

export default defineConfig({
  testDir: ".",
  outputDir: `../test-results/${RUN}`,
  workers: 1,
  forbidOnly: true,
  timeout: 90_000,
  expect: { timeout: 15_000 },
  reporter: [["list"], ["json", { outputFile: `../test-results/${RUN}.json` }]],
  use: { trace: "retain-on-failure", screenshot: "only-on-failure" },
  projects: [
    { name: "app", testMatch: "**/*.spec.ts", testIgnore: [LOOKS, ...FORMS, ...LEFT_OUT] },
    { name: "looks", testMatch: LOOKS },
    { name: "forms", testMatch: FORMS },
  ],
});
