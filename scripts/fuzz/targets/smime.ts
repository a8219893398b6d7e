// S/MIME v1 (spec 1.9) from each of its layers: what is changed inside is signed and encrypted afterwards, so that every
// layer is reached with bytes that the ones around it let through.
import { toBase64 } from "../../../main/crypto/base64";
import { compress } from "../../../main/crypto/cms/compressed-data";
import { envelop } from "../../../main/crypto/cms/enveloped-data";
import { signContent } from "../../../main/crypto/cms/sign-content";
import { mutateBytes, type Mutation } from "../changes/bytes";
import { mutateDer } from "../changes/der";
import { mutateSip } from "../changes/sip";
import type { Corpus } from "../corpus";
import { bobReads } from "../sealing";
import { fuzzTarget, type FuzzTarget } from "../target";
import { keepingFirst, opens } from "./messages";

/** How an input begins: which layer the rest of it is. */
const TRAVELS = 0;
const SIGNATURE = 1;
const COMPRESSION = 2;
const TEXT = 3;

const DER_SEQUENCE = 0x30;
const latin1 = (text: string): Uint8Array => Buffer.from(text, "latin1");
const as = (layer: number, bytes: Uint8Array): Uint8Array => Buffer.concat([Uint8Array.of(layer), bytes]);

export async function cmsTarget(corpus: Corpus): Promise<FuzzTarget> {
  const { alice, bob } = corpus;
  const context = bobReads(corpus);
  return fuzzTarget({
    name: "cms",
    perTurn: 50,
    seeds: await seedsOf(corpus),
    mutate: keepingFirst(mutateLayer),
    prepare: async (input) => {
      let bytes = input.subarray(1);
      const layer = input[0] ?? TRAVELS;
      if (layer >= TEXT) bytes = compress(bytes);
      if (layer >= COMPRESSION) bytes = await signContent(bytes, alice.identity);
      if (layer >= SIGNATURE) bytes = envelop(bytes, bob.identity.certificate);
      const body = toBase64(bytes);
      return { read: () => opens(body, context) };
    },
  });
}

/** Headers of MIME look like those of SIP. */
const mutateLayer: Mutation = (bytes, random) => {
  if (random.oneIn(8)) return mutateBytes(bytes, random);
  return bytes[0] === DER_SEQUENCE ? mutateDer(bytes, random) : mutateSip(bytes, random);
};

/** Most for the inner layers: of messages that travelled there are many, and what is changed in them is seldom read. */
async function seedsOf({ alice, bare }: Corpus): Promise<readonly Uint8Array[]> {
  const s1 = latin1(`||1||${alice.address}||1795372688879||-5||Hello || Bob`);
  const compressed = compress(s1);
  const signed = await signContent(compressed, alice.identity);
  const part = entity("application/pkcs7-mime; smime-type=compressed-data", compressed);
  const beside = entity("application/pkcs7-signature", await signContent(part, alice.identity));
  const lines = ['Content-Type: multipart/signed; boundary="b"; micalg=sha1', "", "--b", text(part), "--b", text(beside), "--b--", ""];
  const mimeText = latin1(`Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n${text(s1)}`);
  const inner = [
    as(SIGNATURE, signed),
    as(SIGNATURE, entity("application/pkcs7-mime; smime-type=signed-data", signed)),
    as(SIGNATURE, quotedPrintable("application/pkcs7-mime", signed)),
    as(SIGNATURE, latin1(lines.join("\r\n"))),
    as(COMPRESSION, compressed),
    as(COMPRESSION, part),
    as(TEXT, s1),
    as(TEXT, mimeText),
  ];
  const travelled = bare.map((bytes) => as(TRAVELS, bytes));
  const times = Math.ceil((2 * travelled.length) / inner.length);
  return [...travelled, ...Array.from({ length: times }, () => inner).flat()];
}

function quotedPrintable(type: string, content: Uint8Array): Uint8Array {
  const escapes = Buffer.from(content).toString("hex").replace(/../g, "=$&").replace(/.{75}/g, "$&=\r\n");
  return latin1(`Content-Type: ${type}\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n${escapes}`);
}

function text(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("latin1");
}

function entity(type: string, content: Uint8Array): Uint8Array {
  const base64 = toBase64(content).replace(/.{76}/g, "$&\r\n");
  return latin1(`Content-Type: ${type}\r\nContent-Transfer-Encoding: base64\r\n\r\n${base64}`);
}
