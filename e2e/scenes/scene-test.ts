// `test` with a window that shows scenes: one for all tests of a file, as each scene starts its page anew.
import { test as base } from "@playwright/test";
import { openSceneWindow, type SceneWindow } from "./scene-window";

export { expect } from "@playwright/test";

export const test = base.extend<object, { readonly scenes: SceneWindow }>({
  scenes: [
    async ({}, use) => {
      const window = await openSceneWindow();
      await use(window);
      await window.close();
    },
    { scope: "worker", timeout: 60_000 },
  ],
});
