// The tests' own watch: what goes wrong in an app beside what a test looks at is noticed (fixtures/trouble.ts).
import { startStamp } from "./fixtures/stamp-app";
import { expect, test } from "./fixtures/test";

test("exceptions and errors in the window and in the main process are noticed", async ({ userData }) => {
  const app = await startStamp({ userData, profile: "alice" });
  try {
    await app.page.evaluate(() => {
      setTimeout(() => {
        throw new Error("thrown in the window");
      });
      console.error("written to the console");
      document.body.append(Object.assign(document.createElement("img"), { src: "https://example.org/" }));
    });
    await app.electron.evaluate(() => {
      setTimeout(() => {
        throw new Error("thrown in the main process");
      });
      void Promise.reject(new Error("rejected in the main process"));
      process.stderr.write("printed by the main process\n");
    });
    const expected = ["thrown in the window", "written to the console", "Content Security Policy", "thrown in the main process"];
    for (const words of [...expected, "rejected in the main process", "printed by the main process"]) {
      await expect.poll(() => app.problems().filter((problem) => problem.includes(words)).length, words).toBeGreaterThan(0);
    }
  } finally {
    await app.close();
  }
});
