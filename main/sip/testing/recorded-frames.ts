// Frames as real servers sent them to this client, one of each kind: Kamailio 5.6 (its double space in Via,
// its long tags) and the built-in server. Kept as text so that a line is a header; bodies are shortened.
import { readFileSync } from "node:fs";

export const RECORDED_SERVERS = ["kamailio", "embedded"] as const;

export function recordedFrames(server: (typeof RECORDED_SERVERS)[number]): readonly string[] {
  const text = readFileSync(new URL(`frames/${server}.txt`, import.meta.url), "utf8");
  return text
    .split("\n=====\n")
    .slice(0, -1)
    .map((frame) => frame.replace(/\n/g, "\r\n"));
}
