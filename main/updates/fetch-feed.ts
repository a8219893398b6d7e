// Fetches the feed: a few kilobytes from one place, in limited time, without following anybody elsewhere.
import { StampError } from "../../shared/errors";
import type { Millis } from "../../shared/ids";

const MAX_FEED_BYTES = 64 * 1024;
const LIMIT: Millis = 30_000;

export type Fetch = (url: string, options: RequestInit) => Promise<Response>;

/** The bytes at `url`. Rejects with `update-unreachable`, also for a redirect, or `update-malformed` when there are too many. */
export async function fetchFeed(fetch: Fetch, url: string, limit = LIMIT): Promise<Uint8Array> {
  const stop = new AbortController();
  const timer = setTimeout(() => { stop.abort(); }, limit);
  try {
    const answer = await fetch(url, { redirect: "error", credentials: "omit", signal: stop.signal });
    if (answer.status !== 200 || answer.body === null) throw new StampError("update-unreachable");
    return await readAll(answer.body, stop.signal);
  } catch (error) {
    if (error instanceof StampError) throw error;
    throw new StampError("update-unreachable", {}, { cause: error });
  } finally {
    clearTimeout(timer);
    stop.abort(); // what is left of an answer that is too long
  }
}

async function readAll(body: NonNullable<Response["body"]>, signal: AbortSignal): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  const reader = body.getReader();
  const aborted = new Promise<never>((_, reject) => {
    signal.addEventListener("abort", () => { reject(new StampError("update-unreachable")); }, { once: true });
  });
  aborted.catch(() => undefined);
  for (;;) {
    const next = await Promise.race([reader.read(), aborted]);
    if (next.done) return Buffer.concat(chunks);
    const chunk = next.value as Uint8Array;
    size += chunk.length;
    if (size > MAX_FEED_BYTES) throw new StampError("update-malformed");
    chunks.push(chunk);
  }
}
