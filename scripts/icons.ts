// Draws the app's sign for installers: `node dist/scripts/icons.cjs DIR`. For Linux in the sizes that desktops keep in
// their icon theme, elsewhere one large picture, from which the packager makes what the system wants. Drawn from the shapes of the
// tray's icon, so no pictures lie in the repository.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { PNG } from "pngjs";
import { drawPixels, stampShape } from "../main/window/icon-shapes";

const LARGEST = 1024;
/** Of the hicolor theme. */
const LINUX_SIZES = [16, 22, 24, 32, 48, 64, 128, 256, 512];

const folder = process.argv[2];
if (folder === undefined) throw new Error("usage: icons.cjs DIR");
const linux = join(folder, "linux");
mkdirSync(linux, { recursive: true });
if (process.platform === "linux") {
  for (const size of LINUX_SIZES) writeFileSync(join(linux, `${String(size)}x${String(size)}.png`), picture(size));
} else {
  writeFileSync(join(folder, "icon.png"), picture(LARGEST));
}

/** As a PNG file. */
function picture(size: number): Buffer {
  const pixels = drawPixels(stampShape({ mono: false }), size);
  const png = new PNG({ width: size, height: size });
  for (let at = 0; at < pixels.length; at += 4) {
    const [blue = 0, green = 0, red = 0, opacity = 0] = pixels.subarray(at, at + 4);
    // PNG keeps colours as they are, Electron takes them multiplied by the opacity.
    const whole = (color: number): number => (opacity === 0 ? 0 : Math.min(255, Math.round((color * 255) / opacity)));
    png.data.set([whole(red), whole(green), whole(blue), opacity], at);
  }
  return PNG.sync.write(png);
}
