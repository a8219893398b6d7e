import { defineConfig } from "vitest/config";

import { emojiData } from "./scripts/lib/emoji-data.mjs";
import { sqlText } from "./scripts/lib/sql-text.mjs";

export default defineConfig({
  plugins: [sqlText(), emojiData()],
  test: {
    include: ["{shared,proto,main,preload,renderer,server,scripts,bench}/**/*.test.{ts,tsx,mjs}"],
    globalSetup: ["scripts/lib/vitest-setup.mjs"],
    testTimeout: 20_000,
    hookTimeout: 20_000,
    pool: "forks",
    // The default leaves one core to a person who works beside it: on two cores that is half of them.
    maxWorkers: "100%",
  },
});
