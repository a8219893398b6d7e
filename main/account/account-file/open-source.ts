// Reading a large file a piece at a time, whatever the operating system hands out at once.
import { StampError, type ErrorCode } from "../../../shared/errors";
import type { ByteSource } from "./chunks";

/** A file handle, or what reads like one. */
export interface Readable {
  read(bytes: Uint8Array, offset: number, length: number, position: number): Promise<{ readonly bytesRead: number }>;
}

/** The first `size` bytes of an open file. What cannot be read, or is not there any more, is `failure`. */
export function openSource(handle: Readable, size: number, failure: ErrorCode): ByteSource {
  return {
    size,
    async read(position, length) {
      const bytes = new Uint8Array(length);
      for (let done = 0; done < length; ) {
        const { bytesRead } = await handle.read(bytes, done, length - done, position + done).catch((cause: unknown) => {
          throw new StampError(failure, {}, { cause });
        });
        if (bytesRead === 0) throw new StampError(failure);
        done += bytesRead;
      }
      return bytes;
    },
  };
}
