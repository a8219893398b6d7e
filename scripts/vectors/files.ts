// Finds vectors and keys in a folder tree by what the files hold, not by their names: a vector has the body of a SIP
// MESSAGE or expects something, a key file maps names to certificates. Keys may also lie in a folder above.
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";

export interface Vector {
  readonly id: string;
  /** Absent in a file that expects something of a body it does not have. */
  readonly body?: string;
  readonly senderKey?: string;
  readonly recipientKey?: string;
  readonly sipFrom?: string;
  readonly ownAddress?: string;
  readonly options?: { readonly acceptSha1Signatures?: boolean };
  readonly after?: readonly string[];
  readonly deliverTimes?: number;
  readonly expect?: "accept" | "reject";
  readonly expected?: Readonly<Record<string, unknown>>;
  readonly expectedText?: string;
}

export interface KeyEntry {
  readonly address?: string | null;
  readonly privateKeyPkcs8Pem?: string;
  readonly certPem?: string;
}

export interface VectorSet {
  readonly vectors: readonly Vector[];
  readonly keys: ReadonlyMap<string, KeyEntry>;
}

type Json = Readonly<Record<string, unknown>>;

/** Everything under `directory`, in the order of the paths. @throws Error when the folder cannot be read. */
export function readVectorSet(directory: string): VectorSet {
  const root = resolve(directory);
  if (!statSync(root).isDirectory()) throw new Error(`${directory} is not a folder`);
  const paths = readdirSync(root, { recursive: true, encoding: "utf8" }).filter((path) => path.endsWith(".json")).sort();
  const files = paths.map((path) => ({ path, json: readJson(join(root, path)) }));
  const keys = new Map<string, KeyEntry>();
  for (const json of [...keyFilesAbove(root), ...files.map((file) => file.json)]) {
    if (isKeyFile(json)) for (const [name, entry] of Object.entries(json)) keys.set(name, entry);
  }
  return { vectors: files.flatMap(({ path, json }) => vectorOf(path, json) ?? []), keys };
}

/** The farthest first, so that a nearer file wins. */
function keyFilesAbove(folder: string): readonly (Json | undefined)[] {
  const parent = dirname(folder);
  if (parent === folder) return [];
  const path = join(parent, "keys.json");
  return [...keyFilesAbove(parent), existsSync(path) ? readJson(path) : undefined];
}

function readJson(path: string): Json | undefined {
  try {
    const json: unknown = JSON.parse(readFileSync(path, "utf8"));
    return isObject(json) ? json : undefined;
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isKeyFile(json: Json | undefined): json is Readonly<Record<string, KeyEntry>> {
  if (json === undefined) return false;
  const entries = Object.values(json);
  return entries.length > 0 && entries.every((entry) => isObject(entry) && typeof entry["certPem"] === "string");
}

/** S/MIME vectors bring the bare body and one inside an envelope; the bare one is what travels. */
function vectorOf(path: string, json: Json | undefined): Vector | undefined {
  if (json === undefined) return undefined;
  const { bodyBase64, envelopeBase64, ...set } = Object.fromEntries(Object.entries(json).filter(([, value]) => value !== null));
  const body = bodyBase64 ?? envelopeBase64;
  const id = typeof set["id"] === "string" ? set["id"] : basename(path, ".json");
  if (typeof body === "string") return { ...set, id, body };
  return set["expect"] === undefined ? undefined : { ...set, id };
}
