import { createDecipheriv } from "node:crypto";
import { hashRaw } from "@node-rs/argon2";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { StampError, type ErrorCode } from "../../../shared/errors";
import type { Address } from "../../../shared/ids";
import type { ByteSource } from "./chunks";
import { databaseOf, manifestOf, sealAccountFile } from "./content";
import { CHUNK_LENGTH, createHeader, HEADER_LENGTH, openHeader, type ContentKey } from "./header";
import { readManifest, writeManifest, type Manifest } from "./manifest";
import { joined, memorySource } from "./testing/memory-source";

const PASSPHRASE = "vier Wörter für die Datei";
const MANIFEST: Manifest = {
  address: "alice@example.com" as Address,
  savedAt: 1_800_000_000_000,
  databaseKey: new Uint8Array(32).map((_, index) => index),
};
const SEALED_CHUNK = CHUNK_LENGTH + 16;
/** What of the database is in the first chunk. */
const FIRST = CHUNK_LENGTH - writeManifest(MANIFEST).length;

let contentKey: ContentKey;
beforeAll(async () => {
  contentKey = await createHeader(PASSPHRASE);
});

const pattern = (length: number): Uint8Array => new Uint8Array(length).map((_, index) => (index * 31 + (index >> 8)) & 255);

const seal = (database: Uint8Array, progress: (done: number) => void = () => undefined): Promise<Uint8Array> =>
  joined(sealAccountFile({ manifest: MANIFEST, database: memorySource(database), contentKey, progress }));

const open = (file: Uint8Array): Promise<Uint8Array> => joined(databaseOf(memorySource(file), { ...contentKey, header: file.slice(0, HEADER_LENGTH) }));

async function codeOf(work: Promise<unknown>): Promise<ErrorCode | "accepted"> {
  try {
    await work;
    return "accepted";
  } catch (error) {
    if (error instanceof StampError) return error.code;
    throw error;
  }
}

/** The description in docs/account-file.md, read with nothing of ours. */
async function readByHand(file: Buffer, passphrase: string): Promise<{ readonly manifest: unknown; readonly database: Buffer }> {
  expect(file.subarray(0, 16).toString("latin1")).toBe("STAMP ACCOUNT\r\n\x1a");
  expect([file.readUInt16BE(16), file.readUInt16BE(18)]).toEqual([1, 1]);
  const [memoryCost, timeCost, parallelism, chunk] = [20, 24, 28, 32].map((offset) => file.readUInt32BE(offset));
  const key = await hashRaw(passphrase.normalize("NFC"), {
    algorithm: 2,
    version: 1,
    memoryCost: memoryCost ?? 0,
    timeCost: timeCost ?? 0,
    parallelism: parallelism ?? 0,
    outputLen: 32,
    salt: file.subarray(36, 52),
  });
  const gcm = (secret: Buffer, nonce: Buffer, associated: Buffer, sealed: Buffer): Buffer => {
    const decipher = createDecipheriv("aes-256-gcm", secret, nonce, { authTagLength: 16 });
    decipher.setAAD(associated);
    decipher.setAuthTag(sealed.subarray(-16));
    return Buffer.concat([decipher.update(sealed.subarray(0, -16)), decipher.final()]);
  };
  const secret = gcm(key, file.subarray(52, 64), file.subarray(0, 52), file.subarray(64, 112));
  const parts: Buffer[] = [];
  for (let position = 112, index = 0; position < file.length; index += 1) {
    const sealed = file.subarray(position, position + (chunk ?? 0) + 16);
    position += sealed.length;
    const nonce = Buffer.alloc(12);
    nonce.writeUInt32BE(index, 7);
    nonce[11] = position === file.length ? 1 : 0;
    parts.push(gcm(secret, nonce, file.subarray(0, 112), sealed));
  }
  const content = Buffer.concat(parts);
  const end = 4 + content.readUInt32BE(0);
  return { manifest: JSON.parse(content.toString("utf8", 4, end)), database: content.subarray(end) };
}

