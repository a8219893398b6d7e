// Width and height of a PNG or JPEG file from its first bytes, so that a picture is known to be of a sensible size before
// it is unpacked: a small file can hold a picture that takes gigabytes.

export interface PictureSize {
  readonly width: number;
  readonly height: number;
}

/** Undefined for anything but the two formats, and for a file that is cut off before its size. */
export function pictureSize(bytes: Uint8Array): PictureSize | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const size = pngSize(view) ?? jpegSize(view);
  return size === undefined || size.width === 0 || size.height === 0 ? undefined : size;
}

/** PNG (ISO/IEC 15948), 5.2 and 11.2.2: a signature of 8 bytes, then the chunk IHDR. */
function pngSize(view: DataView): PictureSize | undefined {
  if (view.byteLength < 24 || view.getUint32(0) !== 0x89504e47 || view.getUint32(4) !== 0x0d0a1a0a) return undefined;
  return view.getUint32(12) === 0x49484452 ? { width: view.getUint32(16), height: view.getUint32(20) } : undefined;
}

/**
 * JPEG (ITU-T T.81), annex B: segments with a marker and a length; a start of frame, C0 to CF but for three, has the size.
 * Markers without a length do not belong before it: a decoder passes over them alone and would find another frame.
 */
function jpegSize(view: DataView): PictureSize | undefined {
  if (view.byteLength < 4 || view.getUint16(0) !== 0xffd8) return undefined;
  for (let at = 2; at + 9 <= view.byteLength && view.getUint8(at) === 0xff; ) {
    const marker = view.getUint8(at + 1);
    const isFrame = marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
    if (isFrame) return { width: view.getUint16(at + 7), height: view.getUint16(at + 5) };
    if (marker <= 0x01 || (marker >= 0xd0 && marker <= 0xd9)) return undefined;
    // A byte that only fills up.
    at += marker === 0xff ? 1 : 2 + view.getUint16(at + 2);
  }
  return undefined;
}
