import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, it } from "vitest";
import { runVectors } from "./run";

const vectors = fileURLToPath(new URL("../../main/protocol/vectors", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "stamp-vectors-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Line {
  readonly id: string;
  readonly outcome: string;
  readonly code?: string;
  readonly text?: string;
  readonly ok?: boolean;
  readonly timeAuthenticated?: boolean;
}

async function run(directory: string): Promise<{ failed: number; lines: Map<string, Line>; summary: string }> {
  const printed: string[] = [];
  const failed = await runVectors(directory, (line) => printed.push(line));
  const summary = printed.pop() ?? "";
  return { failed, summary, lines: new Map(printed.map((text) => JSON.parse(text) as Line).map((line) => [line.id, line])) };
}

/** A vector of the set with changes, alone in a folder whose parent has the keys. */
async function runChanged(path: string, changes: object): Promise<{ failed: number; line: Line | undefined; summary: string }> {
  const vector = { ...(JSON.parse(readFileSync(join(vectors, path), "utf8")) as Line), ...changes };
  const own = mkdtempSync(join(folder, "case-"));
  cpSync(join(vectors, "keys.json"), join(own, "keys.json"));
  mkdirSync(join(own, "deep", "deeper"), { recursive: true });
  writeFileSync(join(own, "deep", "deeper", "any name.json"), JSON.stringify(vector));
  writeFileSync(join(own, "deep", "index.json"), '{"deep": ["any name.json"]}');
  writeFileSync(join(own, "deep", "broken.json"), "{");
  const { failed, lines, summary } = await run(join(own, "deep"));
  return { failed, line: lines.get(vector.id), summary };
}

const all = await run(vectors);

describe("the vectors", () => {
  it("all come out as their files say", () => {
    expect([...all.lines.values()].filter((line) => line.ok !== true)).toEqual([]);
    expect(all).toMatchObject({ failed: 0, summary: "196 passed, 0 failed" });
  });

  // The codes are ours; the files only say accept or reject.
  it.each([
    ["n01-tampered-ciphertext", "bad-mac"],
    ["n03-tampered-signature", "bad-signature"],
    ["n05-missing-signature", "missing-field"],
    ["n07-truncated-hmac", "bad-mac"],
    ["n08-wrong-destination", "not-for-me"],
    ["n09-surreptitious-forward", "not-for-me"],
    ["n10-sender-mismatch", "sender-mismatch"],
    ["n13-version-swapped-3-to-2", "bad-mac"],
    ["n14-version-swapped-3-to-4", "unknown-stp"],
    ["n16-type-swapped-2-to-4", "missing-field"],
    ["n17-type-swapped-4-to-2", "missing-field"],
    ["n18-truncated-envelope", "malformed-envelope"],
    ["n19-truncated-stp", "malformed-stp"],
    ["n21-replay-reenveloped", "replay"],
    ["n22-replay-mutated-unauthenticated", "replay"],
    ["n23-gzip-bomb", "too-large"],
    ["n29-unknown-amp-type", "unknown-amp"],
    ["n32-negative-amp-type", "unknown-amp"],
    ["n33-gzip-bad-crc", "malformed-amp"],
    ["n35-invalid-utf8-text", "malformed-amp"],
    ["n37-amp-empty", "malformed-amp"],
    ["n43-easym-changed", "bad-key-block"],
    ["n44-easym-missing", "missing-field"],
    ["n50-destinationtype-injected", "unsupported-variant"],
    ["n51-virtual-fields-on-wire", "virtual-field-on-wire"],
    ["n52-version-fields-set", "unsupported-variant"],
    ["n53-not-base64", "malformed-base64"],
    ["n55-empty-envelope", "missing-field"],
    ["n58-iv-12-bytes", "malformed-stp"],
    ["n59-timestamp-max-uint64", "malformed-stp"],
    ["sn01-tampered-envelope", "cms-decrypt"],
    ["sn02-tampered-envelope-middle", "cms-decrypt"],
    ["sn03-wrong-recipient", "cms-decrypt"],
    ["sn04-signer-is-mallory", "cms-wrong-signer"],
    ["sn05-tampered-signature", "cms-bad-signature"],
    ["sn06-unsigned", "cms-not-signed"],
    ["sn07-not-compressed", "cms-malformed"],
    ["sn08-source-sip-mismatch", "sender-mismatch"],
    ["sn09-version-2", "wrong-version"],
    ["sn11-bad-date", "cms-malformed"],
    ["sn14-zlib-bomb", "too-large"],
    ["sn15-truncated", "cms-malformed"],
    ["sn17-fake-self-signed-alice", "cms-wrong-signer"],
    ["sn19-garbage", "cms-malformed"],
    ["sn20-not-base64", "malformed-base64"],
    ["n60-easym-without-mackey", "bad-key-block"],
    ["n61-easym-pkcs1v15", "bad-key-block"],
    ["d12-v2-timestamp-changed", "bad-mac"],
    ["d13-v2-gcm-tag-broken", "bad-cipher"],
  ])("%s is rejected as %s", (id, code) => {
    expect(all.lines.get(id)).toMatchObject({ outcome: "rejected", code, ok: true });
  });

  it("of version 1 come with the note that their time is not authenticated", () => {
    expect(all.lines.get("d11-v1-timestamp-changed")).toMatchObject({ outcome: "accepted", timeAuthenticated: false });
    expect(all.lines.get("d04-v2-ascii")).not.toHaveProperty("timeAuthenticated");
  });
});

describe("a vector", () => {
  const ascii = "messages/m01-stpsimple-ascii.json";

  it("is found under any name at any depth, with keys from a folder above", async () => {
    expect(await runChanged(ascii, {})).toMatchObject({
      line: { id: "m01-stpsimple-ascii", outcome: "accepted", text: "Hello Bob, this is Alice.", ok: true },
      summary: "1 passed, 0 failed",
    });
  });

  it.each([undefined, null])("without an expectation is only reported (%s)", async (nothing) => {
    const { failed, line, summary } = await runChanged(ascii, { expect: nothing, expected: nothing });
    expect(line).toEqual({ id: "m01-stpsimple-ascii", outcome: "accepted", text: "Hello Bob, this is Alice." });
    expect({ failed, summary }).toEqual({ failed: 0, summary: "0 passed, 0 failed" });
  });

  it.each([undefined, null])("without a key of the sender is rejected for that (%s)", async (senderKey) => {
    const { line } = await runChanged(ascii, { senderKey, expect: "reject" });
    expect(line).toMatchObject({ outcome: "rejected", code: "no-certificate", ok: true });
  });

  it.each([
    ["another text", { expected: { text: "Hello" } }],
    ["another nonce", { expected: { ampNonceSigned: 1 } }],
    ["another time", { expected: { sendDate: 1 } }],
    ["a rejection", { expect: "reject" }],
    ["a text that is there", { senderKey: "mallory" }],
    ["keys that are there", { recipientKey: "nobody" }],
    ["a body to be there", { envelopeBase64: undefined, expect: "reject" }],
    ["a second copy that is dropped as such", { deliverTimes: 2, senderKey: "mallory", expect: "accept" }],
  ])("fails when it expects %s", async (_, changes) => {
    expect(await runChanged(ascii, changes)).toMatchObject({ failed: 1, line: { ok: false }, summary: "0 passed, 1 failed" });
  });

  it("fails when its notification has other values than it says", async () => {
    const path = "messages/m14-auth-notification-readack.json";
    const changes = { expected: { notification: { ackNoncesUnsigned: [1, 2] } } };
    expect(await runChanged(path, changes)).toMatchObject({ failed: 1 });
  });

  it("that only begins like S/MIME is rejected, bare or in an envelope", async () => {
    for (const body of ["MIIBAA==", Buffer.from("MIME-Version: 1.0").toString("base64")]) {
      const { line } = await runChanged(ascii, { bodyBase64: body, expect: "reject" });
      expect(line).toMatchObject({ outcome: "rejected", code: "cms-malformed", ok: true });
    }
  });
});

describe("a folder", () => {
  it("that does not exist ends the run with an error", async () => {
    await expect(run(join(folder, "nothing here"))).rejects.toThrow();
  });
});
