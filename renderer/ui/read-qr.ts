// Reads the QR code in a picture that the user gives. It happens in the window's own process, which is sandboxed: decoders
// of pictures are where hostile files do their work. Sizes are limited before anything is unpacked.
import { decodeQR } from "qr/decode.js";
import { StampError } from "../../shared/errors";
import { pictureSize, type PictureSize } from "./picture-size";

const LARGEST_FILE = 32 * 1024 * 1024;
/** A photo of 50 megapixels takes 200 MB when it is unpacked. */
const MOST_PIXELS = 50_000_000;
/** Longest side in which the code is looked for; a larger picture is looked at in both sizes, coarse noise is less in the second. */
const LOOKED_AT = [2400, 1000] as const;
/** Milliseconds for what is beyond the first simple look, each. */
const TIME_LIMIT = 1000;

/** Whether it is a picture of a kind that we read, by its content. */
export async function isPicture(file: Blob): Promise<boolean> {
  return pictureSize(await firstBytes(file)) !== undefined;
}

/**
 * The text of the code. Throws StampError `picture-too-large`, `picture-unreadable` (neither PNG nor JPEG, or damaged),
 * `picture-without-code`.
 */
export async function readQr(file: Blob): Promise<string> {
  if (file.size > LARGEST_FILE) throw new StampError("picture-too-large");
  const size = pictureSize(await firstBytes(file));
  if (size === undefined) throw new StampError("picture-unreadable");
  if (size.width * size.height > MOST_PIXELS) throw new StampError("picture-too-large");
  const bitmap = await createImageBitmap(file).catch(() => {
    throw new StampError("picture-unreadable");
  });
  try {
    for (const side of LOOKED_AT) {
      const text = decode(bitmap, Math.min(1, side / Math.max(bitmap.width, bitmap.height)));
      if (text !== undefined) return text;
    }
  } finally {
    bitmap.close();
  }
  throw new StampError("picture-without-code");
}

/** All of a small file. In a JPEG file the size is behind whatever the camera says about the picture. */
async function firstBytes(file: Blob): Promise<Uint8Array> {
  return new Uint8Array(await file.slice(0, 1024 * 1024).arrayBuffer());
}

function decode(bitmap: ImageBitmap, scale: number): string | undefined {
  const size: PictureSize = {
    width: Math.max(1, Math.round(bitmap.width * scale)),
    height: Math.max(1, Math.round(bitmap.height * scale)),
  };
  const canvas = new OffscreenCanvas(size.width, size.height).getContext("2d", { willReadFrequently: true });
  if (canvas === null) return undefined;
  // What is transparent in a picture is meant to lie on white.
  canvas.fillStyle = "white";
  canvas.fillRect(0, 0, size.width, size.height);
  canvas.drawImage(bitmap, 0, 0, size.width, size.height);
  try {
    return decodeQR({ ...size, data: canvas.getImageData(0, 0, size.width, size.height).data }, { timeLimit: TIME_LIMIT });
  } catch {
    return undefined;
  }
}
