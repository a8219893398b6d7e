// S/MIME v1 between us and Bouncy Castle, on Android known as SpongyCastle (spec 1.9): it opens every layer of what
// we write, and we open what it writes, in the forms that our own writer never uses.
import { join } from "node:path";
import fc from "fast-check";
import { expect, it } from "vitest";
import { present } from "../../shared/assert";
import { tempFolder } from "../platform/testing/temp-folder";
import { encodeText } from "./amp-text";
import { openMessage } from "./open-message";
import { sealMessage } from "./seal-message";
import type { OpenContext, SealRequest } from "./stp-codec";
import { runBouncyCastle } from "./testing/bouncy-castle";
import { fromAlice } from "./testing/messages";
import { writePerson } from "./testing/openssl";
import { alice, loadPerson, mallory } from "./testing/people";

const SMIME = { type: 1, version: 1 };
const MESSAGES = 100;
/** A Java program is compiled and started, on a machine that does other things as well. */
const TIMEOUT_MS = 60_000;

const base64 = (text: string): string => Buffer.from(text).toString("base64");

const text = fc.oneof(
  { weight: 6, arbitrary: fc.string({ unit: "binary", maxLength: 500 }) },
  { weight: 2, arbitrary: fc.constantFrom("", " ", "||", "|| 1 ||\r\n", "\ufeffa", "👩‍👩‍👧‍👦", "\u0000") },
  { weight: 1, arbitrary: fc.string({ unit: "grapheme", minLength: 1, maxLength: 20 }).map((part) => part.repeat(16_384 / Buffer.byteLength(part))) },
);
const nonce = fc.integer({ min: 1, max: 0xffff_ffff });

async function sealed(request: Partial<SealRequest>): Promise<string> {
  return (await sealMessage({ ...fromAlice(SMIME), ...request })).body;
}

it("Bouncy Castle opens all layers of what we write, and nothing that is for or from somebody else", async () => {
  const messages = fc.sample(fc.record({ text, nonce, sentAt: fc.maxSafeNat() }), MESSAGES);
  const bodies = await Promise.all(messages.map((message) => sealed({ amp: encodeText(message.text, message.nonce), sentAt: message.sentAt })));
  const others = await Promise.all([sealed({ recipientCertificate: mallory.identity.certificate }), sealed({ identity: mallory.identity })]);
  const changed = Buffer.from(present(bodies[0], "body"), "base64");
  changed[changed.length - 40] = (changed[changed.length - 40] ?? 0) ^ 1;

  const folder = tempFolder();
  for (const name of ["alice", "bob"]) writePerson(folder, name);
  const input = [...bodies, ...others, changed.toString("base64")].map((body) => `${body}\n`).join("");
  const lines = runBouncyCastle("OpenSmime", [join(folder, "bob.key.pem"), join(folder, "alice.pem")], input);

  const s1 = messages.map((message) => `||1||${alice.address}||${message.sentAt}||${message.nonce | 0}||${message.text}`);
  expect(lines.slice(0, MESSAGES)).toEqual(s1.map(base64));
  expect(lines.slice(MESSAGES).map((line) => line.slice(0, 9))).toEqual(["refused: ", "refused: ", "refused: "]);
}, TIMEOUT_MS);

it("we open what Bouncy Castle writes: other hashes, ciphers, recipients, names of keys, and BER in pieces", async () => {
  const folder = tempFolder();
  const [signer, recipient] = await Promise.all([loadPerson("carol"), loadPerson("dave")]);
  writePerson(folder, "carol", "signer");
  writePerson(folder, "dave", "recipient");
  writePerson(folder, "mallory", "other");
  const meant = "Dobrý deň || 👩‍👩‍👧‍👦 ".repeat(40);
  const s1 = `||1||${signer.address}||1795372688879||-7||${meant}`;

  const lines = runBouncyCastle("MakeSmime", [folder, base64(s1)]).map((line) => line.split("\t"));
  const reader: OpenContext = {
    sipFrom: signer.address,
    ownAddress: recipient.address,
    identity: recipient.identity,
    senderKeys: [signer.identity.certificate.publicKey],
  };
  for (const [variant, body = ""] of lines) {
    const { amp, ...opened } = await openMessage(body, reader);
    const expected = { stp: SMIME, sender: signer.address, sentAt: 1_795_372_688_879, randomNonce: 0xffff_fff9 };
    expect(opened, variant).toMatchObject(expected);
    expect(Buffer.from(amp.payload).toString(), variant).toBe(meant);
  }
  expect(lines.map(([variant]) => variant)).toEqual([
    "SHA-1 and AES-128",
    "SHA-256 and AES-256",
    "SHA-384 and AES-192",
    "SHA-512",
    "no signed attributes",
    "no certificate",
    "several recipients",
    "key identifiers",
    "indefinite lengths",
    "indefinite lengths, no signed attributes",
  ]);
}, TIMEOUT_MS);
