// The file in which an account moves to another computer (docs/account-file.md): its head and chunks as somebody may have
// changed them, and what could stand in it under the right key.
import { sealAccountFile, databaseOf } from "../../../main/account/account-file/content";
import { checkHeader, createHeader, HEADER_LENGTH } from "../../../main/account/account-file/header";
import { readManifest, writeManifest } from "../../../main/account/account-file/manifest";
import type { ByteSource } from "../../../main/account/account-file/chunks";
import { mutateBytes } from "../changes/bytes";
import type { Corpus } from "../corpus";
import { fuzzTarget, reads, type FuzzTarget } from "../target";

const memory = (bytes: Uint8Array): ByteSource => ({
  size: bytes.length,
  read: (position, length) => Promise.resolve(bytes.slice(position, position + length)),
});

const manifestFor = ({ alice }: Corpus) => ({ address: alice.address, savedAt: 1_800_000_000_000, databaseKey: new Uint8Array(32).fill(7) });

/** In the head, behind what is the same in every file: the salt and the wrapped key. */
const SALT_OFFSET = 36;

/** The key is known, so that more than the first check is reached, and always the same, as the inputs have to be. */
export async function accountFileTarget(corpus: Corpus): Promise<FuzzTarget> {
  const { header } = await createHeader("a passphrase for fuzzing");
  const contentKey = { header: header.fill(3, SALT_OFFSET), key: new Uint8Array(32).fill(5) };
  const seal = async (length: number): Promise<Uint8Array> => {
    const parts: Uint8Array[] = [];
    const database = memory(new Uint8Array(length).fill(9));
    for await (const part of sealAccountFile({ manifest: manifestFor(corpus), database, contentKey, progress: () => undefined })) parts.push(part);
    return Buffer.concat(parts);
  };
  return fuzzTarget({
    name: "account-file",
    perTurn: 100,
    seeds: [await seal(0), await seal(500), await seal(70_000)],
    mutate: mutateBytes,
    prepare: (input) => ({
      async read() {
        const ownHeader = input.slice(0, HEADER_LENGTH);
        checkHeader(ownHeader);
        for await (const part of databaseOf(memory(input), { ...contentKey, header: ownHeader })) if (part.length > input.length) return false;
        return true;
      },
    }),
    codes: ["not-an-account-file", "account-file-newer", "account-file-damaged"],
  });
}

export function accountManifestTarget(corpus: Corpus): FuzzTarget {
  return fuzzTarget({
    name: "account-manifest",
    perTurn: 200,
    seeds: [writeManifest(manifestFor(corpus)), Buffer.concat([writeManifest(manifestFor(corpus)), new Uint8Array(300)])],
    mutate: mutateBytes,
    prepare: reads((input) => input, readManifest),
    codes: ["account-file-damaged"],
  });
}
