// Each step of the vectors by itself: what is encrypted, signed, authenticated and encoded (spec 1.4).
// That every file as a whole is read as it says is tested with the command that does it, in scripts/vectors.
import { readdirSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { present } from "../../shared/assert";
import type { Address } from "../../shared/ids";
import { toBase64 } from "../crypto/base64";
import { fromHex, toHex } from "../crypto/hex";
import { sha256Hex } from "../crypto/hash";
import { hmac } from "../crypto/hmac";
import type { Identity } from "../crypto/identity";
import { decryptOaep } from "../crypto/rsa";
import { readBody, writeBody } from "./envelope";
import { gunzipText } from "./gzip-text";
import { decodeText } from "./amp-text";
import { openMessage } from "./open-message";
import { bytesToMac, bytesToSign } from "./signed-bytes";
import { headerOf } from "./stp-header";
import { stpSchema } from "./stp-message";
import { build as buildSimple, SIMPLE_V1, SIMPLE_V2, SIMPLE_V3, writeKeyBlock, type SimpleProfile } from "./stp-simple";
import { AUTH_V1, AUTH_V2, build as buildAuth } from "./stp-simple-auth";
import { loadPerson, readVectorFile, vectorsFolder } from "./testing/people";
import { readMessage } from "./wire-read";

interface StepVector {
  readonly id: string;
  readonly protocolType: number;
  readonly protocolVersion: number;
  readonly senderKey: string;
  readonly recipientKey: string;
  readonly envelopeBase64: string;
  readonly sipFrom: string;
  readonly ownAddress: Address;
  readonly expect: "accept" | "reject";
  readonly expected: { readonly text?: string };
  readonly intermediate: Readonly<Record<string, string>>;
  readonly options?: { readonly acceptSha1Signatures?: boolean };
}

const vectors = ["messages", "derived-from-draft"]
  .flatMap((folder) => readdirSync(new URL(folder, vectorsFolder)).map((name) => `${folder}/${name}`))
  .map((path) => JSON.parse(readVectorFile(path)) as Partial<StepVector>)
  .filter((vector): vector is StepVector => vector.intermediate !== undefined);

const people = new Map<string, Identity>();
for (const name of ["alice", "bob"]) people.set(name, (await loadPerson(name)).identity);
const identityOf = (name: string): Identity => present(people.get(name), name);

const step = (vector: StepVector, name: string): Uint8Array => present(fromHex(vector.intermediate[name] ?? "?"), name);
const fieldsOf = (vector: StepVector) => readMessage(stpSchema, readBody(vector.envelopeBase64).payload, "malformed-stp");

const simple = vectors.filter((vector) => vector.protocolType === 2);
/** Old peers signed with SHA-1; we never write that. */
const built = simple.filter((vector) => vector.options?.acceptSha1Signatures !== true);
const texts = vectors.filter((vector) => vector.expected.text !== undefined);
const auth = vectors.filter((vector) => vector.protocolType === 4);

function profileOf(vector: StepVector): SimpleProfile {
  const profiles = [SIMPLE_V1, SIMPLE_V2, SIMPLE_V3];
  return present(profiles.find(({ version }) => version === vector.protocolVersion), "profile");
}

function secretsOf(vector: StepVector) {
  return { encKey: step(vector, "encKeyHex"), macKey: step(vector, "macKeyHex"), iv: step(vector, "ivHex") };
}

function coveredOf(vector: StepVector) {
  const header = headerOf(fieldsOf(vector));
  const stp = { type: vector.protocolType, version: vector.protocolVersion };
  if (vector.protocolType === 4) return { stp, header, coversTime: true };
  return { stp, header, coversTime: profileOf(vector).coversTime, secrets: secretsOf(vector) };
}

it("there are vectors for every version of both protocols", () => {
  const versions = new Set(vectors.map(({ protocolType, protocolVersion }) => `${protocolType}.${protocolVersion}`));
  expect([...versions].sort()).toEqual(["2.1", "2.2", "2.3", "4.1", "4.2"]);
});

describe.each(vectors.map((vector) => [vector.id, vector] as const))("%s", (_, vector) => {
  it("has the expected bytes to sign", () => {
    const signed = bytesToSign(coveredOf(vector), step(vector, "ampPayloadHex"));
    expect(toHex(signed)).toBe(vector.intermediate["bytesToSignHex"]);
  });

  it("is the expected STP message in the expected envelope", () => {
    const { stp, payload } = readBody(vector.envelopeBase64);
    expect(toHex(payload)).toBe(vector.intermediate["stpMessageHex"]);
    expect(writeBody({ stp, payload })).toBe(toBase64(step(vector, "envelopeHex")));
  });
});

describe.each(vectors.filter(({ expect }) => expect === "accept").map((vector) => [vector.id, vector] as const))(
  "%s when opened",
  (_, vector) => {
    it("is remembered against replay by the hash of the bytes to sign", async () => {
      const { sipFrom, ownAddress, options } = vector;
      const senderKeys = [identityOf(vector.senderKey).certificate.publicKey];
      const context = { sipFrom, ownAddress, identity: identityOf(vector.recipientKey), senderKeys, ...options };
      const { replayKey } = await openMessage(vector.envelopeBase64, context);
      expect(toHex(replayKey)).toBe(sha256Hex(step(vector, "bytesToSignHex")));
    });
  },
);

describe.each(texts.map((vector) => [vector.id, vector] as const))("the text of %s", (_, vector) => {
  it("comes out of the payload and of its compressed part", () => {
    expect(gunzipText(step(vector, "gzipHex"))).toBe(vector.expected.text);
    expect(decodeText(2, step(vector, "ampPayloadHex"), 0).text).toBe(vector.expected.text);
  });
});

describe.each(simple.map((vector) => [vector.id, vector] as const))("STPSimple %s", (_, vector) => {
  it("has the expected key block, which the recipient unwraps", async () => {
    expect(toHex(writeKeyBlock(secretsOf(vector)))).toBe(vector.intermediate["asymPlaintextHex"]);
    const unwrapped = await decryptOaep(identityOf(vector.recipientKey).privateKey, step(vector, "eAsymBlockHex"));
    expect(toHex(present(unwrapped, "key block"))).toBe(vector.intermediate["asymPlaintextHex"]);
  });

  it("has the expected bytes to MAC and the expected HMAC", () => {
    const bytes = bytesToMac(coveredOf(vector), step(vector, "eAsymBlockHex"), step(vector, "eSymBlockHex"));
    expect(toHex(bytes)).toBe(vector.intermediate["bytesToMacHex"]);
    expect(toHex(hmac(profileOf(vector).hmac, step(vector, "macKeyHex"), bytes))).toBe(vector.intermediate["hmacHex"]);
  });
});

describe.each(built.map((vector) => [vector.id, vector] as const))("STPSimple %s", (_, vector) => {
  it("is built by us byte for byte from the same keys", async () => {
    const message = await buildSimple(
      profileOf(vector),
      coveredOf(vector).header,
      secretsOf(vector),
      step(vector, "eAsymBlockHex"),
      step(vector, "ampPayloadHex"),
      identityOf(vector.senderKey),
    );
    expect(toHex(message)).toBe(vector.intermediate["stpMessageHex"]);
  });
});

describe.each(auth.map((vector) => [vector.id, vector] as const))("STPSimpleAuth %s", (_, vector) => {
  it("is built by us byte for byte", async () => {
    const profile = vector.protocolVersion === 1 ? AUTH_V1 : AUTH_V2;
    const { header } = coveredOf(vector);
    const message = await buildAuth(profile, header, step(vector, "ampPayloadHex"), identityOf(vector.senderKey));
    expect(toHex(message)).toBe(vector.intermediate["stpMessageHex"]);
  });
});
