import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["{shared,proto,main,preload,renderer,server,scripts}/**/*.test.{ts,tsx}"],
    testTimeout: 20_000,
    pool: "forks",
  },
});
