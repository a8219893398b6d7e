// What a disk may hold when the power goes at some point of a recording: whatever was synced, and of what was not any part
// in any order, down to single sectors (spec 2.5).
import type { Random } from "../../../main/messaging/ports";
import { chance } from "../chance";
import type { Change } from "./recording";

export type Files = ReadonlyMap<string, Uint8Array>;

const SECTOR = 512;

type FileChange = Extract<Change, { type: "write" | "truncate" }>;

/** A file that grows. */
interface Content {
  bytes: Uint8Array;
  size: number;
}

interface FileState {
  readonly content: Content;
  /** Not synced yet. */
  pending: FileChange[];
}

/** `before`: what was on the disk when the recording began. */
export function diskAfter(before: Files, changes: readonly Change[], random: Random): Files {
  const states = new Map<string, FileState>();
  for (const [file, bytes] of before) states.set(file, { content: { bytes: bytes.slice(), size: bytes.length }, pending: [] });
  for (const change of changes) apply(states, change);

  const files = new Map<string, Uint8Array>();
  for (const [file, { content, pending }] of states) {
    for (const change of pending) reachPerhaps(content, change, random);
    files.set(file, content.bytes.subarray(0, content.size));
  }
  return files;
}

function apply(states: Map<string, FileState>, change: Change): void {
  if (change.type === "mark") return;
  if (change.type === "unlink") return void states.delete(change.file);
  const state = states.get(change.file) ?? { content: { bytes: new Uint8Array(), size: 0 }, pending: [] };
  states.set(change.file, state);
  if (change.type === "write" || change.type === "truncate") state.pending.push(change);
  if (change.type !== "sync") return;
  for (const pending of state.pending) reach(state.content, pending);
  state.pending = [];
}

function reach(content: Content, change: FileChange): void {
  if (change.type === "truncate") resize(content, change.size);
  else put(content, change.offset, change.data);
}

/** It reached the disk, or did not, or in part. */
function reachPerhaps(content: Content, change: FileChange, random: Random): void {
  const luck = random.fraction();
  if (luck < 0.35) return;
  if (luck < 0.7 || change.type === "truncate") return reach(content, change);
  for (let at = 0; at < change.data.length; at += SECTOR) {
    if (chance(random, 0.5)) put(content, change.offset + at, change.data.subarray(at, at + SECTOR));
  }
}

function put(content: Content, offset: number, data: Uint8Array): void {
  resize(content, Math.max(content.size, offset + data.length));
  content.bytes.set(data, offset);
}

/** What comes new is zero. */
function resize(content: Content, size: number): void {
  if (size > content.bytes.length) {
    const bytes = new Uint8Array(size * 2);
    bytes.set(content.bytes.subarray(0, content.size));
    content.bytes = bytes;
  }
  if (size < content.size) content.bytes.fill(0, size, content.size);
  content.size = size;
}
