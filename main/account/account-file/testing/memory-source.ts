// For tests: an account file that lies in memory.
import type { ByteSource } from "../chunks";

export function memorySource(bytes: Uint8Array): ByteSource {
  return { size: bytes.length, read: (position, length) => Promise.resolve(bytes.slice(position, position + length)) };
}

export async function joined(parts: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const all: Uint8Array[] = [];
  for await (const part of parts) all.push(part);
  return new Uint8Array(Buffer.concat(all));
}
