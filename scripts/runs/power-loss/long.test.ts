import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createAccount } from "../../../main/db/account-repository";
import { closeDatabase, openDatabase, type Database } from "../../../main/db/open";
import { sealText } from "../../../main/messaging/testing/letters";
import { seededRandom } from "../../../main/messaging/testing/seeded-random";
import { tempFolder } from "../../../main/platform/testing/temp-folder";
import { alice, bob } from "../../../main/protocol/testing/people";
import { diskAfter, type Files } from "./disk";
import { readRecording, type Change } from "./recording";
import type { WriterInput } from "./writer";

const LETTERS = 60;
const POWER_CUTS = 600;
const KEY = new Uint8Array(32).fill(5);
const nativeBinding = process.env["STAMP_SQLITE_BINDING"];

const letter = (index: number): string => `letter ${String(index)}`;
/** In the clone, where the packages are found that are not in the bundle. */
const tools = join(import.meta.dirname, "..", "..", "..", "dist", "test", `power-loss-${String(process.pid)}`);
const recorder = join(tools, "record.so");
const program = join(tools, "writer.cjs");
let letters: readonly string[];

beforeAll(async () => {
  mkdirSync(tools, { recursive: true });
  compile(join(import.meta.dirname, "record.c"), recorder);
  const external = ["better-sqlite3-multiple-ciphers", "@node-rs/argon2", "pino", "bufferutil", "utf-8-validate"];
  const entryPoints = [join(import.meta.dirname, "writer.ts")];
  await build({ entryPoints, outfile: program, bundle: true, platform: "node", target: "node18", external, loader: { ".sql": "text" } });
  letters = await Promise.all(Array.from({ length: LETTERS }, (_, index) => sealText(letter(index), index + 1, { sequenceNumber: index + 1 })));
}, 60_000);

afterAll(() => {
  rmSync(tools, { recursive: true });
});

function compile(source: string, target: string): void {
  try {
    execFileSync("gcc", ["-shared", "-fPIC", "-O1", "-Wall", "-Werror", "-o", target, source, "-ldl", "-lpthread"], { stdio: "pipe" });
  } catch (error) {
    const reason = (error as { readonly stderr?: Buffer }).stderr?.toString() ?? "";
    throw new Error(`record.c needs a C compiler; on Debian: apt-get install gcc libc6-dev\n${reason}`, { cause: error });
  }
}

interface Recording {
  readonly before: Files;
  readonly changes: readonly Change[];
}

/** What happens on the disk while a stack receives all letters and writes as many texts. */
function recordWriting(syncs: boolean): Recording {
  const folder = join(tempFolder(), "account");
  mkdirSync(folder);
  const file = join(folder, "stamp.db");
  const database = openDatabase({ file, key: KEY, nativeBinding });
  createAccount(database, {
    address: alice.address,
    serverUrl: "ws://127.0.0.1:1",
    password: "secret",
    privateKey: alice.identity.privateKey.signing.export({ type: "pkcs8", format: "der" }),
    certificate: alice.identity.certificate.der,
    createdAt: Date.now(),
    tryHere: false,
  });
  closeDatabase(database);
  const before = new Map([["stamp.db", new Uint8Array(readFileSync(file))]]);

  const input: WriterInput = {
    file,
    key: Buffer.from(KEY).toString("hex"),
    friend: bob.address,
    friendCertificate: Buffer.from(bob.identity.certificate.der).toString("base64"),
    letters,
    checkpointEvery: 100,
    syncs,
  };
  const recordFile = join(folder, "..", "record");
  const { status, stderr } = spawnSync(process.execPath, [program], {
    input: JSON.stringify(input),
    env: { ...process.env, LD_PRELOAD: recorder, RECORD_FOLDER: folder, RECORD_FILE: recordFile },
  });
  expect(stderr.toString()).toBe("");
  expect(status).toBe(0);
  return { before, changes: readRecording(readFileSync(recordFile)) };
}

interface AfterCut {
  readonly acknowledged: number;
  /** Of what was acknowledged. */
  readonly lost: readonly string[];
}

/** The power goes after so many changes; what was acknowledged before is looked for. Throws when the file does not open. */
function cutPowerAfter({ before, changes }: Recording, count: number, seed: number): AfterCut {
  const done = changes.slice(0, count);
  const folder = tempFolder();
  for (const [name, content] of diskAfter(before, done, seededRandom(seed))) {
    // The index of the log lies in memory and is made anew.
    if (!name.endsWith("-shm")) writeFileSync(join(folder, name), content);
  }
  const acknowledged = done.flatMap((change) => (change.type === "mark" ? [change.text] : []));
  const database = openDatabase({ file: join(folder, "stamp.db"), key: KEY, nativeBinding });
  try {
    expect(database.pragma("integrity_check", { simple: true })).toBe("ok");
    const present = wordsIn(database);
    return { acknowledged: acknowledged.length, lost: acknowledged.filter((mark) => !present.has(mark)) };
  } finally {
    closeDatabase(database);
  }
}

/** Everything that is there, shown or not opened yet, in the words of the marks. */
function wordsIn(database: Database): ReadonlySet<string> {
  const column = (sql: string): readonly string[] => database.prepare<[], string>(sql).pluck().all();
  const unopened = new Set(column("SELECT final_message FROM message_queue WHERE is_outgoing = 0"));
  const shown = new Set(column("SELECT text FROM messages WHERE kind = 'peer'"));
  const got = letters.flatMap((body, index) => (unopened.has(body) || shown.has(letter(index)) ? [`got ${String(index)}`] : []));
  const wrote = column("SELECT text FROM messages WHERE kind = 'own'").map((text) => text.replace("own", "wrote"));
  return new Set([...got, ...wrote]);
}

/** Cuts at random moments, each with its own luck for what was not synced. */
function cutOften(recording: Recording): readonly AfterCut[] {
  const random = seededRandom(77);
  return Array.from({ length: POWER_CUTS }, (_, index) =>
    cutPowerAfter(recording, 1 + Math.floor(random.fraction() * recording.changes.length), index),
  );
}

describe.skipIf(process.platform !== "linux")("when the power goes at any moment", () => {
  it("the file opens, is whole, and has every message that was acknowledged", { timeout: 590_000 }, () => {
    const recording = recordWriting(true);
    // Commits and checkpoints are in the recording, and so is the end of the run.
    const synced = (name: string): number => recording.changes.filter((change) => change.type === "sync" && change.file === name).length;
    expect(synced("stamp.db-wal")).toBeGreaterThan(2 * LETTERS);
    expect(synced("stamp.db")).toBeGreaterThan(3);
    expect(cutPowerAfter(recording, recording.changes.length, 1)).toEqual({ acknowledged: 2 * LETTERS, lost: [] });

    const cuts = cutOften(recording);
    expect(cuts.flatMap(({ lost }) => lost)).toEqual([]);
    expect(cuts.filter(({ acknowledged }) => acknowledged > 0).length).toBeGreaterThan(POWER_CUTS / 2);
  });

  it("messages are lost if nobody waits for the disk: the test can fail", { timeout: 590_000 }, () => {
    const recording = recordWriting(false);
    const outcomes = Array.from({ length: 10 }, (_, index) => {
      try {
        return cutPowerAfter(recording, Math.floor(recording.changes.length / 2) + index, index).lost.length;
      } catch {
        return "damaged";
      }
    });
    expect(outcomes.filter((lost) => lost !== 0)).not.toEqual([]);
  });
});
