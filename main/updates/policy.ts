// Which newer versions are taken, and when they are looked for. No input or output here.
import * as z from "zod/mini";
import { StampError } from "../../shared/errors";
import type { Millis } from "../../shared/ids";
import type { SignedFeed } from "../crypto/feed-signature";

const DAY: Millis = 24 * 3600 * 1000;
/** The makers sign anew more often than this, also without a new version: silence longer than this may be somebody's doing. */
const STALE_AFTER: Millis = 180 * DAY;
/** Far above any package of ours. */
const MAX_FILE_BYTES = 1024 ** 3;

/** What we take from a feed; whatever else stands in it does not reach the updater. */
const offer = z.object({
  version: z.string().check(z.regex(/^\d{1,6}\.\d{1,6}\.\d{1,6}$/)),
  files: z
    .array(
      z.object({
        // A plain name: the file lies beside the feed.
        url: z.string().check(z.regex(/^[\w][\w.+ -]{0,199}$/)),
        sha512: z.string().check(z.regex(/^[A-Za-z0-9+/]{86}==$/)),
        size: z.int().check(z.positive(), z.maximum(MAX_FILE_BYTES)),
        isAdminRightsRequired: z.optional(z.boolean()),
      }),
    )
    .check(z.minLength(1), z.maxLength(16)),
});
export type Offer = z.infer<typeof offer>;

/** What stays known from one look to the next. */
export interface FeedMemory {
  /** Of the newest feed that was believed. */
  readonly signedAt?: Millis | undefined;
  readonly version?: string | undefined;
}

/** The file that tells of the newest version for this computer, as electron-builder names it. */
export function feedName(platform: NodeJS.Platform, arch: string): string {
  if (platform === "win32") return "latest.yml";
  if (platform === "darwin") return "latest-mac.yml";
  return arch === "x64" ? "latest-linux.yml" : `latest-linux-${arch}.yml`;
}

/** Where newer versions may come from: https, or this computer itself (for tests). */
export function isAllowedSource(url: URL): boolean {
  const local = ["127.0.0.1", "[::1]", "localhost"].includes(url.hostname);
  return (url.protocol === "https:" || (url.protocol === "http:" && local)) && url.username === "" && url.password === "";
}

/** Three numbers each. */
export function isNewer(version: string, than: string): boolean {
  const [a, b] = [version, than].map((text) => text.split(".").map(Number));
  for (let at = 0; at < 3; at += 1) {
    const difference = (a?.[at] ?? 0) - (b?.[at] ?? 0);
    if (difference !== 0) return difference > 0;
  }
  return false;
}

/**
 * What to take from a feed that was signed: an offer if it is newer than `current`, else nothing. `parse` reads the YAML.
 * Throws `update-malformed`, `update-older` (somebody shows an older feed than was seen before), `update-stale`.
 */
export function judgeFeed(
  feed: SignedFeed,
  { current, memory, now, parse }: { readonly current: string; readonly memory: FeedMemory; readonly now: Millis; readonly parse: (yaml: string) => unknown },
): { readonly offer?: Offer; readonly memory: FeedMemory } {
  if (feed.signedAt < (memory.signedAt ?? 0)) throw new StampError("update-older");
  const read = offer.safeParse(parsed(feed.body, parse));
  if (!read.success) throw new StampError("update-malformed");
  const { version } = read.data;
  if (memory.version !== undefined && isNewer(memory.version, version)) throw new StampError("update-older");
  const seen = { signedAt: feed.signedAt, version };
  if (isNewer(version, current)) return { offer: read.data, memory: seen };
  if (now - feed.signedAt > STALE_AFTER) throw new StampError("update-stale");
  return { memory: seen };
}

/** Milliseconds until the next daily look. A look of the future is one of a clock that was set back. */
export function untilNextLook(triedAt: Millis | undefined, now: Millis): Millis {
  const age = now - (triedAt ?? 0);
  return age >= 0 && age < DAY ? DAY - age : 0;
}

function parsed(yaml: string, parse: (yaml: string) => unknown): unknown {
  try {
    return parse(yaml);
  } catch {
    return undefined;
  }
}
