// The name that a save dialog offers. It has an address in it, and in addresses are characters that mean a folder, or
// nothing at all, to a file system.

/** Of the file systems in use the least is 255 bytes. */
const LONGEST = 200;

/** Never a path, whatever `name` is. What is too long loses its beginning: its end says which kind of file it is. */
export function fileName(name: string): string {
  return name.replace(/[^\p{L}\p{N}@._+ -]/gu, "_").slice(-LONGEST).replace(/^\.+/, "_");
}
