// `npm run sign-feed -- FILE…`: puts the makers' signature into latest*.yml, as electron-builder made them (docs/updates.md).
// The private key is read from a file only: what stands in arguments or the environment is seen by other programs.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { basename } from "node:path";
import { parseArgs } from "node:util";
import { makeReleaseKey, openFeed, publicHalf, releaseKey, signFeed } from "../main/crypto/feed-signature";

const HELP = `npm run sign-feed -- [--key FILE] FEED…     signs latest.yml, latest-mac.yml, latest-linux.yml, …
npm run sign-feed -- --make-key FILE        makes a new release key

  --key FILE   the private key (PEM); without it the file that STAMP_FEED_KEY_FILE names

Each feed is changed in place: a signature that is there already is replaced by one of now. Do that at least every
90 days, also without a new version: apps distrust a feed that is older than 180.
`;

/** Throws an Error with a sentence for whatever is wrong. */
function run(args: readonly string[]): void {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { key: { type: "string" }, "make-key": { type: "string" }, help: { type: "boolean", default: false } },
  });
  const newKey = values["make-key"];
  if (values.help) console.log(HELP);
  else if (newKey !== undefined) makeKey(newKey);
  else sign(positionals, values.key ?? process.env["STAMP_FEED_KEY_FILE"]);
}

function makeKey(file: string): void {
  if (existsSync(file)) throw new Error(`${file} is there already; a release key is never overwritten.`);
  const { privateKey, publicKey } = makeReleaseKey();
  writeFileSync(file, privateKey, { mode: 0o600, flag: "wx" });
  console.log(`Private key: ${file}. Whoever has it can give every user another program: keep it offline.`);
  console.log(`Public key:  ${publicKey}`);
}

function sign(feeds: readonly string[], keyFile: string | undefined): void {
  if (keyFile === undefined) throw new Error("Which key? Give --key FILE or STAMP_FEED_KEY_FILE.");
  if (feeds.length === 0) throw new Error("Which feed? Give the latest*.yml of the release.");
  const privateKey = readFileSync(keyFile, "utf8");
  const publicKey = publicHalf(privateKey);
  for (const feed of feeds) {
    const name = basename(feed);
    if (!/^latest[\w-]*\.yml$/.test(name)) throw new Error(`${name} is no feed: apps ask for latest.yml, latest-mac.yml, latest-linux.yml, ….`);
    const signed = signFeed(readFileSync(feed, "utf8"), { name, signedAt: Date.now(), privateKey });
    // As an app will read it.
    openFeed(Buffer.from(signed, "utf8"), name, [releaseKey(publicKey)]);
    writeFileSync(feed, signed);
    console.log(`${name}: signed for ${publicKey}`);
  }
}

try {
  run(process.argv.slice(2));
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
