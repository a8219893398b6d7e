// Every screen in made-up English: all words come from the catalog, and there is room for longer ones, in narrow and
// wide windows, from right to left, and with text twice as large.
import { findFaults } from "./scenes/find-faults";
import { expect, test } from "./scenes/scene-test";
import type { Shape } from "./scenes/scene-window";

test.use({ trace: "off", screenshot: "off" });

const SHAPES: Readonly<Record<string, Shape>> = {
  narrow: { width: 480 },
  "wide, from right to left": { width: 1280, direction: "rtl" },
  "large text": { width: 1280, text: 200 },
};

test("longer words have room on every screen and come from the catalog", async ({ scenes }) => {
  test.setTimeout(600_000);
  const faults: string[] = [];
  for (const scene of scenes.names) {
    await scenes.show(scene, { language: "en", words: "long", width: 1280 });
    for (const [name, shape] of Object.entries(SHAPES)) {
      await scenes.reshape(shape);
      const found = await scenes.page.evaluate(findFaults);
      faults.push(...found.map((fault) => `${scene}, ${name}: ${fault}`));
    }
  }
  expect(faults).toEqual([]);
});