describe("an account file", () => {
  it("is read by a program that knows only its description", async () => {
    const database = pattern(3 * CHUNK_LENGTH + 17);
    const { manifest, database: read } = await readByHand(Buffer.from(await seal(database)), PASSPHRASE);
    expect(manifest).toEqual({
      address: MANIFEST.address,
      savedAt: MANIFEST.savedAt,
      databaseKey: Buffer.from(MANIFEST.databaseKey).toString("base64"),
    });
    expect(read.equals(database)).toBe(true);
  });

  it.each([0, 1, FIRST - 1, FIRST, FIRST + 1, FIRST + CHUNK_LENGTH, FIRST + CHUNK_LENGTH + 1])("gives back %i bytes as they were", async (length) => {
    const database = pattern(length);
    const file = await seal(database);
    expect(Buffer.from(await open(file)).equals(database)).toBe(true);
    expect(await manifestOf(memorySource(file), contentKey)).toEqual(MANIFEST);
  });

  it("tells how far it is, up to all of it", async () => {
    const told: number[] = [];
    const database = pattern(5 * CHUNK_LENGTH);
    await seal(database, (done) => told.push(done));
    expect(told.at(-1)).toBe(database.length);
    expect(told).toEqual([...told].sort((a, b) => a - b));
    expect(told.length).toBeGreaterThan(5);
  });

  it("is never in memory as a whole: only what was taken has been read", async () => {
    const database = memorySource(pattern(20 * CHUNK_LENGTH));
    let read = 0;
    const counting = (source: ByteSource): ByteSource => ({ size: source.size, read: (position, length) => ((read += length), source.read(position, length)) });
    let taken = 0;
    const file: Uint8Array[] = [];
    for await (const part of sealAccountFile({ manifest: MANIFEST, database: counting(database), contentKey, progress: () => undefined })) {
      file.push(part);
      taken += part.length;
      expect(read).toBeLessThanOrEqual(taken);
    }
    [read, taken] = [0, 0];
    for await (const part of databaseOf(counting(memorySource(new Uint8Array(Buffer.concat(file)))), contentKey)) {
      taken += part.length;
      expect(read).toBeLessThan(taken + SEALED_CHUNK);
    }
    expect(taken).toBe(20 * CHUNK_LENGTH);
  });

  it("opens with its passphrase in any spelling of the same letters, and with no other one", async () => {
    const file = await seal(pattern(10));
    const header = file.slice(0, HEADER_LENGTH);
    expect((await openHeader(header, PASSPHRASE.normalize("NFD"))).key).toEqual(contentKey.key);
    expect(await codeOf(openHeader(header, "vier Worter fur die Datei"))).toBe("account-file-wrong-passphrase");
  });

  it.each<[string, (file: Uint8Array) => void, ErrorCode]>([
    ["something else", (file) => file.set([0x50, 0x4b], 0), "not-an-account-file"],
    ["of a newer version", (file) => file.set([0, 2], 16), "account-file-newer"],
    ["of version 0", (file) => file.set([0, 0], 16), "account-file-damaged"],
    ["derived in another way", (file) => file.set([0, 2], 18), "account-file-damaged"],
    ["that would compute for hours", (file) => file.set([0xff], 20), "account-file-damaged"],
    ["with another salt", (file) => file.set([(file[40] ?? 0) ^ 1], 40), "account-file-wrong-passphrase"],
  ])("%s is refused for what it is", async (_, change, code) => {
    const header = contentKey.header.slice();
    change(header);
    expect(await codeOf(openHeader(header, PASSPHRASE))).toBe(code);
  });

  it.each([0, 1, 15, 16, 40, HEADER_LENGTH - 1])("of only %i bytes is refused", async (length) => {
    const code = await codeOf(openHeader(contentKey.header.slice(0, length), PASSPHRASE));
    expect(code).toBe(length < 16 ? "not-an-account-file" : "account-file-damaged");
  });

  describe("that was changed on the way", () => {
    let file: Uint8Array;
    beforeAll(async () => {
      file = await seal(pattern(2 * CHUNK_LENGTH));
    });

    it("is refused whichever bit of it was flipped", async () => {
      await fc.assert(
        fc.asyncProperty(fc.nat({ max: file.length * 8 - 1 }), async (bit) => {
          const changed = file.slice();
          changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
          expect(await codeOf(open(changed))).toBe("account-file-damaged");
        }),
        { numRuns: 150 },
      );
    });

    it("is refused wherever it was cut off", async () => {
      const whole = [HEADER_LENGTH, HEADER_LENGTH + SEALED_CHUNK, HEADER_LENGTH + 2 * SEALED_CHUNK, file.length - 1];
      await fc.assert(
        fc.asyncProperty(fc.oneof(fc.constantFrom(...whole), fc.nat({ max: file.length - 1 })), async (length) => {
          expect(await codeOf(open(file.slice(0, length)))).toBe("account-file-damaged");
        }),
        { numRuns: 60, examples: whole.map((length) => [length]) },
      );
    });

    it("is refused with chunks in another order, left out, or from another file", async () => {
      const other = await joined(
        sealAccountFile({ manifest: MANIFEST, database: memorySource(pattern(2 * CHUNK_LENGTH)), contentKey: await createHeader(PASSPHRASE), progress: () => undefined }),
      );
      const chunk = (from: Uint8Array, index: number) => from.slice(HEADER_LENGTH + index * SEALED_CHUNK, HEADER_LENGTH + (index + 1) * SEALED_CHUNK);
      const made = (...parts: readonly Uint8Array[]) => new Uint8Array(Buffer.concat([contentKey.header, ...parts]));
      const forgeries = [
        made(chunk(file, 1), chunk(file, 0), chunk(file, 2)),
        made(chunk(file, 0), chunk(file, 2)),
        made(chunk(file, 0), chunk(file, 0), chunk(file, 1), chunk(file, 2)),
        made(chunk(other, 0), chunk(file, 1), chunk(file, 2)),
        made(chunk(file, 0), chunk(file, 1), chunk(file, 2), chunk(file, 2)),
        made(chunk(file, 0), chunk(file, 1), chunk(file, 2), new Uint8Array(1)),
        new Uint8Array(Buffer.concat([other.slice(0, HEADER_LENGTH), file.slice(HEADER_LENGTH)])),
      ];
      expect(await codeOf(open(made(chunk(file, 0), chunk(file, 1), chunk(file, 2))))).toBe("accepted");
      for (const forged of forgeries) expect(await codeOf(open(forged))).toBe("account-file-damaged");
    });
  });
});

