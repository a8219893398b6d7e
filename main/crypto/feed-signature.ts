// The signature over what the makers say of the newest version (docs/updates.md). It stands in the file itself, as a
// comment before the YAML, so that there is one file to publish and one to fetch: two would disagree while one of them is
// being replaced. Ed25519, because the release key signs nothing else and needs no parameters.
import { createPrivateKey, createPublicKey, generateKeyPairSync, sign, verify, type KeyObject } from "node:crypto";
import { StampError } from "../../shared/errors";
import type { Millis } from "../../shared/ids";

/** Ed25519 SubjectPublicKeyInfo, up to the 32 bytes of the key (RFC 8410). */
const SPKI_START = Buffer.from("302a300506032b6570032100", "hex");
const FIRST_LINE = /^# stamp-feed 1 (?<signedAt>\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z) (?<signature>[A-Za-z0-9+/]{86}==)\r?\n/;

/** The public half of a key that signs feeds. Opaque outside main/crypto. */
export type ReleaseKey = KeyObject;

/** What one of the release keys has signed. */
export interface SignedFeed {
  /** The YAML, as it was signed. */
  readonly body: string;
  readonly signedAt: Millis;
}

/** A release key's public half: 32 bytes in base64, as it is built into a package. Throws RangeError for anything else. */
export function releaseKey(base64: string): ReleaseKey {
  const raw = Buffer.from(base64, "base64");
  if (raw.length !== 32 || raw.toString("base64") !== base64) throw new RangeError("a release key is 32 bytes in base64");
  return createPublicKey({ key: Buffer.concat([SPKI_START, raw]), format: "der", type: "spki" });
}

/**
 * What a feed says. `name` is the file that was asked for: a feed that was signed for another platform is none here.
 * Throws `update-not-signed` unless one of `keys` signed it. Nothing in it was read before.
 */
export function openFeed(bytes: Uint8Array, name: string, keys: readonly ReleaseKey[]): SignedFeed {
  const text = Buffer.from(bytes).toString("utf8");
  const { signedAt = "", signature = "" } = FIRST_LINE.exec(text)?.groups ?? {};
  if (signature === "") throw new StampError("update-not-signed");
  const body = text.slice(text.indexOf("\n") + 1);
  const signed = signedBytes(name, signedAt, body);
  if (!keys.some((key) => verify(null, signed, key, Buffer.from(signature, "base64")))) throw new StampError("update-not-signed");
  return { body, signedAt: Date.parse(signedAt) };
}

/** `yaml` with its signature before it, in place of an older one. `privateKey`: PKCS#8, PEM. Throws what Node says of a key that is none. */
export function signFeed(yaml: string, { name, signedAt, privateKey }: { readonly name: string; readonly signedAt: Millis; readonly privateKey: string }): string {
  const key = createPrivateKey(privateKey);
  if (key.asymmetricKeyType !== "ed25519") throw new RangeError("a release key is an Ed25519 key");
  const body = yaml.replace(FIRST_LINE, "");
  const at = new Date(signedAt).toISOString();
  const signature = sign(null, signedBytes(name, at, body), key).toString("base64");
  return `# stamp-feed 1 ${at} ${signature}\n${body}`;
}

/** A new release key: PKCS#8 in PEM, and the public half as it is built into packages. */
export function makeReleaseKey(): { readonly privateKey: string; readonly publicKey: string } {
  const { privateKey, publicKey } = generateKeyPairSync("ed25519");
  return { privateKey: privateKey.export({ type: "pkcs8", format: "pem" }) as string, publicKey: rawKey(publicKey) };
}

/** The public half of a private key in PEM. */
export function publicHalf(privateKey: string): string {
  return rawKey(createPublicKey(createPrivateKey(privateKey)));
}

function rawKey(key: KeyObject): string {
  return key.export({ type: "spki", format: "der" }).subarray(SPKI_START.length).toString("base64");
}

/** Neither the name nor the time can hold a line break, so no two feeds have the same bytes. */
function signedBytes(name: string, signedAt: string, body: string): Uint8Array {
  return Buffer.from(`stamp-feed 1\n${name}\n${signedAt}\n${body}`, "utf8");
}
