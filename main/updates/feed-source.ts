// Where newer versions of this build are, and who signs for them. `npm run build` writes it beside the bundles from its
// environment (scripts/lib/feed-source.mjs), so it lies inside the package's archive. Without it there are no updates.
import { existsSync, readFileSync } from "node:fs";
import * as z from "zod/mini";
import { releaseKey, type ReleaseKey } from "../crypto/feed-signature";
import { isAllowedSource } from "./policy";

const schema = z.strictObject({ url: z.string(), keys: z.array(z.string()).check(z.minLength(1), z.maxLength(4)) });

export interface FeedSource {
  /** Folder of the feed; ends with a slash. */
  readonly url: URL;
  /** More than one while a key is being replaced. */
  readonly keys: readonly ReleaseKey[];
}

/** Undefined without a file. Throws for one that is damaged: a build that cannot be believed must not look quiet. */
export function readFeedSource(file: string): FeedSource | undefined {
  if (!existsSync(file)) return undefined;
  const { url: address, keys } = schema.parse(JSON.parse(readFileSync(file, "utf8")));
  const url = new URL(address.endsWith("/") ? address : `${address}/`);
  if (!isAllowedSource(url)) throw new RangeError("updates come over https");
  return { url, keys: keys.map(releaseKey) };
}
