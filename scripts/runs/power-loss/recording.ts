// What record.c wrote down: every change of the files of one folder, in order.

export type Change =
  | { readonly type: "open"; readonly file: string }
  | { readonly type: "write"; readonly file: string; readonly offset: number; readonly data: Uint8Array }
  | { readonly type: "truncate"; readonly file: string; readonly size: number }
  | { readonly type: "sync"; readonly file: string }
  | { readonly type: "unlink"; readonly file: string }
  /** The world was told something. */
  | { readonly type: "mark"; readonly text: string };

const HEADER = 24;
/** Whose writes are marks. */
export const MARKS = "acknowledged";

/** Throws a RangeError for what is no recording. */
export function readRecording(bytes: Uint8Array): readonly Change[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const names = new Map<number, string>();
  const changes: Change[] = [];
  for (let at = 0; at < bytes.length; ) {
    const [kind, number] = [view.getUint32(at, true), view.getUint32(at + 4, true)];
    const [offset, length] = [Number(view.getBigUint64(at + 8, true)), Number(view.getBigUint64(at + 16, true))];
    at += HEADER;
    const data = bytes.subarray(at, at + length);
    at += length;
    if (kind === 1) names.set(number, text(data));
    const file = names.get(number);
    // What was opened before the recording began is unknown; nothing of it is removed but leftovers that were not there.
    if (file === undefined) continue;
    changes.push(changeOf(kind, file, offset, data));
  }
  return changes;
}

function changeOf(kind: number, file: string, offset: number, data: Uint8Array): Change {
  switch (kind) {
    case 1:
      return { type: "open", file };
    case 2:
      return file === MARKS ? { type: "mark", text: text(data) } : { type: "write", file, offset, data };
    case 3:
      return { type: "truncate", file, size: offset };
    case 4:
      return { type: "sync", file };
    case 5:
      return { type: "unlink", file };
    default:
      throw new RangeError(`a change of kind ${String(kind)}`);
  }
}

const text = (data: Uint8Array): string => Buffer.from(data).toString("utf8");
