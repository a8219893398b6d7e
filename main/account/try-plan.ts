// The people of "Try it here" and where their server listens: one small file, readable by this user only, shared by
// the app's instances on this computer. Its secrets are of accounts that exist nowhere else and protect nothing real;
// each person's own history is encrypted in their own profile all the same.
import { existsSync, readFileSync, renameSync } from "node:fs";
import { join } from "node:path";
import * as z from "zod/mini";
import { StampError } from "../../shared/errors";
import type { Address } from "../../shared/ids";
import { fromBase64, toBase64 } from "../crypto/base64";
import { randomBytes } from "../crypto/random";
import { writeFileAtomically } from "../platform/atomic-file";

export interface TryPerson {
  readonly address: Address;
  readonly password: string;
}

export interface TryPlan {
  /** 0 until somebody has hosted the server for the first time. */
  readonly port: number;
  readonly you: TryPerson;
  /** The second person's invitation. */
  readonly friend: TryPerson;
  readonly echo: TryPerson & { readonly databaseKey: Uint8Array };
}

/** A name that never leaves the computer (RFC 6761). */
export const TRY_DOMAIN = "stamp.localhost";
const VERSION = 1;

const person = z.object({ address: z.string(), password: z.string() });
const schema = z.object({
  version: z.literal(VERSION),
  port: z.int().check(z.minimum(0), z.maximum(65_535)),
  you: person,
  friend: person,
  echo: z.extend(person, { databaseKey: z.string() }),
});

const planFile = (folder: string) => join(folder, "try-here.json");

/** The plan of this computer, or nothing when "Try it here" was never begun or its file cannot be read. */
export function readTryPlan(folder: string): TryPlan | undefined {
  try {
    const { port, you, friend, echo } = schema.parse(JSON.parse(readFileSync(planFile(folder), "utf8")));
    const databaseKey = fromBase64(echo.databaseKey);
    if (databaseKey?.length !== 32) return undefined;
    return {
      port,
      you: asPerson(you),
      friend: asPerson(friend),
      echo: { ...asPerson(echo), databaseKey },
    };
  } catch {
    return undefined;
  }
}

/** The plan of this computer, made if there is none. A file that cannot be read is put aside, not overwritten. */
export function ensureTryPlan(folder: string): TryPlan {
  const known = readTryPlan(folder);
  if (known !== undefined) return known;
  if (existsSync(planFile(folder))) renameSync(planFile(folder), `${planFile(folder)}.unreadable`);
  const plan: TryPlan = {
    port: 0,
    you: newPerson("you"),
    friend: newPerson("friend"),
    echo: { ...newPerson("echo"), databaseKey: randomBytes(32) },
  };
  write(folder, plan);
  return plan;
}

export function writeTryPort(folder: string, port: number): void {
  const plan = readTryPlan(folder);
  if (plan === undefined) throw new StampError("internal");
  write(folder, { ...plan, port });
}

export function tryServerUrl(port: number): string {
  return `ws://127.0.0.1:${String(port)}`;
}

function write(folder: string, plan: TryPlan): void {
  const echo = { ...plan.echo, databaseKey: toBase64(plan.echo.databaseKey) };
  writeFileAtomically(planFile(folder), `${JSON.stringify({ version: VERSION, ...plan, echo }, undefined, 2)}\n`);
}

function newPerson(name: string): TryPerson {
  return { address: `${name}@${TRY_DOMAIN}` as Address, password: toBase64(randomBytes(18)) };
}

function asPerson({ address, password }: z.infer<typeof person>): TryPerson {
  return { address: address as Address, password };
}
