// Valid inputs to start from, which the repository has anyhow: the test vectors with their people, and frames as real
// servers sent them.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Address } from "../../shared/ids";
import { fromBase64 } from "../../main/crypto/base64";
import type { Identity } from "../../main/crypto/identity";
import { readVectorSet } from "../vectors/files";
import { peopleOf } from "../vectors/people";

interface Person {
  readonly address: Address;
  readonly identity: Identity;
}

export interface Corpus {
  readonly alice: Person;
  readonly bob: Person;
  /** Bodies of SIP MESSAGEs, most from Alice to Bob, decoded from base64: those with an envelope. */
  readonly enveloped: readonly Uint8Array[];
  /** Those without one: S/MIME. */
  readonly bare: readonly Uint8Array[];
  /** SIP frames that came to a client, one character a byte. */
  readonly frames: readonly string[];
}

/** `root` is the folder of the repository. */
export async function readCorpus(root: string): Promise<Corpus> {
  const { vectors, keys } = readVectorSet(join(root, "main/protocol/vectors"));
  const people = peopleOf(keys);
  const person = async (name: string): Promise<Person> => ({
    address: people.address(name) as Address,
    identity: await people.identity(name),
  });
  const [alice, bob] = await Promise.all([person("alice"), person("bob")]);
  const bodies = vectors.flatMap(({ body = "" }) => fromBase64(body) ?? []);
  const frames = ["kamailio", "embedded"].flatMap((server) => {
    const text = readFileSync(join(root, `main/sip/testing/frames/${server}.txt`), "latin1");
    return text.split("\n=====\n").slice(0, -1).map((frame) => frame.replaceAll("\n", "\r\n"));
  });
  return { alice, bob, enveloped: bodies.filter((bytes) => !isBare(bytes)), bare: bodies.filter(isBare), frames };
}

/** DER or a MIME entity (spec 1.3). */
function isBare(bytes: Uint8Array): boolean {
  return bytes[0] === 0x30 || /^(?:MIME-Version|Content-)/i.test(Buffer.from(bytes.subarray(0, 12)).toString("latin1"));
}