describe("a manifest", () => {
  const text = (json: string): Uint8Array => {
    const bytes = Buffer.from(`0000${json}`);
    bytes.writeUInt32BE(bytes.length - 4);
    return new Uint8Array(bytes);
  };
  const fields = { address: "alice@example.com", savedAt: 1, databaseKey: Buffer.alloc(32).toString("base64") };

  it("may say more than this version knows", () => {
    expect(readManifest(text(JSON.stringify({ ...fields, more: [] }))).manifest).toMatchObject({ savedAt: 1 });
  });

  it.each([
    ["no JSON", text("{")],
    ["another shape", text("[]")],
    ["no address", text(JSON.stringify({ ...fields, address: "alice" }))],
    ["a time that is none", text(JSON.stringify({ ...fields, savedAt: 1e300 }))],
    ["a key of another length", text(JSON.stringify({ ...fields, databaseKey: "AAAA" }))],
    ["more than fits", text(JSON.stringify({ ...fields, more: "x".repeat(5000) }))],
    ["a length beyond the chunk", new Uint8Array([0, 0, 1, 0, 0x7b])],
    ["nothing", new Uint8Array(2)],
  ])("with %s is refused", (_, bytes) => {
    expect(() => readManifest(bytes)).toThrow(expect.objectContaining({ code: "account-file-damaged" }));
  });
});
