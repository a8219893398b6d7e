// Reads a file that the desktop opens with the app: it may be a contact card, and the page finds out. Never more of it
// than a card can be long, and never anything but a plain file.
import { open } from "node:fs/promises";
import { constants } from "node:fs";
import { basename } from "node:path";
import { LARGEST_CARD } from "../../shared/contact-card";

export interface OpenedFile {
  readonly name: string;
  readonly text: string;
}

const MAX_NAME_LENGTH = 200;

/** A larger file is cut one byte after the largest card, so that whoever takes it sees that it is too large. Throws what the system says. */
export async function readCard(path: string): Promise<OpenedFile> {
  // Without waiting: a pipe that nobody writes to would never open.
  const file = await open(path, constants.O_RDONLY | (process.platform === "win32" ? 0 : constants.O_NONBLOCK));
  try {
    if (!(await file.stat()).isFile()) throw new Error("not a plain file");
    const bytes = new Uint8Array(LARGEST_CARD + 1);
    let length = 0;
    for (;;) {
      const { bytesRead } = await file.read(bytes, length, bytes.length - length, length);
      length += bytesRead;
      if (bytesRead === 0 || length === bytes.length) break;
    }
    return { name: basename(path).slice(-MAX_NAME_LENGTH), text: new TextDecoder().decode(bytes.subarray(0, length)) };
  } finally {
    await file.close();
  }
}
