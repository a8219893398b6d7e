// S/MIME v1 between us and the openssl command (spec 1.9). It opens what we encrypted and signed; the layer that is left
// must be compressed (RFC 3274), which Debian's openssl can name and not inflate. And we open what it writes.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { deflateSync, inflateSync } from "node:zlib";
import { expect, it } from "vitest";
import { tempFolder } from "../platform/testing/temp-folder";
import { encodeText } from "./amp-text";
import { openMessage } from "./open-message";
import { sealMessage } from "./seal-message";
import type { OpenContext } from "./stp-codec";
import { codeOf, fromAlice } from "./testing/messages";
import { openssl, writePerson } from "./testing/openssl";
import { alice, bob, loadPerson } from "./testing/people";

const SMIME = { type: 1, version: 1 };
/** RSA-4096 and RSA-3072. */
const [carol, dave] = await Promise.all([loadPerson("carol"), loadPerson("dave")]);

const TEXTS = [["short", "Hello Bob"], ["empty", ""], ["with delimiters", "Dobrý deň || 👩‍👩‍👧‍👦"], ["of 16 KiB", "ľ".repeat(8192)]] as const;

it.each(TEXTS)("the openssl command opens both layers of what we write, a text %s, and compressed data is left", async (_, text) => {
  const { body } = await sealMessage(fromAlice(SMIME, encodeText(text, 4_294_954_951)));
  const folder = tempFolder();
  for (const name of ["alice", "bob", "ca", "mallory"]) writePerson(folder, name);
  writeFileSync(join(folder, "s4"), Buffer.from(body, "base64"));

  openssl(folder, "cms", "-decrypt", "-inform", "DER", "-in", "s4", "-recip", "bob.pem", "-inkey", "bob.key.pem", "-out", "s3");
  const chain = ["-CAfile", "ca.pem", "-purpose", "any", "-no_check_time"];
  openssl(folder, "cms", "-verify", "-inform", "DER", "-in", "s3", ...chain, "-signer", "signer.pem", "-out", "s2");
  expect(fingerprint(folder, "signer.pem")).toBe(fingerprint(folder, "alice.pem"));
  expect(inflated(folder, "s2")).toBe(`||1||${alice.address}||1795372688879||-12345||${text}`);

  expect(() => openssl(folder, "cms", "-verify", "-inform", "DER", "-in", "s3", "-CAfile", "mallory.pem", "-out", "no")).toThrow("cms");
});

function fingerprint(folder: string, file: string): string {
  return openssl(folder, "x509", "-in", file, "-noout", "-fingerprint", "-sha256").toString();
}

/** What is inside a CompressedData, whose structure openssl has to know. */
function inflated(folder: string, file: string): string {
  const structure = openssl(folder, "asn1parse", "-inform", "DER", "-in", file).toString();
  expect(structure.match(/OBJECT +:(.*)/g)?.map((line) => line.replace(/OBJECT +:/, ""))).toEqual([
    "id-smime-ct-compressedData",
    "zlib compression",
    "pkcs7-data",
  ]);
  const [, offset = ""] = /(\d+):d=\d+ +hl=\d+ l= *\d+ prim: +OCTET STRING/.exec(structure) ?? [];
  openssl(folder, "asn1parse", "-inform", "DER", "-in", file, "-strparse", offset, "-noout", "-out", "deflated");
  return inflateSync(readFileSync(join(folder, "deflated"))).toString();
}

/** How openssl is asked to sign and to encrypt. */
const VARIANTS: readonly (readonly [name: string, signing: readonly string[], encrypting: readonly string[]])[] = [
  ["SHA-1 and AES-128, as the draft has it", ["-md", "sha1"], ["-aes128", "recipient.pem"]],
  ["SHA-256 and AES-256", ["-md", "sha256"], ["-aes256", "recipient.pem"]],
  ["SHA-384 and AES-192", ["-md", "sha384"], ["-aes192", "recipient.pem"]],
  ["no signed attributes", ["-md", "sha256", "-noattr"], ["-aes256", "recipient.pem"]],
  ["no certificate", ["-md", "sha256", "-nocerts"], ["-aes256", "recipient.pem"]],
  ["key identifiers", ["-md", "sha256", "-keyid"], ["-aes256", "-keyid", "recipient.pem"]],
  ["several recipients", ["-md", "sha256"], ["-aes256", "bob.pem", "signer.pem", "recipient.pem"]],
  ["indefinite lengths", ["-md", "sha256", "-stream"], ["-aes256", "-stream", "recipient.pem"]],
  ["indefinite lengths, no signed attributes", ["-md", "sha512", "-stream", "-noattr"], ["-aes128", "-stream", "recipient.pem"]],
];

it("we open what the openssl command writes: other hashes, ciphers, recipients, names of keys, and BER", async () => {
  const folder = tempFolder();
  const [signer, recipient] = [dave, carol];
  writePerson(folder, "dave", "signer");
  writePerson(folder, "carol", "recipient");
  writePerson(folder, "bob");
  const meant = "Dobrý deň || 👩‍👩‍👧‍👦 ".repeat(40);
  writeFileSync(join(folder, "s2"), compressed(`||1||${signer.address}||1795372688879||-7||${meant}`));
  const reader: OpenContext = {
    sipFrom: signer.address,
    ownAddress: recipient.address,
    identity: recipient.identity,
    senderKeys: [signer.identity.certificate.publicKey],
  };
  for (const [variant, signing, encrypting] of VARIANTS) {
    const key = ["-signer", "signer.pem", "-inkey", "signer.key.pem"];
    openssl(folder, "cms", "-sign", "-binary", "-nodetach", "-outform", "DER", "-in", "s2", "-out", "s3", ...key, ...signing);
    const body = openssl(folder, "cms", "-encrypt", "-binary", "-outform", "DER", "-in", "s3", ...encrypting).toString("base64");
    const { amp, ...opened } = await openMessage(body, reader);
    expect(opened, variant).toMatchObject({ stp: SMIME, sender: signer.address, sentAt: 1_795_372_688_879, randomNonce: 0xffff_fff9 });
    expect(Buffer.from(amp.payload).toString(), variant).toBe(meant);
    expect(await codeOf(body, { ...reader, senderKeys: [bob.identity.certificate.publicKey] }), variant).toMatch(/^cms-/);
    expect(await codeOf(body, { ...reader, identity: alice.identity }), variant).toBe("cms-decrypt");
  }
});

/** CompressedData of RFC 3274, by hand. */
function compressed(text: string): Buffer {
  const content = der(0x30, oid("2a864886f70d010701"), der(0xa0, der(0x04, deflateSync(text))));
  const data = der(0x30, der(0x02, Buffer.of(0)), der(0x30, oid("2a864886f70d0109100308")), content);
  return der(0x30, oid("2a864886f70d0109100109"), der(0xa0, data));
}

function oid(hex: string): Buffer {
  return der(0x06, Buffer.from(hex, "hex"));
}

function der(tag: number, ...contents: readonly Buffer[]): Buffer {
  const content = Buffer.concat(contents);
  const length = content.length < 128 ? [content.length] : [0x82, content.length >> 8, content.length & 0xff];
  return Buffer.concat([Buffer.of(tag, ...length), content]);
}
