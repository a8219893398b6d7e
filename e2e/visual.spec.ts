// Each screen looks as it did when somebody last looked at it. When it shall look different: see the pictures in
// test-results/visual, then `npm run screenshots -- --accept`, and commit the signatures with the change.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { PNG } from "pngjs";
import { SCENES } from "../renderer/testing/gallery/all";
import { ROOT } from "./fixtures/paths";
import { readOrders } from "./scenes/orders";
import { expect, test } from "./scenes/scene-test";
import { compareSignatures, differenceMap, readSignature, signatureOf, writeSignature } from "./scenes/signature";
import { viewName } from "./scenes/views";

const SIGNATURES = join(ROOT, "e2e", "scenes", "signatures");
const RESULTS = join(ROOT, "test-results", "visual");

const { views, only, out, accept } = readOrders();

test.use({ trace: "off", screenshot: "off" });

for (const name of Object.keys(SCENES).filter((one) => only === undefined || one.includes(only))) {
  test(`${name} looks as it did`, async ({ scenes }) => {
    const file = join(SIGNATURES, `${name}.json`);
    const known = existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as Readonly<Record<string, string>>) : {};
    const seen: Record<string, string> = {};
    const changed: string[] = [];
    for (const view of views) {
      await scenes.show(name, view);
      for (const theme of view.themes) {
        const shown = viewName(view, theme);
        await scenes.setTheme(theme);
        const picture = await scenes.picture();
        if (out !== undefined) writeFileSync(join(out, `${name}-${shown}.png`), picture);
        if (out !== undefined && !accept) continue;
        const signature = signatureOf(picture);
        seen[shown] = writeSignature(signature);
        if (accept) continue;
        const before = known[shown];
        const difference = before === undefined ? undefined : compareSignatures(signature, readSignature(before));
        if (difference?.matters === false) continue;
        mkdirSync(RESULTS, { recursive: true });
        writeFileSync(join(RESULTS, `${name}-${shown}.png`), picture);
        if (difference !== undefined) writeFileSync(join(RESULTS, `${name}-${shown}-difference.png`), differenceMap(picture, difference));
        changed.push(`${shown}: ${difference === undefined ? "new" : difference.size ? "another size" : `${difference.blocks.length} blocks differ`}`);
      }
    }
    if (accept) {
      mkdirSync(SIGNATURES, { recursive: true });
      writeFileSync(file, `${JSON.stringify({ ...known, ...seen }, undefined, 1)}\n`);
    }
    expect(changed, `pictures in ${RESULTS}`).toEqual([]);
  });
}

/** A white picture with one grey box in it. */
function boxAt(left: number, grey = 60): Buffer {
  const picture = new PNG({ width: 320, height: 160 });
  picture.data.fill(255);
  for (let y = 40; y < 56; y += 1) {
    for (let x = left; x < left + 16; x += 1) picture.data.set([grey, grey, grey, 255], (y * 320 + x) * 4);
  }
  return PNG.sync.write(picture);
}

test("the comparison sees what moved by four pixels and not what is a shade lighter", () => {
  const before = readSignature(writeSignature(signatureOf(boxAt(64))));
  expect(before).toEqual(signatureOf(boxAt(64)));
  expect(compareSignatures(signatureOf(boxAt(64, 63)), before).matters).toBe(false);
  const moved = compareSignatures(signatureOf(boxAt(68)), before);
  expect(moved).toMatchObject({ matters: true, size: false });
  expect(moved.blocks).toEqual([44, 45, 64, 65]);
  expect(compareSignatures(signatureOf(PNG.sync.write(new PNG({ width: 320, height: 176 }))), before)).toMatchObject({ matters: true, size: true });
});
