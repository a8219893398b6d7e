// Pictures with a QR code for tests where nothing unpacks or draws pictures: a file with a PNG's header and the code's text
// behind it, and stand-ins for the browser's two parts that make pixels of it. The code in the pixels is a real one.
import { encodeQR } from "qr";
import { vi } from "vitest";

const HEADER = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52, 0, 0, 1, 0, 0, 0, 1, 0];
const SIDE = 256;

/** Without a text: a picture without a code. */
export function pictureFile(text = ""): File {
  return new File([Uint8Array.from(HEADER), text], "code.png", { type: "image/png" });
}

interface FakeBitmap {
  readonly width: number;
  readonly height: number;
  readonly text: string;
  close(): void;
}

function pixelsOf(text: string, side: number): Uint8ClampedArray {
  const pixels = new Uint8ClampedArray(side * side * 4).fill(255);
  if (text === "") return pixels;
  const rows = encodeQR(text, "raw", { border: 4 });
  const scale = Math.floor(side / rows.length);
  for (let y = 0; y < rows.length * scale; y += 1) {
    for (let x = 0; x < rows.length * scale; x += 1) {
      const isDark = rows[Math.floor(y / scale)]?.[Math.floor(x / scale)] === true;
      if (isDark) pixels.fill(0, (y * side + x) * 4, (y * side + x) * 4 + 3);
    }
  }
  return pixels;
}

/** Until the test ends. */
export function canReadPictures(): void {
  vi.stubGlobal("createImageBitmap", async (file: Blob): Promise<FakeBitmap> => {
    const text = new TextDecoder().decode((await file.arrayBuffer()).slice(HEADER.length));
    if (text === "damaged") throw new Error("The source image could not be decoded.");
    return { width: SIDE, height: SIDE, text, close: () => undefined };
  });
  vi.stubGlobal(
    "OffscreenCanvas",
    class {
      #text = "";

      constructor(readonly width: number) {}

      getContext() {
        return {
          fillRect: () => undefined,
          drawImage: ({ text }: FakeBitmap) => (this.#text = text),
          getImageData: () => ({ data: pixelsOf(this.#text, this.width) }),
        };
      }
    },
  );
}
